//! A file that is being received: hashed while it is written, gone unless it is finished.

use std::fs::File;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use rustix::fs::{Advice, fadvise};
use tempfile::NamedTempFile;

use super::hashing::Hashing;
use super::{BlobError, Blobs, Sha256Hex};

/// A file on its way in.
#[derive(Debug)]
pub struct Incoming {
    blobs: Blobs,
    file: NamedTempFile,
    hash: Hashing,
    size: u64,
    /// Up to here the disk has begun.
    begun: u64,
    limit: u64,
}

/// Bytes that the disk is given at once while more are coming, so that little is left to the fsync at the end.
const AHEAD: u64 = 256 << 10;

/// A file that is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub sha256: Sha256Hex,
    /// Its size in bytes.
    pub size: u64,
    /// Nobody sweeps it before a row names it.
    held: Held,
}

/// The lock of a file that was received. It ends when the last of those who hold it is dropped, or with the
/// process; files of a far store have none.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    _file: Option<Arc<File>>,
}

impl Held {
    /// The lock that this open file has.
    pub(super) fn by(file: File) -> Self {
        Self { _file: Some(Arc::new(file)) }
    }
}

/// It says nothing of the file.
impl PartialEq for Held {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for Held {}

impl Incoming {
    pub(super) fn start(blobs: Blobs, file: NamedTempFile, limit: u64) -> Self {
        Self { blobs, file, hash: Hashing::default(), size: 0, begun: 0, limit }
    }

    /// Takes more bytes.
    ///
    /// # Errors
    /// When they are more than the limit, or can't be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        self.take(Bytes::copy_from_slice(bytes))
    }

    /// Takes more bytes, as they are.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn take(&mut self, piece: Bytes) -> Result<(), BlobError> {
        self.pass(piece.clone())?;
        self.file.write_all(&piece)?;
        if matches!(self.blobs, Blobs::Folder(_)) && self.size.saturating_sub(self.begun) >= AHEAD {
            self.begin();
        }
        Ok(())
    }

    /// Counts and hashes bytes that lie in the file already, or will in a moment.
    pub(super) fn pass(&mut self, piece: Bytes) -> Result<(), BlobError> {
        self.size = self.size.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.size > self.limit {
            return Err(BlobError::TooLarge { limit: self.limit });
        }
        Ok(self.hash.update(piece)?)
    }

    /// Has the disk begin with what came. Linux does so when it hears that the bytes are not needed soon, and keeps
    /// those that are not written yet; it is but advice, so whatever it answers, the fsync decides.
    fn begin(&mut self) {
        let length = NonZeroU64::new(self.size.saturating_sub(self.begun));
        let _ = fadvise(self.file.as_file(), self.begun, length, Advice::DontNeed);
        self.begun = self.size;
    }

    /// How many bytes came so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hash of the bytes that came so far.
    ///
    /// # Errors
    /// When the thread that makes it is gone.
    pub fn sha256(&self) -> Result<Sha256Hex, BlobError> {
        Ok(Sha256Hex::finish(self.hash.so_far()?))
    }

    /// Where the bytes lie until they are finished, for a look at what they are.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Makes the file last: in a folder by fsync, rename and fsync of the folder, in S3 by the store's word that
    /// it has the very bytes.
    ///
    /// # Errors
    /// When the disk or the store refuses; a failed fsync makes the store read-only.
    pub fn finish(self) -> Result<Stored, BlobError> {
        if let Blobs::Folder(folder) = &self.blobs {
            folder.settle(self.file.as_file())?;
        }
        // It was made while the disk worked, and is ready about now.
        let sha256 = self.sha256()?;
        let held = match &self.blobs {
            Blobs::Folder(folder) => folder.keep(self.file, &sha256)?,
            Blobs::S3(s3) => {
                s3.keep(self.file.as_file(), (&sha256, self.size))?;
                Held::default()
            }
        };
        Ok(Stored { sha256, size: self.size, held })
    }
}
