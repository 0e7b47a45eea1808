//! A bag's files wherever they are: what the checks see of a ZIP or a folder.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::folder_tree::FolderTree;
use super::zip_tree::ZipTree;

/// The files below the bag's base folder.
pub(super) enum Tree {
    Zip(ZipTree),
    Folder(FolderTree),
}

impl Tree {
    /// Every file's size in bytes, by its path from the base folder.
    pub(super) fn files(&self) -> &BTreeMap<String, u64> {
        match self {
            Self::Zip(tree) => &tree.files,
            Self::Folder(tree) => &tree.files,
        }
    }

    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files().contains_key(path)
    }

    /// Whether the file is named as a fault already and must not be read.
    pub(super) fn is_barred(&self, path: &str) -> bool {
        match self {
            Self::Zip(tree) => tree.barred.contains(path),
            Self::Folder(_) => false,
        }
    }

    /// Whether the bag has a payload folder, even an empty one.
    pub(super) fn has_payload(&self) -> bool {
        let has_folder = match self {
            Self::Zip(tree) => tree.has_payload_folder,
            Self::Folder(tree) => tree.has_payload_folder,
        };
        has_folder || self.payload().next().is_some()
    }

    /// The files below `data/`.
    pub(super) fn payload(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files()
            .iter()
            .filter(|(path, _)| path.starts_with("data/"))
            .map(|(path, size)| (path.as_str(), *size))
    }

    /// The bytes of a file.
    pub(super) fn open(&mut self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        match self {
            Self::Zip(tree) => tree.open(path),
            Self::Folder(tree) => tree.open(path),
        }
    }
}
