//! Blobs in a folder: `tmp/` for what is being received, `blobs/ab/<hash>` for what is whole.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::{BlobError, Incoming, Sha256Hex};

/// Space that must stay free for the database and its log, in bytes.
const RESERVE: u64 = 64 << 20;

/// A folder of blobs. Clones share the state.
#[derive(Debug, Clone)]
pub struct FolderBlobs {
    root: PathBuf,
    read_only: Arc<AtomicBool>,
}

impl FolderBlobs {
    pub(super) fn open(root: &Path) -> Result<Self, BlobError> {
        fs::create_dir_all(root.join("tmp"))?;
        fs::create_dir_all(root.join("blobs"))?;
        Ok(Self { root: root.to_owned(), read_only: Arc::default() })
    }

    pub(super) fn receive(&self, limit: u64) -> Result<Incoming, BlobError> {
        self.health()?;
        Incoming::start(self.clone(), limit)
    }

    pub(super) fn tmp(&self) -> PathBuf {
        self.root.join("tmp")
    }

    pub(super) fn path_of(&self, hash: &Sha256Hex) -> PathBuf {
        self.root.join("blobs").join(hash.folder()).join(hash.as_str())
    }

    pub(super) fn open_file(&self, hash: &Sha256Hex) -> Result<File, BlobError> {
        File::open(self.path_of(hash)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => BlobError::Missing(hash.clone()),
            _ => BlobError::Io(error),
        })
    }

    pub(super) fn verify(&self, hash: &Sha256Hex) -> Result<(), BlobError> {
        let mut file = self.open_file(hash)?;
        let mut hasher = Sha256::new();
        let mut chunk = vec![0; 256 << 10];
        loop {
            let read = file.read(&mut chunk)?;
            let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            hasher.update(bytes);
        }
        if Sha256Hex::finish(hasher) == *hash { Ok(()) } else { Err(BlobError::Damaged(hash.clone())) }
    }

    pub(super) fn health(&self) -> Result<(), BlobError> {
        if self.read_only.load(Ordering::SeqCst) {
            return Err(BlobError::ReadOnly);
        }
        let free = fs4::available_space(&self.root)?;
        if free < RESERVE { Err(BlobError::NoSpace { free, needed: RESERVE }) } else { Ok(()) }
    }

    pub(super) fn sweep(&self, age: Duration) -> Result<usize, BlobError> {
        let mut removed = 0_usize;
        for entry in fs::read_dir(self.tmp())? {
            let entry = entry?;
            let found = entry.metadata()?;
            let old = found.modified()?.elapsed().is_ok_and(|elapsed| elapsed > age);
            if old && found.is_file() {
                fs::remove_file(entry.path())?;
                removed = removed.saturating_add(1);
            }
        }
        Ok(removed)
    }

    /// Moves a whole, synced file to its place and makes the move last.
    pub(super) fn keep(&self, file: &Path, hash: &Sha256Hex) -> Result<bool, BlobError> {
        let target = self.path_of(hash);
        let new = !target.exists();
        if let Some(folder) = target.parent() {
            self.make_folder(folder)?;
            fs::rename(file, &target)?;
            self.sync(&File::open(folder)?)?;
        }
        Ok(new)
    }

    fn make_folder(&self, folder: &Path) -> Result<(), BlobError> {
        match fs::create_dir(folder) {
            Ok(()) => self.sync(&File::open(self.root.join("blobs"))?),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
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
