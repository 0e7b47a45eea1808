//! Everything that a store holds, in the order of the hashes, without holding it in memory.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::vec;

use super::s3::S3Listing;
use super::{BlobError, Sha256Hex};

/// A file that the store holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub sha256: Sha256Hex,
    /// Its size in bytes.
    pub size: u64,
    /// When its bytes last came.
    pub modified: SystemTime,
}

/// What lies where a file should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// A file.
    File(Found),
    /// Something that is no file of ours: a folder, a link, a pipe.
    Other,
    /// Nothing.
    Nothing,
}

/// Goes through the files of a store.
#[derive(Debug)]
pub enum Listing {
    /// Those of a folder.
    Folder(FolderListing),
    /// Those of a bucket.
    S3(S3Listing),
}

impl Listing {
    pub(super) fn of_folder(root: &Path, after: Option<&Sha256Hex>) -> Self {
        Self::Folder(FolderListing::new(root, after))
    }
}

impl Iterator for Listing {
    type Item = Result<Found, BlobError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Folder(folder) => folder.next(),
            Self::S3(s3) => s3.next(),
        }
    }
}

/// The files of a folder; at most those of one of its 256 folders are in memory.
#[derive(Debug)]
pub struct FolderListing {
    root: PathBuf,
    after: Option<Sha256Hex>,
    folders: std::ops::RangeInclusive<u8>,
    files: vec::IntoIter<Found>,
}

impl FolderListing {
    fn new(root: &Path, after: Option<&Sha256Hex>) -> Self {
        let first = after.and_then(|hash| u8::from_str_radix(hash.folder(), 16).ok()).unwrap_or_default();
        let files = Vec::new().into_iter();
        Self { root: root.to_owned(), after: after.cloned(), folders: first..=u8::MAX, files }
    }

    fn read(&self, folder: u8) -> Result<Vec<Found>, BlobError> {
        let entries = match fs::read_dir(self.root.join(format!("{folder:02x}"))) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut files = Vec::new();
        for entry in entries {
            files.extend(found(&entry?)?);
        }
        // One that lies in a wrong folder is not found under its name either.
        files.retain(|file| file.sha256.folder() == format!("{folder:02x}"));
        files.retain(|file| self.after.as_ref().is_none_or(|after| file.sha256 > *after));
        files.sort_by(|one, other| one.sha256.cmp(&other.sha256));
        Ok(files)
    }
}

impl Iterator for FolderListing {
    type Item = Result<Found, BlobError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(file) = self.files.next() {
                return Some(Ok(file));
            }
            let folder = self.folders.next()?;
            match self.read(folder) {
                Ok(files) => self.files = files.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The blob of an entry; what goes by another name, or is gone in the meantime, is none.
fn found(entry: &DirEntry) -> Result<Option<Found>, BlobError> {
    let name = entry.file_name();
    let Some(sha256) = name.to_str().and_then(|name| name.parse::<Sha256Hex>().ok()) else { return Ok(None) };
    match entry.metadata() {
        Ok(facts) if facts.is_file() => {
            Ok(Some(Found { sha256, size: facts.len(), modified: facts.modified()? }))
        }
        Ok(_) => Ok(None),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
