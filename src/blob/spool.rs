//! The folder `tmp/`: files that are still coming. Who receives one holds its lock, which ends with the process
//! whatever ends that: what lies here unlocked belongs to no one.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::fs::{AtFlags, CWD};
use tempfile::NamedTempFile;

use super::BlobError;
use super::aside::aside;

/// Space that must stay free for the database and its log, in bytes.
const RESERVE: u64 = 64 << 20;

/// The most files that are made before anybody needs them.
const READY: usize = 16;

/// Where files lie while they come. Clones share what is ready.
#[derive(Debug, Clone)]
pub(super) struct Spool {
    folder: PathBuf,
    ready: Arc<Mutex<Ready>>,
}

/// Files without a name, locked: on some file systems it takes as long to make one as to write it.
#[derive(Debug, Default)]
struct Ready {
    files: Vec<File>,
    /// Whether somebody makes more.
    growing: bool,
    /// Whether this file system gives no name to a file that has none.
    in_vain: bool,
}

impl Spool {
    pub(super) fn open(root: &Path) -> Result<Self, BlobError> {
        let folder = root.join("tmp");
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, ready: Arc::default() })
    }

    /// Has a thread make files for those who come next, many at once when half of them have gone.
    pub(super) fn prepare(&self) {
        {
            let mut ready = self.ready();
            if ready.growing || ready.in_vain || ready.files.len() > READY / 2 {
                return;
            }
            ready.growing = true;
        }
        let spool = self.clone();
        if aside(move || spool.grow()).is_err() {
            self.ready().growing = false;
        }
    }

    fn grow(&self) {
        // Whoever finds none ready makes one, and tells why that can't be.
        while let Ok(file) = self.locked() {
            let mut ready = self.ready();
            ready.files.push(file);
            if ready.files.len() >= READY {
                break;
            }
        }
        self.ready().growing = false;
    }

    fn locked(&self) -> Result<File, BlobError> {
        let file = self.nameless()?;
        file.lock()?;
        Ok(file)
    }

    /// A file that vanishes unless it is kept.
    pub(super) fn file(&self) -> Result<NamedTempFile, BlobError> {
        let ready = self.ready().files.pop();
        if let Some(file) = ready {
            match self.named(file) {
                Ok(file) => return Ok(file),
                Err(_refused) => self.ready().in_vain = true,
            }
        }
        self.made()
    }

    fn ready(&self) -> MutexGuard<'_, Ready> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a name to a file that has none.
    fn named(&self, file: File) -> io::Result<NamedTempFile> {
        let own = format!("/proc/self/fd/{}", file.as_raw_fd());
        let link = |name: &Path| Ok(rustix::fs::linkat(CWD, &own, CWD, name, AtFlags::SYMLINK_FOLLOW)?);
        let (_linked, path) = tempfile::Builder::new().make_in(&self.folder, link)?.into_parts();
        Ok(NamedTempFile::from_parts(file, path))
    }

    fn made(&self) -> Result<NamedTempFile, BlobError> {
        loop {
            let file = NamedTempFile::new_in(&self.folder)?;
            // Where there are no locks, sweeping goes by age alone.
            let _ = file.as_file().lock();
            // A sweep may have taken it in the moment before it was locked.
            if file.as_file().metadata()?.nlink() > 0 {
                return Ok(file);
            }
        }
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

    /// The folder of what comes in pieces; sweeping leaves folders alone.
    pub(super) fn of_partials(&self) -> PathBuf {
        self.folder.join("partial")
    }

    /// A second name for a file that comes in pieces. Its lock lets nobody else need the same.
    pub(super) fn spare_name(&self, partial: &Path) -> PathBuf {
        self.folder.join(partial.file_name().unwrap_or_default())
    }

    /// Whether there is room for so many bytes more.
    pub(super) fn room_for(&self, bytes: u64) -> Result<(), BlobError> {
        let free = fs4::available_space(&self.folder)?;
        let needed = RESERVE.saturating_add(bytes);
        if free < needed { Err(BlobError::NoSpace { free, needed }) } else { Ok(()) }
    }

    /// Removes what nobody receives any more, and gives its number. Where files have no locks, that is what got
    /// no more bytes for so long.
    pub(super) fn sweep(&self, age: Duration) -> Result<usize, BlobError> {
        let mut removed = 0_usize;
        for entry in fs::read_dir(&self.folder)? {
            if sweep_one(&entry?.path(), age)? {
                removed = removed.saturating_add(1);
            }
        }
        Ok(removed)
    }
}

/// Removes a file, while its lock is held, unless somebody receives it.
fn sweep_one(path: &Path, age: Duration) -> Result<bool, BlobError> {
    let Some(file) = open(path)? else { return Ok(false) };
    let left = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => {
            file.metadata()?.modified()?.elapsed().is_ok_and(|elapsed| elapsed > age)
        }
    };
    if !left {
        return Ok(false);
    }
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        // It was kept in the very last moment.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The file, unless it has been kept or has vanished meanwhile.
fn open(path: &Path) -> Result<Option<File>, BlobError> {
    match File::open(path) {
        Ok(file) if file.metadata()?.is_file() => Ok(Some(file)),
        Ok(_folder) => Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
