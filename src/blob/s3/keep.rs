//! Putting a received file into the bucket: small ones in one request, large ones in parts, so that memory
//! stays flat. Each request carries the SHA-256 of its bytes, which the store compares.

use std::fs::File;
use std::io::{Read, Seek};

use futures_util::stream::{self, StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt, PutPayload};

use super::wait::{SOON, time_for, within};
use super::{Fault, S3Blobs};
use crate::blob::{BlobError, Sha256Hex};

/// Bytes of a part, and of the largest file that is put in one piece.
const PART: u64 = 8 << 20;
/// The most parts of a file that S3 takes is 10,000; larger files get larger parts.
const MOST_PARTS: u64 = 9_000;
/// Parts that are on their way at a time.
const AT_ONCE: usize = 2;

impl S3Blobs {
    /// Puts the file and asks for it again: only what the store gives by its name and with its size is kept.
    pub(in crate::blob) fn keep(
        &self,
        mut file: &File,
        (hash, size): (&Sha256Hex, u64),
    ) -> Result<(), BlobError> {
        file.rewind()?;
        let key = self.key(hash);
        if size <= PART {
            let whole = read_part(&mut file, size)?;
            self.wait(time_for(size), self.inner.store.put(&key, whole))?;
        } else {
            self.put_parts(file, (&key, size))?;
        }
        match self.size_of(hash) {
            Ok(found) if found == size => Ok(()),
            Ok(_) => Err(BlobError::Damaged(hash.clone())),
            // It was an old leftover's name, and whoever sweeps was in between.
            Err(BlobError::Missing(_)) => Err(BlobError::Swept(hash.clone())),
            Err(error) => Err(error),
        }
    }

    fn put_parts(&self, file: &File, (key, size): (&Path, u64)) -> Result<(), BlobError> {
        let mut upload = self.wait(SOON, self.inner.store.put_multipart(key))?;
        let sent = self.inner.background.run(send_parts(&mut *upload, file, size));
        let done = sent.and_then(|()| Ok(self.wait(SOON, upload.complete())?));
        match done {
            Ok(_) => Ok(()),
            // The connection may have been cut after the store had it all: then it is there.
            Err(BlobError::Unreachable(_)) if self.is_there(key, size) => Ok(()),
            Err(error) => {
                // What is left of it when even this fails is for the bucket's own rule about old parts.
                let _ = self.wait(SOON, upload.abort());
                Err(error)
            }
        }
    }

    fn is_there(&self, key: &Path, size: u64) -> bool {
        self.wait(SOON, self.inner.store.head(key)).is_ok_and(|found| found.size == size)
    }
}

/// Sends the file part by part; the next one is read while the one before is on its way.
async fn send_parts(upload: &mut dyn MultipartUpload, mut file: &File, size: u64) -> Result<(), BlobError> {
    let length = PART.max(size.div_ceil(MOST_PARTS));
    let starts = (0..size.div_ceil(length)).map(|number| number.saturating_mul(length));
    let parts = starts.map(|start| {
        let bytes = length.min(size.saturating_sub(start));
        let sent = read_part(&mut file, bytes).map(|part| upload.put_part(part));
        async move { Ok::<_, BlobError>(within(time_for(bytes), sent?).await?) }
    });
    stream::iter(parts).buffer_unordered(AT_ONCE).try_collect().await
}

fn read_part(file: &mut &File, length: u64) -> Result<PutPayload, BlobError> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(length).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) == length {
        Ok(bytes.into())
    } else {
        Err(BlobError::Io(std::io::ErrorKind::UnexpectedEof.into()))
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Store(object_store::Error::Generic { store: "S3", source: error.into() })
    }
}
