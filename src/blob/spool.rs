//! The folder `tmp/`: files that are still coming. What lies in it when nobody writes any more belongs to no one.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::BlobError;

/// Space that must stay free for the database and its log, in bytes.
const RESERVE: u64 = 64 << 20;

/// Where files lie while they come.
#[derive(Debug, Clone)]
pub(super) struct Spool {
    folder: PathBuf,
}

impl Spool {
    pub(super) fn open(root: &Path) -> Result<Self, BlobError> {
        let folder = root.join("tmp");
        fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// A file that vanishes unless it is kept.
    pub(super) fn file(&self) -> Result<NamedTempFile, BlobError> {
        Ok(NamedTempFile::new_in(&self.folder)?)
    }

    /// A file that has no name, so that nothing is left of it in any case.
    pub(super) fn nameless(&self) -> Result<File, BlobError> {
        Ok(tempfile::tempfile_in(&self.folder)?)
    }

    /// Whether there is room for another file.
    pub(super) fn health(&self) -> Result<(), BlobError> {
        let free = fs4::available_space(&self.folder)?;
        if free < RESERVE { Err(BlobError::NoSpace { free, needed: RESERVE }) } else { Ok(()) }
    }

    /// Removes what got no more bytes for so long, and gives its number.
    pub(super) fn sweep(&self, age: Duration) -> Result<usize, BlobError> {
        let mut removed = 0_usize;
        for entry in fs::read_dir(&self.folder)? {
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
}
