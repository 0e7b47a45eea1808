//! Streams a bag into a ZIP while it checks every byte against the hash it was promised.
//!
//! The bytes come in the order of the entries and depend on nothing but the [`Bag`], so two runs
//! give the same file. It never makes names safe and never looks for files: see
//! [`super::names`], and the callers.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{self, BufWriter, Read, Write};
use std::iter;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

use chrono::{Datelike, NaiveDateTime, Timelike};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::ahead::{Ahead, Step};
use super::error::ArchiveError;
use super::names::folded;
use super::tag_files::tag_files;

/// How much is read at once, in bytes.
pub(super) const CHUNK: usize = 256 * 1024;

/// Everything that decides the bytes of an archive.
#[derive(Debug, Clone)]
pub struct Bag {
    /// The single folder at the top of the ZIP.
    pub folder: String,
    /// Labels and values of `bag-info.txt` except `Payload-Oxum` and `Bag-Software-Agent`, which
    /// the writer adds; `Bagging-Date` belongs here.
    pub info: Vec<(String, String)>,
    /// The time of every entry; kept to two seconds, from 1980 on.
    pub modified: NaiveDateTime,
    /// The payload, in the order in which it is packed.
    pub entries: Vec<Entry>,
}

/// One file of the payload.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Path below `data/`, segments divided by `/` and already safe.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hex.
    pub sha256: String,
    /// Where the bytes are.
    pub source: Source,
}

/// Where an entry's bytes are.
#[derive(Debug, Clone)]
pub enum Source {
    /// In memory, such as a report made for this archive; compressed in the ZIP unless its format is.
    Bytes(Vec<u8>),
    /// Kept elsewhere; stored in the ZIP as they are.
    Kept(Opener),
}

/// Opens bytes that are kept elsewhere, anew for each time that they are read. What is missing is
/// [`io::ErrorKind::NotFound`].
#[derive(Clone)]
pub struct Opener(Arc<dyn Fn() -> io::Result<Box<dyn Read>> + Send + Sync>);

impl Opener {
    /// Opens by this function.
    pub fn new(open: impl Fn() -> io::Result<Box<dyn Read>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(open))
    }

    /// Opens them.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read>> {
        (self.0)()
    }
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener")
    }
}

impl Entry {
    /// An entry of these bytes, hashed here.
    pub fn bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self { path: path.into(), size, sha256, source: Source::Bytes(bytes) }
    }

    /// An entry of `size` bytes that are kept elsewhere and have this SHA-256 in lower-case hex.
    pub fn kept(path: impl Into<String>, size: u64, sha256: impl Into<String>, opener: Opener) -> Self {
        Self { path: path.into(), size, sha256: sha256.into(), source: Source::Kept(opener) }
    }
}

/// Whether every file that is kept elsewhere is there with its size, before any byte of an archive is sent.
/// `sizes` is what was found, in the order of the entries; none where a file is missing.
///
/// # Errors
///
/// [`ArchiveError::Sources`] with every file that is missing or of another size, and the errors of unsafe or
/// equal paths.
pub fn check_sources(bag: &Bag, sizes: &[Option<u64>]) -> Result<(), ArchiveError> {
    check_paths(bag)?;
    let kept = bag.entries.iter().filter(|entry| matches!(entry.source, Source::Kept(_)));
    let sizes = sizes.iter().chain(iter::repeat(&None));
    let faults: Vec<ArchiveError> = kept.zip(sizes).filter_map(|(entry, size)| fault(entry, *size)).collect();
    if faults.is_empty() { Ok(()) } else { Err(ArchiveError::Sources(faults)) }
}

fn fault(entry: &Entry, found: Option<u64>) -> Option<ArchiveError> {
    let path = entry.path.clone();
    match found {
        None => Some(ArchiveError::Missing { path }),
        Some(found) if found != entry.size => {
            Some(ArchiveError::WrongSize { path, expected: entry.size, found })
        }
        Some(_) => None,
    }
}

/// Streams the archive into `out`, which needs no seeking, and gives `out` back.
///
/// # Errors
///
/// A source that is missing or is not what its entry promises, a path that is unsafe or taken,
/// or an `out` that does not take more. The ZIP's directory is then not written, so what `out`
/// has got can never be taken for a whole archive.
pub fn write_bag<W: Write>(bag: &Bag, out: W) -> Result<W, ArchiveError> {
    check_paths(bag)?;
    let blown = Rc::new(Cell::new(false));
    let fuse = Fuse { out, blown: Rc::clone(&blown) };
    let mut packer = Packer {
        zip: ZipWriter::new_stream(BufWriter::with_capacity(CHUNK, fuse)),
        options: options(bag.modified),
        folder: &bag.folder,
    };
    if let Err(error) = packer.pack(bag) {
        blown.set(true);
        return Err(error);
    }
    let packed = packer.zip.finish().map_err(|source| pack_error(&bag.folder, source))?;
    let buffered = packed.into_inner();
    let mut fuse = buffered.into_inner().map_err(|error| ArchiveError::Output(error.into_error()))?;
    fuse.out.flush().map_err(ArchiveError::Output)?;
    Ok(fuse.out)
}

/// Lets bytes through until it is blown, then swallows them: the ZIP writer completes its archive
/// when it is dropped, and half an archive must never be completed. A failed write blows it, too,
/// because what comes after the gap must not follow.
struct Fuse<W> {
    out: W,
    blown: Rc<Cell<bool>>,
}

impl<W: Write> Write for Fuse<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.blown.get() {
            return Ok(bytes.len());
        }
        self.out.write(bytes).inspect_err(|error| self.blown.set(error.kind() != io::ErrorKind::Interrupted))
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.blown.get() { Ok(()) } else { self.out.flush() }
    }
}

struct Packer<'a, W: Write> {
    zip: ZipWriter<StreamWriter<BufWriter<Fuse<W>>>>,
    options: SimpleFileOptions,
    folder: &'a str,
}

impl<W: Write> Packer<'_, W> {
    fn pack(&mut self, bag: &Bag) -> Result<(), ArchiveError> {
        for (name, bytes) in tag_files(bag) {
            self.start(name, CompressionMethod::Deflated, length(&bytes))?;
            self.zip.write_all(&bytes).map_err(ArchiveError::Output)?;
        }
        thread::scope(|scope| {
            let ahead = Ahead::begin(scope, &bag.entries).map_err(ArchiveError::Output)?;
            bag.entries.iter().try_for_each(|entry| self.pack_entry(entry, &ahead))
        })
    }

    fn pack_entry(&mut self, entry: &Entry, ahead: &Ahead) -> Result<(), ArchiveError> {
        let mut step = ahead.next()?;
        let method = match entry.source {
            Source::Bytes(_) if !is_packed(&entry.path) => CompressionMethod::Deflated,
            Source::Bytes(_) | Source::Kept(_) => CompressionMethod::Stored,
        };
        self.start(&format!("data/{}", entry.path), method, entry.size)?;
        while let Step::Bytes(bytes) = step {
            self.zip.write_all(&bytes).map_err(ArchiveError::Output)?;
            step = ahead.next()?;
        }
        Ok(())
    }

    fn start(&mut self, path: &str, method: CompressionMethod, size: u64) -> Result<(), ArchiveError> {
        let path = format!("{}/{path}", self.folder);
        let options = self.options.compression_method(method).large_file(size >= u64::from(u32::MAX));
        self.zip.start_file(path.as_str(), options).map_err(|source| pack_error(&path, source))
    }
}

/// Whether the bytes of a report are compressed already by its own format.
fn is_packed(path: &str) -> bool {
    [".pdf", ".xlsx", ".docx"].iter().any(|ending| path.ends_with(ending))
}

fn pack_error(path: &str, source: zip::result::ZipError) -> ArchiveError {
    match source {
        zip::result::ZipError::Io(error) => ArchiveError::Output(error),
        source => ArchiveError::Pack { path: path.to_owned(), source },
    }
}

pub(super) fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn options(modified: NaiveDateTime) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(zip_time(modified))
        .unix_permissions(0o644)
        .system(System::Unix)
}

/// ZIP counts from 1980 to 2107; a time outside becomes the first one.
fn zip_time(time: NaiveDateTime) -> DateTime {
    let parts = || -> Option<DateTime> {
        DateTime::from_date_and_time(
            u16::try_from(time.year()).ok()?,
            u8::try_from(time.month()).ok()?,
            u8::try_from(time.day()).ok()?,
            u8::try_from(time.hour()).ok()?,
            u8::try_from(time.minute()).ok()?,
            u8::try_from(time.second()).ok()?,
        )
        .ok()
    };
    parts().unwrap_or_default()
}

/// Refuses paths that would leave the bag or would be one file on some system.
fn check_paths(bag: &Bag) -> Result<(), ArchiveError> {
    if bag.folder.contains('/') || !is_safe(&bag.folder) {
        return Err(ArchiveError::UnsafePath { path: bag.folder.clone() });
    }
    let mut files: HashMap<String, &str> = HashMap::with_capacity(bag.entries.len());
    let mut folders: HashSet<String> = HashSet::new();
    for entry in &bag.entries {
        if !is_safe(&entry.path) {
            return Err(ArchiveError::UnsafePath { path: entry.path.clone() });
        }
        let key = folded(&entry.path);
        folders.extend(key.match_indices('/').map(|(at, _)| key.get(..at).unwrap_or_default().to_owned()));
        if let Some(other) = files.insert(key, &entry.path) {
            return Err(ArchiveError::SamePath { path: entry.path.clone(), other: other.to_owned() });
        }
    }
    match files.iter().find(|(key, _)| folders.contains(*key)) {
        Some((_, path)) => {
            Err(ArchiveError::SamePath { path: (*path).to_owned(), other: format!("{path}/") })
        }
        None => Ok(()),
    }
}

fn is_safe(path: &str) -> bool {
    path.split('/').all(|segment| !matches!(segment, "" | "." | "..") && !segment.contains(['\\', '\0']))
}
