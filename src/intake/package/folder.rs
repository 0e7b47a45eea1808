//! A folder as a package. Links are not followed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::intake::IntakeError;

use super::{Listing, SkipReason, names};

/// The files of a folder, in the order of the list.
#[derive(Debug)]
pub(super) struct FolderSource {
    files: Vec<PathBuf>,
}

impl FolderSource {
    pub(super) fn open(root: &Path, listing: &mut Listing<'_>) -> Result<Self, IntakeError> {
        if !root.is_dir() {
            return Err(IntakeError::NotFolder { path: root.display().to_string() });
        }
        let mut files = Vec::new();
        let mut count = 0;
        let mut walk = WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = entry.map_err(|error| unreadable(root, error))?;
            count += 1;
            if count > listing.limits.entries {
                let limit = listing.limits.entries;
                return Err(IntakeError::TooManyEntries {
                    count: limit.try_into().unwrap_or(u64::MAX),
                    limit,
                });
            }
            let path = path_in(root, entry.path(), count)?;
            if listing.skips(&path) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if let Some(size) = size_of(&entry, &path, listing)? {
                listing.add(path, size)?;
                files.push(entry.into_path());
            }
        }
        Ok(Self { files })
    }

    /// Opens the file that was listed; what took its place since then is not read.
    pub(super) fn read<T, E: From<IntakeError>>(
        &self,
        index: usize,
        take: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let missing = PathBuf::new();
        let path = self.files.get(index).unwrap_or(&missing);
        let opened = fs::symlink_metadata(path).and_then(|found| match found.is_file() {
            true => File::open(path),
            false => Err(io::Error::other("no longer a file")),
        });
        take(&mut opened.map_err(|source| IntakeError::io(path, source))?)
    }
}

/// The size of a file; links and special files are noted as passed over.
fn size_of(entry: &DirEntry, path: &str, listing: &mut Listing<'_>) -> Result<Option<u64>, IntakeError> {
    let kind = entry.file_type();
    if kind.is_symlink() {
        listing.skip(path, SkipReason::Link);
    } else if kind.is_file() {
        let metadata = entry.metadata().map_err(|error| unreadable(entry.path(), error))?;
        return Ok(Some(metadata.len()));
    } else if !kind.is_dir() {
        listing.skip(path, SkipReason::Special);
    }
    Ok(None)
}

/// The names below the root, divided by `/`. Names that are not UTF-8 were unpacked from a ZIP in GBK.
fn path_in(root: &Path, path: &Path, number: usize) -> Result<String, IntakeError> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let mut found = Vec::new();
    for name in below {
        let bytes = name.as_encoded_bytes();
        let name = std::str::from_utf8(bytes).map(str::to_owned).ok().or_else(|| names::from_gbk(bytes));
        let bad = || IntakeError::BadName { number, path: below.to_string_lossy().into_owned() };
        found.push(name.ok_or_else(bad)?);
    }
    let path = found.join("/");
    names::fits(&path)?;
    Ok(path)
}

fn unreadable(path: &Path, error: walkdir::Error) -> IntakeError {
    let path = error.path().unwrap_or(path).to_owned();
    IntakeError::io(&path, error.into())
}
