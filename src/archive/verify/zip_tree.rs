//! A bag in a ZIP, with or without the one folder at its top. Nothing is ever unpacked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use zip::read::{OwnedZipFileEntry, ZipFileEntry, ZipReadOptions};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::fault::{Fault, FaultKind};
use super::limits::VerifyLimits;
use super::paths::is_unsafe;

/// The bits of a Unix mode that tell what a file is, and those of a regular file and a folder.
const MODE_KIND: u32 = 0o170_000;
const MODE_FILE: u32 = 0o100_000;
const MODE_FOLDER: u32 = 0o040_000;

pub(super) struct ZipTree {
    reader: BufReader<File>,
    entries: BTreeMap<String, OwnedZipFileEntry>,
    pub(super) files: BTreeMap<String, u64>,
    /// Files that are named as faults already and must not be read.
    pub(super) barred: BTreeSet<String>,
    pub(super) has_payload_folder: bool,
}

impl ZipTree {
    /// Reads the ZIP's directory. What cannot be part of a bag is a fault and left out; without a
    /// directory there is no tree.
    pub(super) fn open_file(path: &Path, limits: &VerifyLimits, faults: &mut Vec<Fault>) -> Option<Self> {
        let unreadable = || Fault::new(FaultKind::NotReadable).with("path", path.display());
        let listing = File::open(path)
            .map_err(|cause| logged(&cause, unreadable()))
            .and_then(|file| Listing::read(file, limits, faults));
        match (listing, File::open(path)) {
            (Ok(listing), Ok(file)) => Some(listing.into_tree(file, limits, faults)),
            (Err(fault), _) => {
                faults.push(fault);
                None
            }
            (_, Err(cause)) => {
                faults.push(logged(&cause, unreadable()));
                None
            }
        }
    }

    pub(super) fn open(&mut self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        let entry = self.entries.get(path).ok_or(io::ErrorKind::NotFound)?;
        let opened = entry.as_ref().with_reader(&mut self.reader, ZipReadOptions::new());
        match opened {
            Ok(reader) => Ok(Box::new(reader)),
            Err(ZipError::Io(cause)) => Err(cause),
            Err(cause) => Err(io::Error::other(cause)),
        }
    }
}

/// The entries of the ZIP's directory, by the paths in it.
#[derive(Default)]
struct Listing {
    files: BTreeMap<String, OwnedZipFileEntry>,
    folders: BTreeSet<String>,
}

impl Listing {
    fn read(file: File, limits: &VerifyLimits, faults: &mut Vec<Fault>) -> Result<Self, Fault> {
        let not_zip = |cause: ZipError| logged(&cause, Fault::new(FaultKind::NotZip));
        let zip = ZipArchive::new(BufReader::new(file)).map_err(not_zip)?;
        if zip.len() > limits.entries {
            return Err(Fault::new(FaultKind::TooManyEntries).with("limit", limits.entries));
        }
        let mut listing = Self::default();
        if zip.has_duplicate_names() {
            faults.push(Fault::new(FaultKind::DuplicateEntry).with("path", ""));
        }
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(not_zip)?;
            faults.extend(listing.add(entry).err());
        }
        Ok(listing)
    }

    fn add(&mut self, entry: ZipFileEntry<'_>) -> Result<(), Fault> {
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(cause) => return Err(logged(&cause, Fault::new(FaultKind::BadName).with("path", ""))),
        };
        let fault = |kind| Err(Fault::new(kind).with("path", &name));
        let path = name.trim_end_matches('/');
        if is_unsafe(path) {
            return fault(FaultKind::UnsafeEntry);
        }
        if entry.is_symlink() {
            return fault(FaultKind::SymbolicLink);
        }
        if entry.unix_mode().is_some_and(|mode| !matches!(mode & MODE_KIND, 0 | MODE_FILE | MODE_FOLDER)) {
            return fault(FaultKind::SpecialFile);
        }
        if entry.is_dir() {
            let is_new = self.folders.insert(path.to_owned());
            return if is_new { Ok(()) } else { fault(FaultKind::DuplicateEntry) };
        }
        match self.files.insert(path.to_owned(), entry.into()) {
            Some(_) => fault(FaultKind::DuplicateEntry),
            None => Ok(()),
        }
    }

    fn into_tree(self, file: File, limits: &VerifyLimits, faults: &mut Vec<Fault>) -> ZipTree {
        let has_duplicates = faults.iter().any(|fault| fault.kind == FaultKind::DuplicateEntry);
        if !has_duplicates {
            faults.extend(check_consistency(&file).err());
        }
        let base = self.base_folder();
        let mut tree = ZipTree {
            reader: BufReader::new(file),
            entries: BTreeMap::new(),
            files: BTreeMap::new(),
            barred: BTreeSet::new(),
            has_payload_folder: self.folders.contains(&format!("{base}data")),
        };
        let strays = self.folders.iter().filter(|folder| !format!("{folder}/").starts_with(&base));
        faults.extend(strays.map(|path| Fault::new(FaultKind::Stray).with("path", path)));
        for (path, entry) in self.files {
            let Some(inner) = path.strip_prefix(&base) else {
                faults.push(Fault::new(FaultKind::Stray).with("path", path));
                continue;
            };
            if let Err(fault) = check_entry(&path, &entry, limits) {
                faults.push(fault);
                tree.barred.insert(inner.to_owned());
            }
            tree.files.insert(inner.to_owned(), entry.size());
            tree.entries.insert(inner.to_owned(), entry);
        }
        tree
    }

    /// The bag's base folder with its `/`, or nothing when the bag has no folder of its own.
    fn base_folder(&self) -> String {
        if self.files.contains_key("bagit.txt") {
            return String::new();
        }
        let paths = || self.files.keys().chain(&self.folders);
        let tops: BTreeSet<&str> = paths().filter_map(|path| path.split('/').next()).collect();
        let declared = tops.iter().find(|top| self.files.contains_key(&format!("{top}/bagit.txt")));
        let only = tops.first().filter(|top| tops.len() == 1 && !self.files.contains_key(**top));
        match declared.or(only) {
            // A lone payload folder is no base folder.
            Some(top) if *top != "data" || declared.is_some() => format!("{top}/"),
            _ => String::new(),
        }
    }
}

/// Entries that hide behind the directory, or share their bytes, are read differently by each tool.
fn check_consistency(file: &File) -> Result<(), Fault> {
    let fault = || Fault::new(FaultKind::InconsistentZip);
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|cause| logged(&cause, fault()))?;
    zip.validate_header_consistency().map_err(|cause| logged(&cause, fault()))
}

fn check_entry(path: &str, entry: &OwnedZipFileEntry, limits: &VerifyLimits) -> Result<(), Fault> {
    if entry.encrypted() {
        return Err(Fault::new(FaultKind::Encrypted).with("path", path));
    }
    if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Err(Fault::new(FaultKind::UnsupportedCompression).with("path", path));
    }
    let packed = entry.compressed_size().max(1);
    if entry.size() >= limits.ratio_from && entry.size() / packed > limits.ratio {
        return Err(Fault::new(FaultKind::Bomb)
            .with("path", path)
            .with("packed", packed)
            .with("size", entry.size())
            .with("limit", limits.ratio));
    }
    Ok(())
}

fn logged(cause: &(dyn std::error::Error + 'static), fault: Fault) -> Fault {
    tracing::warn!(cause, %fault, "the ZIP could not be read");
    fault
}
