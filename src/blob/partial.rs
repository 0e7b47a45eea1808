//! Files that come in pieces, over hours and broken lines: each lies under the id of its upload in the folder
//! `tmp/partial/`, and what has come of it is its length. Whoever works on one holds its lock.
//!
//! A whole one goes the way of any received file ([`Incoming`]) by a second name of the same bytes, so that a
//! refusal, or a database that is away, costs nobody what has come.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::PathBuf;

use tempfile::{NamedTempFile, TempPath};

use super::{BlobError, Blobs, CHUNK, Incoming};

/// The file that says which folder this is, to those who share a database and not a folder.
const PLACE: &str = "place";

/// The folder of what comes in pieces. Clones share it.
#[derive(Debug, Clone)]
pub struct Partials {
    blobs: Blobs,
    folder: PathBuf,
}

/// A file that comes in pieces, with its lock.
#[derive(Debug)]
pub struct Partial {
    blobs: Blobs,
    path: PathBuf,
    file: File,
    size: u64,
}

/// What was found under an id.
#[derive(Debug)]
pub enum Opened {
    /// The file.
    Partial(Partial),
    /// Somebody works on it.
    Locked,
    /// Nothing.
    Nothing,
}

impl Partials {
    pub(super) fn new(blobs: Blobs, folder: PathBuf) -> Self {
        Self { blobs, folder }
    }

    /// The name of this folder, once it has one.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn known_place(&self) -> Result<Option<String>, BlobError> {
        match fs::read_to_string(self.folder.join(PLACE)) {
            Ok(known) => Ok(Some(known)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The name of this folder; `fresh` becomes it when it has none yet.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn place(&self, fresh: &str) -> Result<String, BlobError> {
        if let Some(known) = self.known_place()? {
            return Ok(known);
        }
        let path = self.folder.join(PLACE);
        fs::create_dir_all(&self.folder)?;
        let mut named = NamedTempFile::new_in(&self.folder)?;
        named.write_all(fresh.as_bytes())?;
        match named.persist_noclobber(&path) {
            Ok(_named) => Ok(fresh.to_owned()),
            // Another copy was a moment earlier.
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => {
                Ok(fs::read_to_string(&path)?)
            }
            Err(refused) => Err(refused.error.into()),
        }
    }

    /// Begins a file, with no bytes yet; there must be room for `promised` more bytes.
    ///
    /// # Errors
    /// When there is no room, or the disk refuses.
    pub fn begin(&self, id: &str, promised: u64) -> Result<(), BlobError> {
        self.blobs.health()?;
        self.blobs.spool().room_for(promised)?;
        fs::create_dir_all(&self.folder)?;
        File::create_new(self.path_of(id))?;
        Ok(())
    }

    /// The file of an upload, locked.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(&self, id: &str) -> Result<Opened, BlobError> {
        let path = self.path_of(id);
        let file = match OpenOptions::new().read(true).append(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Opened::Nothing),
            Err(error) => return Err(error.into()),
        };
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Ok(Opened::Locked);
        }
        let size = file.metadata()?.len();
        Ok(Opened::Partial(Partial { blobs: self.blobs.clone(), path, file, size }))
    }

    /// How many bytes have come of an upload; none when there is no file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn size_of(&self, id: &str) -> Result<Option<u64>, BlobError> {
        match fs::metadata(self.path_of(id)) {
            Ok(facts) => Ok(Some(facts.len())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Where the bytes of an upload lie.
    pub fn path(&self, id: &str) -> PathBuf {
        self.path_of(id)
    }

    /// Removes the file of an upload, if it is there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(&self, id: &str) -> Result<(), BlobError> {
        match fs::remove_file(self.path_of(id)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// The ids of all files that are here.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn ids(&self) -> Result<Vec<String>, BlobError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut ids = Vec::new();
        for entry in entries {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if is_id(&name) {
                ids.push(name);
            }
        }
        Ok(ids)
    }

    /// Ids are those that the program made; anything else names nothing.
    fn path_of(&self, id: &str) -> PathBuf {
        self.folder.join(if is_id(id) { id } else { "none" })
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Partial {
    /// How many bytes have come.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes more bytes at the end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        self.blobs.may_write()?;
        self.file.write_all(bytes)?;
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        Ok(())
    }

    /// Makes what has come last; only then may anybody be told of it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&self) -> Result<(), BlobError> {
        self.blobs.sync(&self.file)
    }

    /// The file as one that has been received, under a name of its own that vanishes unless it is finished.
    ///
    /// # Errors
    /// When it is larger than `limit`, or the disk refuses.
    pub fn receive(mut self, limit: u64) -> Result<Incoming, BlobError> {
        if self.size > limit {
            return Err(BlobError::TooLarge { limit });
        }
        let name = self.blobs.spool().spare_name(&self.path);
        // Its lock is held here, so a name that is there was left by a process that was ended.
        match fs::remove_file(&name) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => fs::hard_link(&self.path, &name)?,
        }
        let path = TempPath::try_from_path(&name)?;
        self.file.rewind()?;
        let mut incoming =
            Incoming::start(self.blobs, NamedTempFile::from_parts(self.file.try_clone()?, path), limit);
        loop {
            let mut chunk = vec![0; CHUNK];
            let read = self.file.read(&mut chunk)?;
            if read == 0 {
                return Ok(incoming);
            }
            chunk.truncate(read);
            incoming.pass(chunk.into())?;
        }
    }
}
