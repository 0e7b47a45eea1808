//! A bag in a folder of the disk. Links are never followed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::fault::{Fault, FaultKind};
use super::limits::VerifyLimits;
use super::paths::is_unsafe;

pub(super) struct FolderTree {
    root: PathBuf,
    pub(super) files: BTreeMap<String, u64>,
    pub(super) has_payload_folder: bool,
}

impl FolderTree {
    /// Looks through `root`; what cannot be part of a bag is a fault and left out.
    pub(super) fn open_root(root: &Path, limits: &VerifyLimits, faults: &mut Vec<Fault>) -> Self {
        let mut tree = Self { root: root.to_owned(), files: BTreeMap::new(), has_payload_folder: false };
        let walk = WalkDir::new(root).follow_links(false).min_depth(1).sort_by_file_name();
        for (index, found) in walk.into_iter().enumerate() {
            if index >= limits.entries {
                faults.push(Fault::new(FaultKind::TooManyEntries).with("limit", limits.entries));
                break;
            }
            let added = match found {
                Ok(entry) => tree.add(&entry),
                Err(cause) => Err(unreadable(cause.path().unwrap_or(root), &cause)),
            };
            faults.extend(added.err());
        }
        tree
    }

    fn add(&mut self, entry: &DirEntry) -> Result<(), Fault> {
        let path = self.relative(entry.path())?;
        let kind = entry.file_type();
        if kind.is_symlink() {
            return Err(Fault::new(FaultKind::SymbolicLink).with("path", path));
        }
        if kind.is_dir() {
            self.has_payload_folder |= path == "data";
            return Ok(());
        }
        if !kind.is_file() {
            return Err(Fault::new(FaultKind::SpecialFile).with("path", path));
        }
        if is_unsafe(&path) {
            return Err(Fault::new(FaultKind::UnsafeEntry).with("path", path));
        }
        let facts = entry.metadata().map_err(|cause| unreadable(entry.path(), &cause))?;
        self.files.insert(path, facts.len());
        Ok(())
    }

    /// The path from the base folder with `/` between segments.
    fn relative(&self, path: &Path) -> Result<String, Fault> {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let segments: Option<Vec<&str>> = below.iter().map(|segment| segment.to_str()).collect();
        segments
            .map(|segments| segments.join("/"))
            .ok_or_else(|| Fault::new(FaultKind::BadName).with("path", below.display()))
    }

    pub(super) fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(self.root.join(path))?))
    }
}

fn unreadable(path: &Path, cause: &(dyn std::error::Error + 'static)) -> Fault {
    tracing::warn!(path = %path.display(), cause, "could not look into the bag");
    Fault::new(FaultKind::NotReadable).with("path", path.display())
}
