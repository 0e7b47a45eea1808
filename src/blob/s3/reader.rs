//! Reading out of the bucket: streamed, a piece in memory at a time. A connection that breaks in the middle is
//! taken up where it broke.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek};

use bytes::Bytes;
use futures_util::stream::{BoxStream, TryStreamExt};
use object_store::{GetOptions, GetRange, ObjectStore};

use super::wait::{SOON, within};
use super::{S3Blobs, told};
use crate::blob::{BlobError, Sha256Hex};

/// How often in a row a broken connection is taken up without a byte having come.
const TRIES: u32 = 3;

/// A file of the bucket, or a range of it.
pub struct S3Reader {
    s3: S3Blobs,
    hash: Sha256Hex,
    stream: BoxStream<'static, object_store::Result<Bytes>>,
    piece: Bytes,
    /// The next byte that the stream brings, and the one after the last.
    next: u64,
    end: u64,
    failed: u32,
}

impl fmt::Debug for S3Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Reader").field("hash", &self.hash).field("next", &self.next).finish_non_exhaustive()
    }
}

impl S3Blobs {
    pub(in crate::blob) fn open_range(
        &self,
        hash: &Sha256Hex,
        first: u64,
        length: u64,
    ) -> Result<S3Reader, BlobError> {
        let (stream, end) = self.stream(hash, (first, first.saturating_add(length)))?;
        let (s3, hash) = (self.clone(), hash.clone());
        Ok(S3Reader { s3, hash, stream, piece: Bytes::new(), next: first, end, failed: 0 })
    }

    /// The whole file on this machine, without a name.
    pub(in crate::blob) fn fetch(&self, hash: &Sha256Hex) -> Result<File, BlobError> {
        let mut file = self.inner.spool.nameless()?;
        io::copy(&mut self.open_range(hash, 0, u64::MAX)?, &mut file)?;
        file.rewind()?;
        Ok(file)
    }

    /// The bytes from the first to before the end, and where they do end.
    fn stream(
        &self,
        hash: &Sha256Hex,
        (first, end): (u64, u64),
    ) -> Result<(BoxStream<'static, object_store::Result<Bytes>>, u64), BlobError> {
        let range = match (first, end) {
            (0, u64::MAX) => None,
            (first, u64::MAX) => Some(GetRange::Offset(first)),
            (first, end) => Some(GetRange::Bounded(first..end)),
        };
        let options = GetOptions { range, ..GetOptions::default() };
        let key = self.key(hash);
        let got = self.wait(SOON, self.inner.store.get_opts(&key, options));
        let got = got.map_err(|fault| told(fault, hash))?;
        let end = got.range.end;
        Ok((got.into_stream(), end))
    }
}

impl S3Reader {
    fn next_piece(&mut self) -> Result<(), BlobError> {
        loop {
            let came = self.s3.inner.background.run(within(SOON, self.stream.try_next()));
            let fault = match came {
                Ok(Some(piece)) => {
                    self.next = self.next.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
                    self.piece = piece;
                    self.failed = 0;
                    return Ok(());
                }
                Ok(None) => io::Error::from(io::ErrorKind::UnexpectedEof).into(),
                Err(fault) => fault,
            };
            self.failed = self.failed.saturating_add(1);
            if self.failed > TRIES {
                return Err(fault.into());
            }
            (self.stream, self.end) = self.s3.stream(&self.hash, (self.next, self.end))?;
        }
    }
}

impl Read for S3Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() && self.next < self.end {
            self.next_piece()?;
        }
        let length = buffer.len().min(self.piece.len());
        let bytes = self.piece.split_to(length);
        if let Some(place) = buffer.get_mut(..length) {
            place.copy_from_slice(&bytes);
        }
        Ok(length)
    }
}
