//! Files by their SHA-256: the same bytes are kept once. Knows nothing of who may see them.
//!
//! The write order is what makes an acknowledged upload safe: stream to `tmp/` while hashing; then either
//! fsync the file, rename it into `blobs/ab/<hash>` and fsync the folder, or have an S3-compatible store say
//! that it has the very bytes. Only then may a row name it.

mod aside;
mod error;
mod folder;
mod hash;
mod hashing;
mod incoming;
mod listing;
mod partial;
mod reader;
mod s3;
mod spool;
mod stored;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

pub use error::BlobError;
pub use folder::FolderBlobs;
pub use hash::Sha256Hex;
pub use incoming::Incoming;
pub use listing::{Found, Listing, Look};
pub use partial::{Opened, Partial, Partials};
pub use reader::BlobReader;
pub use s3::S3Blobs;
pub use stored::Stored;

use sha2::{Digest, Sha256};

/// Bytes that are read at once where nothing else says how many.
const CHUNK: usize = 256 << 10;

/// Where the files are. Clones share the state.
#[derive(Debug, Clone)]
pub enum Blobs {
    /// A folder on this machine.
    Folder(FolderBlobs),
    /// A bucket of an S3-compatible store, or a part of one.
    S3(S3Blobs),
}

impl Blobs {
    /// Opens the files below a data folder, making the folders when they are not there.
    ///
    /// # Errors
    /// When they can't be made.
    pub fn open(folder: &Path) -> Result<Self, BlobError> {
        Ok(Self::Folder(FolderBlobs::open(folder)?))
    }

    /// Opens the files at an address: `s3://bucket/prefix` (with the usual `AWS_…` variables), or else a folder. What is coming in lies in the
    /// data folder meanwhile when the files themselves are not on this machine.
    ///
    /// # Errors
    /// When the address can't be used or folders can't be made. A store that does not answer is no fault here:
    /// it may come back.
    pub fn at(url: &str, data_folder: &Path) -> Result<Self, BlobError> {
        match url.strip_prefix("s3://") {
            Some(place) => Ok(Self::S3(S3Blobs::open(place, data_folder, variables())?)),
            None => Self::open(Path::new(url.strip_prefix("file://").unwrap_or(url))),
        }
    }

    /// Starts to take a file of at most `limit` bytes.
    ///
    /// # Errors
    /// When the store is read-only or does not answer, or the disk is nearly full.
    pub fn receive(&self, limit: u64) -> Result<Incoming, BlobError> {
        self.health()?;
        let file = self.spool().file()?;
        Ok(Incoming::start(self.clone(), file, limit))
    }

    /// Files that come in pieces.
    pub fn partials(&self) -> Partials {
        Partials::new(self.clone(), self.spool().of_partials())
    }

    /// Has the disk take what was written to a file of `tmp/`.
    fn sync(&self, file: &File) -> Result<(), BlobError> {
        match self {
            Self::Folder(folder) => folder.sync(file),
            Self::S3(_) => Ok(file.sync_all()?),
        }
    }

    /// The file, for reading from its beginning.
    ///
    /// # Errors
    /// When it is missing or can't be read.
    pub fn open_file(&self, hash: &Sha256Hex) -> Result<BlobReader, BlobError> {
        self.open_range(hash, 0, u64::MAX)
    }

    /// `length` bytes of the file from the byte `first` on, or what there is of them.
    ///
    /// # Errors
    /// When it is missing or can't be read.
    pub fn open_range(&self, hash: &Sha256Hex, first: u64, length: u64) -> Result<BlobReader, BlobError> {
        match self {
            Self::Folder(folder) => Ok(BlobReader::File(folder.open_at(hash, first)?.take(length))),
            Self::S3(s3) => Ok(BlobReader::S3(s3.open_range(hash, first, length)?)),
        }
    }

    /// Whether reading a file waits for no other machine.
    pub fn is_at_hand(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// The file on this machine, for a reader that has to jump about in it; one of a far store is fetched first
    /// and vanishes when it is closed.
    ///
    /// # Errors
    /// When it is missing or can't be read.
    pub fn open_here(&self, hash: &Sha256Hex) -> Result<File, BlobError> {
        match self {
            Self::Folder(folder) => folder.open_at(hash, 0),
            Self::S3(s3) => s3.fetch(hash),
        }
    }

    /// How many bytes the file has.
    ///
    /// # Errors
    /// When it is missing or the store does not answer.
    pub fn size_of(&self, hash: &Sha256Hex) -> Result<u64, BlobError> {
        match self {
            Self::Folder(folder) => folder.size_of(hash),
            Self::S3(s3) => s3.size_of(hash),
        }
    }

    /// How many bytes each of many files has, in their order; none where one is missing.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn sizes_of(&self, hashes: &[Sha256Hex]) -> Result<Vec<Option<u64>>, BlobError> {
        match self {
            Self::Folder(folder) => hashes.iter().map(|hash| unless_missing(folder.size_of(hash))).collect(),
            Self::S3(s3) => s3.sizes_of(hashes),
        }
    }

    /// Every file, or those after a hash, in the order of their hashes.
    pub fn list(&self, after: Option<&Sha256Hex>) -> Listing {
        match self {
            Self::Folder(folder) => Listing::of_folder(folder.root(), after),
            Self::S3(s3) => Listing::S3(s3.list(after)),
        }
    }

    /// Removes a file; one that is not there is as good as removed. Nobody may need it any more.
    ///
    /// # Errors
    /// When the disk or the store refuses.
    pub fn remove(&self, hash: &Sha256Hex) -> Result<(), BlobError> {
        match self {
            Self::Folder(folder) => folder.remove(hash),
            Self::S3(s3) => s3.remove(hash),
        }
    }

    /// Whether [`Self::is_held`] can tell.
    pub fn tells_who_holds(&self) -> bool {
        matches!(self, Self::Folder(_))
    }

    /// Whether somebody on this machine has received the file and not named it in a row yet; of a far store nobody
    /// knows.
    ///
    /// # Errors
    /// When that can't be seen.
    pub fn is_held(&self, hash: &Sha256Hex) -> Result<bool, BlobError> {
        match self {
            Self::Folder(folder) => folder.is_held(hash),
            Self::S3(_) => Ok(false),
        }
    }

    /// What lies where the file should be; nothing is opened or followed.
    ///
    /// # Errors
    /// When that can't be seen, or the store does not answer.
    pub fn look(&self, hash: &Sha256Hex) -> Result<Look, BlobError> {
        match self {
            Self::Folder(folder) => folder.look(hash),
            Self::S3(s3) => s3.look(hash),
        }
    }

    /// Reads the file through and compares it with its name.
    ///
    /// # Errors
    /// When it is missing, damaged or can't be read.
    pub fn verify(&self, hash: &Sha256Hex) -> Result<(), BlobError> {
        let read = self.digest(hash, &mut vec![0; CHUNK])?;
        if read == *hash { Ok(()) } else { Err(BlobError::Damaged(hash.clone())) }
    }

    /// The hash of the bytes that the file has now, read by way of `chunk`.
    ///
    /// # Errors
    /// When it is missing or can't be read.
    pub fn digest(&self, hash: &Sha256Hex, chunk: &mut [u8]) -> Result<Sha256Hex, BlobError> {
        let mut file = self.open_file(hash)?;
        let mut hasher = Sha256::new();
        loop {
            let read = file.read(chunk)?;
            let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            hasher.update(bytes);
        }
        Ok(Sha256Hex::finish(hasher))
    }

    /// Removes what was being received and got no more bytes for so long, and gives its number: a process
    /// that was ended left it behind.
    ///
    /// # Errors
    /// When the folder can't be read or a file can't be removed.
    pub fn sweep(&self, age: Duration) -> Result<usize, BlobError> {
        self.spool().sweep(age)
    }

    /// Whether files can be taken, and why not.
    ///
    /// # Errors
    /// When the store is read-only or does not answer, or the disk is nearly full.
    pub fn health(&self) -> Result<(), BlobError> {
        match self {
            Self::Folder(folder) => folder.health(),
            Self::S3(s3) => s3.health(),
        }
    }

    /// Whether anything may still be written: not after a failed fsync.
    ///
    /// # Errors
    /// When the store is read-only.
    pub fn may_write(&self) -> Result<(), BlobError> {
        match self {
            Self::Folder(folder) => folder.may_write(),
            Self::S3(_) => Ok(()),
        }
    }

    fn spool(&self) -> &spool::Spool {
        match self {
            Self::Folder(folder) => &folder.spool,
            Self::S3(s3) => s3.spool(),
        }
    }
}

/// The variables of the process, as far as they are text.
fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// A missing file has no size; other faults stay.
fn unless_missing(size: Result<u64, BlobError>) -> Result<Option<u64>, BlobError> {
    match size {
        Ok(size) => Ok(Some(size)),
        Err(BlobError::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
