//! Files by their SHA-256: the same bytes are kept once. Knows nothing of who may see them.
//!
//! The write order is what makes an acknowledged upload safe: stream to `tmp/` while hashing, fsync
//! the file, rename it into `blobs/ab/<hash>`, fsync the folder; only then may a row name it.

mod folder;
mod hash;
mod incoming;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use folder::FolderBlobs;
pub use hash::Sha256Hex;
pub use incoming::{Incoming, Stored};

use crate::domain::message::Message;

/// Where the files are.
#[derive(Debug, Clone)]
pub enum Blobs {
    /// A folder on this machine.
    Folder(FolderBlobs),
}

/// Why a file could not be taken or given.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// More bytes than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: u64,
    },
    /// Too little space on the disk.
    #[error("{free} bytes free, {needed} needed")]
    NoSpace {
        /// Free space, in bytes.
        free: u64,
        /// What must stay free besides the file, in bytes.
        needed: u64,
    },
    /// The file is gone.
    #[error("{0} is missing")]
    Missing(Sha256Hex),
    /// The file's bytes are not what its name says.
    #[error("{0} is damaged")]
    Damaged(Sha256Hex),
    /// An fsync failed before; nothing is written until the program is started anew.
    #[error("read-only after a failed fsync")]
    ReadOnly,
    /// The file system refused.
    #[error("the file system refused")]
    Io(#[from] std::io::Error),
}

impl BlobError {
    /// What people are told; the cause is for the log.
    pub fn message(&self) -> Message {
        match self {
            Self::TooLarge { limit } => Message::new("blob-too-large").with("limit", limit / 1_000_000),
            Self::NoSpace { free, needed } => Message::new("blob-no-space")
                .with("free", free / 1_000_000)
                .with("needed", needed / 1_000_000),
            Self::Missing(hash) => Message::new("blob-missing").with("hash", hash.as_str()),
            Self::Damaged(hash) => Message::new("blob-damaged").with("hash", hash.as_str()),
            Self::ReadOnly => Message::new("blob-read-only"),
            Self::Io(_) => Message::new("blob-io"),
        }
    }
}

impl Blobs {
    /// Opens the files below a data folder, making the folders when they are not there.
    ///
    /// # Errors
    /// When they can't be made.
    pub fn open(folder: &Path) -> Result<Self, BlobError> {
        Ok(Self::Folder(FolderBlobs::open(folder)?))
    }

    /// Starts to take a file of at most `limit` bytes.
    ///
    /// # Errors
    /// When the store is read-only or the disk is nearly full.
    pub fn receive(&self, limit: u64) -> Result<Incoming, BlobError> {
        match self {
            Self::Folder(folder) => folder.receive(limit),
        }
    }

    /// The file, for reading.
    ///
    /// # Errors
    /// When it is missing or can't be read.
    pub fn open_file(&self, hash: &Sha256Hex) -> Result<File, BlobError> {
        match self {
            Self::Folder(folder) => folder.open_file(hash),
        }
    }

    /// Where the file lies.
    pub fn path_of(&self, hash: &Sha256Hex) -> PathBuf {
        match self {
            Self::Folder(folder) => folder.path_of(hash),
        }
    }

    /// Reads the file through and compares it with its name.
    ///
    /// # Errors
    /// When it is missing, damaged or can't be read.
    pub fn verify(&self, hash: &Sha256Hex) -> Result<(), BlobError> {
        match self {
            Self::Folder(folder) => folder.verify(hash),
        }
    }

    /// Removes what was being received and got no more bytes for so long, and gives its number: a process
    /// that was ended left it behind.
    ///
    /// # Errors
    /// When the folder can't be read or a file can't be removed.
    pub fn sweep(&self, age: Duration) -> Result<usize, BlobError> {
        match self {
            Self::Folder(folder) => folder.sweep(age),
        }
    }

    /// Whether files can be taken, and why not.
    ///
    /// # Errors
    /// When the store is read-only or the disk is nearly full.
    pub fn health(&self) -> Result<(), BlobError> {
        match self {
            Self::Folder(folder) => folder.health(),
        }
    }
}
