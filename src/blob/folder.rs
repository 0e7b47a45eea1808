//! Blobs in a folder: `tmp/` for what is being received, `blobs/ab/<hash>` for what is whole.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use tempfile::NamedTempFile;

use super::spool::Spool;
use super::{BlobError, Found, Look, Sha256Hex};

/// A folder of blobs. Clones share the state.
#[derive(Debug, Clone)]
pub struct FolderBlobs {
    root: PathBuf,
    pub(super) spool: Spool,
    read_only: Arc<AtomicBool>,
}

impl FolderBlobs {
    pub(super) fn open(root: &Path) -> Result<Self, BlobError> {
        let spool = Spool::open(root)?;
        let blobs = Self { root: root.join("blobs"), spool, read_only: Arc::default() };
        blobs.make_folders()?;
        Ok(blobs)
    }

    /// All folders are there and safe before the first file comes. Were each made by the file that needs it
    /// first, another file could be acknowledged in a folder that nobody has made last yet.
    fn make_folders(&self) -> Result<(), BlobError> {
        fs::create_dir_all(&self.root)?;
        for first in 0..=u8::MAX {
            match fs::create_dir(self.root.join(format!("{first:02x}"))) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
                _ => {}
            }
        }
        match self.sync(&File::open(&self.root)?) {
            // What is there can still be read.
            Err(BlobError::ReadOnly) => Ok(()),
            done => done,
        }
    }

    /// The folder of the whole files.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    fn path_of(&self, hash: &Sha256Hex) -> PathBuf {
        self.root.join(hash.folder()).join(hash.as_str())
    }

    pub(super) fn open_at(&self, hash: &Sha256Hex, first: u64) -> Result<File, BlobError> {
        let mut file = File::open(self.path_of(hash)).map_err(|error| missing(error, hash))?;
        if first > 0 {
            file.seek(SeekFrom::Start(first))?;
        }
        Ok(file)
    }

    pub(super) fn size_of(&self, hash: &Sha256Hex) -> Result<u64, BlobError> {
        let found = fs::metadata(self.path_of(hash)).map_err(|error| missing(error, hash))?;
        if found.is_file() { Ok(found.len()) } else { Err(BlobError::Missing(hash.clone())) }
    }

    pub(super) fn look(&self, hash: &Sha256Hex) -> Result<Look, BlobError> {
        match fs::symlink_metadata(self.path_of(hash)) {
            Ok(facts) if facts.is_file() => {
                let modified = facts.modified()?;
                Ok(Look::File(Found { sha256: hash.clone(), size: facts.len(), modified }))
            }
            Ok(_) => Ok(Look::Other),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Look::Nothing),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn remove(&self, hash: &Sha256Hex) -> Result<(), BlobError> {
        match fs::remove_file(self.path_of(hash)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    pub(super) fn may_write(&self) -> Result<(), BlobError> {
        if self.read_only.load(Ordering::SeqCst) { Err(BlobError::ReadOnly) } else { Ok(()) }
    }

    pub(super) fn health(&self) -> Result<(), BlobError> {
        self.may_write()?;
        self.spool.health()
    }

    /// Makes the bytes of a received file last, by fsync.
    pub(super) fn settle(&self, file: &File) -> Result<(), BlobError> {
        self.may_write()?;
        // Its age is counted from now on: what is swept is what nobody named for a long time after it came.
        file.set_modified(SystemTime::now())?;
        self.sync(file)
    }

    /// Gives a settled file its name and makes that last: move to its place, fsync of the folder. Its lock is still held.
    pub(super) fn keep(&self, file: NamedTempFile, hash: &Sha256Hex) -> Result<File, BlobError> {
        let folder = self.root.join(hash.folder());
        let kept = file.persist(folder.join(hash.as_str())).map_err(|refused| refused.error)?;
        self.sync(&File::open(folder)?)?;
        Ok(kept)
    }

    /// Whether somebody has received the file and not named it in a row yet.
    pub(super) fn is_held(&self, hash: &Sha256Hex) -> Result<bool, BlobError> {
        match File::open(self.path_of(hash)) {
            Ok(file) => Ok(matches!(file.try_lock(), Err(TryLockError::WouldBlock))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// An fsync that failed may have dropped the pages it could not write, so a second one that
    /// succeeds would prove nothing: the store stays read-only.
    pub(super) fn sync(&self, file: &File) -> Result<(), BlobError> {
        file.sync_all().map_err(|error| {
            self.read_only.store(true, Ordering::SeqCst);
            tracing::error!(%error, "fsync failed; the store is read-only");
            BlobError::ReadOnly
        })
    }
}

fn missing(error: std::io::Error, hash: &Sha256Hex) -> BlobError {
    match error.kind() {
        ErrorKind::NotFound => BlobError::Missing(hash.clone()),
        _ => error.into(),
    }
}
