//! A file that is being received: hashed while it is written, gone unless it is finished.

use std::fs::File;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{Advice, fadvise};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{BlobError, Blobs, Sha256Hex};

/// A file on its way in.
#[derive(Debug)]
pub struct Incoming {
    blobs: Blobs,
    file: NamedTempFile,
    hasher: Sha256,
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
        Self { blobs, file, hasher: Sha256::new(), size: 0, begun: 0, limit }
    }

    /// Takes more bytes.
    ///
    /// # Errors
    /// When they are more than the limit, or can't be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.size > self.limit {
            return Err(BlobError::TooLarge { limit: self.limit });
        }
        self.hasher.update(bytes);
        self.file.write_all(bytes)?;
        if matches!(self.blobs, Blobs::Folder(_)) && self.size.saturating_sub(self.begun) >= AHEAD {
            self.begin();
        }
        Ok(())
    }

    /// Counts bytes that lie in the file already.
    pub(super) fn hash(&mut self, bytes: &[u8]) {
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.hasher.update(bytes);
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
    pub fn sha256(&self) -> Sha256Hex {
        Sha256Hex::finish(self.hasher.clone())
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
        let sha256 = Sha256Hex::finish(self.hasher);
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
