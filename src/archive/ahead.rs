//! Reads the entries of a bag, in their order, ahead of whoever packs them: another thread reads, counts and hashes,
//! so that this goes on while what came before is written.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::error::ArchiveError;
use super::write::{CHUNK, Entry, Source, length};

/// Pieces that may have been read and not packed.
const WAITING: usize = 4;

/// What comes of the entries.
pub(super) struct Ahead(Receiver<Result<Step, ArchiveError>>);

/// The next of an entry.
pub(super) enum Step {
    Bytes(Bytes),
    /// That was all, and it is what the entry promised.
    End,
}

/// Why no more is read.
enum Halt {
    Fault(ArchiveError),
    /// Nobody takes it.
    Unwanted,
}

impl From<ArchiveError> for Halt {
    fn from(fault: ArchiveError) -> Self {
        Self::Fault(fault)
    }
}

impl Ahead {
    /// Begins to read.
    ///
    /// # Errors
    /// When the machine gives no thread.
    pub(super) fn begin<'a>(scope: &'a Scope<'a, '_>, entries: &'a [Entry]) -> io::Result<Self> {
        let (steps, ahead) = sync_channel(WAITING);
        let read = move || match entries.iter().try_for_each(|entry| read_entry(entry, &steps)) {
            // Who does not listen needs no fault either.
            Err(Halt::Fault(fault)) => drop(steps.send(Err(fault))),
            Err(Halt::Unwanted) | Ok(()) => {}
        };
        // A panic must not go through the packer: a ZIP that is dropped completes itself.
        let read = || drop(catch_unwind(AssertUnwindSafe(read)));
        Builder::new().name("read-ahead".to_owned()).spawn_scoped(scope, read)?;
        Ok(Self(ahead))
    }

    /// The next step.
    ///
    /// # Errors
    /// A source that is missing, can't be read, or is not what its entry promises.
    pub(super) fn next(&self) -> Result<Step, ArchiveError> {
        self.0.recv().map_err(|gone| ArchiveError::Output(io::Error::other(gone)))?
    }
}

fn read_entry(entry: &Entry, steps: &SyncSender<Result<Step, ArchiveError>>) -> Result<(), Halt> {
    let tell = |step| steps.send(Ok(step)).map_err(|_gone| Halt::Unwanted);
    let mut reader = open(entry)?;
    let (mut hasher, mut found) = (Sha256::new(), 0_u64);
    loop {
        let bytes = read_some(&mut reader, room(entry, found))
            .map_err(|source| ArchiveError::Unreadable { path: entry.path.clone(), source })?;
        found = found.saturating_add(length(&bytes));
        if bytes.is_empty() || found > entry.size {
            break;
        }
        hasher.update(&bytes);
        tell(Step::Bytes(bytes))?;
    }
    check_read(entry, found, &HEXLOWER.encode(&hasher.finalize()))?;
    tell(Step::End)
}

/// Bytes to ask for: what is still promised, and one, to see that there is no more.
fn room(entry: &Entry, found: u64) -> usize {
    let rest = entry.size.saturating_sub(found).saturating_add(1);
    usize::try_from(rest).map_or(CHUNK, |rest| rest.min(CHUNK))
}

fn check_read(entry: &Entry, found: u64, sha256: &str) -> Result<(), ArchiveError> {
    let path = entry.path.clone();
    if found != entry.size {
        return Err(ArchiveError::WrongSize { path, expected: entry.size, found });
    }
    if sha256 != entry.sha256 {
        let (expected, found) = (entry.sha256.clone(), sha256.to_owned());
        return Err(ArchiveError::WrongHash { path, expected, found });
    }
    Ok(())
}

/// The bytes of `entry`.
fn open(entry: &Entry) -> Result<Box<dyn Read + '_>, ArchiveError> {
    let path = || entry.path.clone();
    match &entry.source {
        Source::Bytes(bytes) => Ok(Box::new(bytes.as_slice())),
        Source::Kept(opener) => opener.open().map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => ArchiveError::Missing { path: path() },
            _ => ArchiveError::Unreadable { path: path(), source },
        }),
    }
}

/// Some bytes, as `read` but not given up when a signal comes; none at the end.
fn read_some(reader: &mut dyn Read, most: usize) -> io::Result<Bytes> {
    let mut bytes = vec![0; most];
    loop {
        match reader.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => {
                bytes.truncate(read?);
                return Ok(bytes.into());
            }
        }
    }
}
