//! What an import holds: a ZIP or a folder, listed and checked as a whole before anything is read.
//!
//! Nothing is unpacked to a disk; each file is given as a stream. One fault refuses the whole
//! package, so that half of it is never imported. What files are and where they belong is not
//! asked here.

mod folder;
mod guard;
mod names;
mod zipped;

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::domain::message::Message;

use super::IntakeError;
use folder::FolderSource;
use guard::Guard;
use zipped::ZipSource;

/// How much a package may ask of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files and folders.
    pub entries: usize,
    /// Bytes of one file, unpacked.
    pub file_bytes: u64,
    /// Bytes of all files together, unpacked.
    pub total_bytes: u64,
    /// How many times its packed size a file of 16 MiB or more, or the whole, may have.
    pub ratio: u64,
}

/// A county's evidence of a round with a film.
impl Default for Limits {
    fn default() -> Self {
        Self { entries: 20_000, file_bytes: 4 << 30, total_bytes: 32 << 30, ratio: 200 }
    }
}

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its names from the top of the package, divided by `/`.
    pub path: String,
    /// Its own name.
    pub name: String,
    /// Its size in bytes, as the package says.
    pub size: u64,
}

/// Something in a package that is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its names from the top of the package, divided by `/`.
    pub path: String,
    /// Why.
    pub why: SkipReason,
}

/// Why something in a package is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// Hidden, or left by an operating system or an office program.
    System,
    /// A link; nothing is read through links.
    Link,
    /// Neither file nor folder.
    Special,
}

impl SkipReason {
    /// What people are told.
    pub fn message(self) -> Message {
        Message::new(match self {
            Self::System => "intake-skip-system",
            Self::Link => "intake-skip-link",
            Self::Special => "intake-skip-special",
        })
    }
}

/// A package whose list has been checked.
#[derive(Debug)]
pub struct Package {
    listed: Vec<Listed>,
    skipped: Vec<Skipped>,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Zip(ZipSource),
    Folder(FolderSource),
}

impl Package {
    /// Opens a ZIP that people call by its file name.
    ///
    /// # Errors
    /// As [`Package::open_zip_named`].
    pub fn open_zip(path: &Path, limits: &Limits) -> Result<Self, IntakeError> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Self::open_zip_named(path, &name, limits)
    }

    /// Opens a ZIP that people call `name`, such as one that was just received.
    ///
    /// # Errors
    /// When it is no whole ZIP, when a path in it leads out of it or occurs twice, when an entry is
    /// encrypted or packed in an unknown way, when it is more than the limits, or can't be read.
    pub fn open_zip_named(path: &Path, name: &str, limits: &Limits) -> Result<Self, IntakeError> {
        let mut listing = Listing::new(limits);
        let source = ZipSource::open(path, name, &mut listing)?;
        Ok(Self { listed: listing.listed, skipped: listing.skipped, source: Source::Zip(source) })
    }

    /// Opens an office document, which is a ZIP: all of it counts, hidden names too, and those that programs
    /// write with a backslash or a leading `/` are read as they mean.
    ///
    /// # Errors
    /// As [`Package::open_zip_named`].
    pub(super) fn open_document(path: &Path, name: &str, limits: &Limits) -> Result<Self, IntakeError> {
        let mut listing = Listing { document: true, ..Listing::new(limits) };
        let source = ZipSource::open(path, name, &mut listing)?;
        Ok(Self { listed: listing.listed, skipped: listing.skipped, source: Source::Zip(source) })
    }

    /// Opens a folder with what is below it.
    ///
    /// # Errors
    /// When it is no folder, when two paths are one, when it is more than the limits, or can't be read.
    pub fn open_folder(path: &Path, limits: &Limits) -> Result<Self, IntakeError> {
        let mut listing = Listing::new(limits);
        let source = FolderSource::open(path, &mut listing)?;
        Ok(Self { listed: listing.listed, skipped: listing.skipped, source: Source::Folder(source) })
    }

    /// The files, in the order of the package.
    pub fn entries(&self) -> &[Listed] {
        &self.listed
    }

    /// What is passed over.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The size of all files together, in bytes, as the package says.
    pub fn total_bytes(&self) -> u64 {
        self.listed.iter().map(|listed| listed.size).sum()
    }

    /// Gives the bytes of the file at `index` of [`Package::entries`] to `take`, as a stream.
    ///
    /// `take` must read to the end, else damage at the end stays unseen. What it did with the bytes
    /// counts only when this gives `Ok`.
    ///
    /// # Errors
    /// What `take` gives; or, before that, that more bytes came than the package says, that they are
    /// fewer or damaged, or can't be read.
    pub fn read<T, E: From<IntakeError>>(
        &self,
        index: usize,
        take: impl FnOnce(&mut dyn Read) -> Result<T, E>,
    ) -> Result<T, E> {
        let Some(listed) = self.listed.get(index) else {
            let source = std::io::ErrorKind::NotFound.into();
            return Err(IntakeError::Io { path: index.to_string(), source }.into());
        };
        let guarded = |reader: &mut dyn Read| {
            let mut guard = Guard::new(reader, listed);
            let taken = take(&mut guard);
            guard.finish().map_err(E::from).and(taken)
        };
        match &self.source {
            Source::Zip(zip) => zip.read(index, listed, guarded),
            Source::Folder(folder) => folder.read(index, guarded),
        }
    }
}

/// A package's list while it is made.
struct Listing<'a> {
    limits: &'a Limits,
    listed: Vec<Listed>,
    skipped: Vec<Skipped>,
    seen: HashSet<String>,
    total: u64,
    /// Whether it is the inside of an office document, of which nothing is passed over.
    document: bool,
}

impl<'a> Listing<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            listed: Vec::new(),
            skipped: Vec::new(),
            seen: HashSet::new(),
            total: 0,
            document: false,
        }
    }

    /// Whether something with this path is passed over for its name; it is noted then.
    fn skips(&mut self, path: &str) -> bool {
        let skips = !self.document && path.split('/').any(names::is_system);
        if skips {
            self.skip(path, SkipReason::System);
        }
        skips
    }

    fn skip(&mut self, path: &str, why: SkipReason) {
        self.skipped.push(Skipped { path: path.to_owned(), why });
    }

    fn add(&mut self, path: String, size: u64) -> Result<(), IntakeError> {
        let Limits { file_bytes, total_bytes, .. } = *self.limits;
        if size > file_bytes {
            return Err(IntakeError::FileTooLarge { path, size, limit: file_bytes });
        }
        self.total = self.total.saturating_add(size);
        if self.total > total_bytes {
            return Err(IntakeError::TooManyBytes { size: self.total, limit: total_bytes });
        }
        if !self.seen.insert(path.nfc().collect()) {
            return Err(IntakeError::SamePath { path });
        }
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        self.listed.push(Listed { path, name, size });
        Ok(())
    }
}
