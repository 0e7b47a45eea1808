//! A ZIP as a package.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use zip::read::{OwnedZipFileEntry, ZipReadOptions};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::intake::IntakeError;
use crate::intake::directory::Directory;

use super::{Listed, Listing, SkipReason, names};

/// The largest directory of a ZIP that is held in memory, in bytes.
const LARGEST_DIRECTORY: u64 = 32 << 20;
/// Bytes, unpacked, from which the ratio counts; small files pack well without being bombs.
const RATIO_FROM: u64 = 16 << 20;
/// The flag of an entry whose name is UTF-8.
const UTF8: u16 = 1 << 11;
/// The bits of a Unix mode that tell what a file is, and that of a regular file.
const MODE_KIND: u32 = 0o170_000;
const MODE_FILE: u32 = 0o100_000;

/// The entries of a ZIP, in the order of the list.
#[derive(Debug)]
pub(super) struct ZipSource {
    path: PathBuf,
    entries: Vec<OwnedZipFileEntry>,
}

impl ZipSource {
    pub(super) fn open(path: &Path, name: &str, listing: &mut Listing<'_>) -> Result<Self, IntakeError> {
        let file = File::open(path).map_err(|source| IntakeError::io(path, source))?;
        let packed = file.metadata().map_err(|source| IntakeError::io(path, source))?.len();
        let mut source = Self { path: path.to_owned(), entries: Vec::new() };
        for (path, entry) in named_entries(BufReader::new(file), name, listing)? {
            if let Some(path) = accepted(&path, &entry, listing)? {
                check_ratio(&path, [entry.compressed_size(), entry.size()], listing.limits.ratio)?;
                listing.add(path, entry.size())?;
                source.entries.push(entry);
            }
        }
        // Entries that share their bytes swell together, not each by itself.
        check_ratio(name, [packed, listing.total], listing.limits.ratio)?;
        check_overlap(&source.entries, listing)?;
        Ok(source)
    }

    pub(super) fn read<T, E: From<IntakeError>>(
        &self,
        index: usize,
        listed: &Listed,
        take: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let damaged = |source| IntakeError::Damaged { path: listed.path.clone(), source };
        let entry = self.entries.get(index).ok_or_else(|| damaged(None))?;
        let file = File::open(&self.path).map_err(|source| IntakeError::io(&self.path, source))?;
        let mut file = BufReader::with_capacity(64 << 10, file);
        let opened = entry.as_ref().with_reader(&mut file, ZipReadOptions::new());
        take(&mut opened.map_err(|source| damaged(Some(io::Error::other(source))))?)
    }
}

/// All entries with their paths as text, in the order of the directory.
fn named_entries(
    mut reader: BufReader<File>,
    name: &str,
    listing: &Listing<'_>,
) -> Result<Vec<(String, OwnedZipFileEntry)>, IntakeError> {
    let not_zip = |source| IntakeError::NotZip { name: name.to_owned(), source };
    let found = Directory::find(&mut reader).map_err(|error| not_zip(Some(ZipError::Io(error))))?;
    let directory = found.ok_or_else(|| not_zip(None))?;
    check_directory(&directory, listing.limits.entries)?;
    let zip = ZipArchive::new(&mut reader).map_err(|error| not_zip(Some(error)))?;
    if u64::try_from(zip.len()).ok() != Some(directory.entries) {
        // Entries with equal names are one to the reader of ZIPs.
        drop(zip);
        return Err(doubled(&directory, &mut reader).unwrap_or(not_zip(None)));
    }
    let entries: Result<Vec<OwnedZipFileEntry>, ZipError> =
        (0..zip.len()).map(|index| zip.by_index_data(index).map(OwnedZipFileEntry::from)).collect();
    let entries = entries.map_err(|error| not_zip(Some(error)))?;
    // A ZIP is made by one program: when one name is no UTF-8, none without the flag is.
    let gbk = entries.iter().any(|entry| std::str::from_utf8(entry.name_raw()).is_err());
    let named = entries.into_iter().enumerate();
    named.map(|(index, entry)| Ok((path_of(&entry, index + 1, gbk)?, entry))).collect()
}

/// Whether the directory may be held in memory.
fn check_directory(directory: &Directory, limit: usize) -> Result<(), IntakeError> {
    if directory.entries > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(IntakeError::TooManyEntries { count: directory.entries, limit });
    }
    if directory.size > LARGEST_DIRECTORY {
        return Err(IntakeError::LargeDirectory { size: directory.size, limit: LARGEST_DIRECTORY });
    }
    Ok(())
}

/// The first name that occurs twice.
fn doubled(directory: &Directory, reader: &mut (impl Read + Seek)) -> Option<IntakeError> {
    let names = directory.names(reader, usize::MAX).ok()?;
    let mut seen = HashSet::new();
    let twice = names.into_iter().find(|name| !seen.insert(name.clone()))?;
    let text = std::str::from_utf8(&twice).map(str::to_owned).ok();
    let path = text.or_else(|| names::from_gbk(&twice)).unwrap_or_default();
    Some(IntakeError::SamePath { path })
}

/// The reader of ZIPs has put the Unicode path of an extra field in place of the name already,
/// with the flag.
fn path_of(entry: &OwnedZipFileEntry, number: usize, gbk: bool) -> Result<String, IntakeError> {
    let raw = entry.name_raw();
    let flagged = entry.flags().as_u16() & UTF8 != 0;
    let utf8 = || std::str::from_utf8(raw).ok().map(str::to_owned);
    let path = if flagged || !gbk { utf8().or_else(|| names::from_gbk(raw)) } else { names::from_gbk(raw) };
    path.ok_or_else(|| IntakeError::BadName { number, path: String::from_utf8_lossy(raw).into_owned() })
}

/// The path of an entry that is a file to be imported; the others are noted, or are folders.
fn accepted(
    path: &str,
    entry: &OwnedZipFileEntry,
    listing: &mut Listing<'_>,
) -> Result<Option<String>, IntakeError> {
    let inner = if listing.document { names::inside(&as_meant(path))? } else { names::inside(path)? };
    if path.ends_with('/') || listing.skips(&inner) {
        return Ok(None);
    }
    match entry.unix_mode().map_or(0, |mode| mode & MODE_KIND) {
        _ if entry.is_symlink() => listing.skip(&inner, SkipReason::Link),
        0 | MODE_FILE => {
            check_packing(&inner, entry)?;
            return Ok(Some(inner));
        }
        _ => listing.skip(&inner, SkipReason::Special),
    }
    Ok(None)
}

/// Some programs write the paths of a document as those of their own system.
fn as_meant(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_owned()
}

/// No byte belongs to two entries; what shares bytes was made to swell.
fn check_overlap(entries: &[OwnedZipFileEntry], listing: &Listing<'_>) -> Result<(), IntakeError> {
    // A head has at least 30 bytes, then the name, then what is packed.
    let end = |entry: &OwnedZipFileEntry| {
        let name = u64::try_from(entry.name_raw().len()).unwrap_or(u64::MAX);
        entry.header_start().saturating_add(30).saturating_add(name).saturating_add(entry.compressed_size())
    };
    let mut places: Vec<(u64, u64, usize)> = Vec::with_capacity(entries.len());
    places.extend(entries.iter().enumerate().map(|(at, entry)| (entry.header_start(), end(entry), at)));
    places.sort_unstable();
    let mut pairs = places.iter().zip(places.iter().skip(1));
    match pairs.find(|(before, after)| after.0 < before.1) {
        None => Ok(()),
        Some((_, (_, _, at))) => {
            let path = listing.listed.get(*at).map(|listed| listed.path.clone()).unwrap_or_default();
            Err(IntakeError::Overlap { path })
        }
    }
}

fn check_packing(path: &str, entry: &OwnedZipFileEntry) -> Result<(), IntakeError> {
    let path = || path.to_owned();
    if entry.encrypted() {
        return Err(IntakeError::Encrypted { path: path() });
    }
    let method = match entry.compression() {
        CompressionMethod::Stored | CompressionMethod::Deflated => return Ok(()),
        other => other.to_string(),
    };
    Err(IntakeError::Method { path: path(), method })
}

fn check_ratio(path: &str, [packed, size]: [u64; 2], limit: u64) -> Result<(), IntakeError> {
    if size < RATIO_FROM || size / packed.max(1) <= limit {
        return Ok(());
    }
    Err(IntakeError::Bomb { path: path.to_owned(), packed, size, limit })
}
