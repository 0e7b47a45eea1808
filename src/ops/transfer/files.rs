//! All files that the rows of an office name, into another store. Each is hashed on its way, so that none arrives that
//! is not what its name says.

use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::blob::{BlobError, Blobs, Look, Sha256Hex};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::store::blobs::{self, Named};
use crate::store::{Conn, StoreError};

/// Rows in a batch.
const BATCH: i64 = 500;
/// Threads that copy; most of the time they wait for a disk or a store to make a file last.
const THREADS: usize = 4;
/// Bytes that are read at once.
const CHUNK: usize = 256 << 10;

/// What was copied.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Copied {
    /// Files that the rows name.
    pub(super) files: u64,
    /// Their bytes.
    pub(super) bytes: u64,
    /// Files that were not there yet.
    pub(super) new: u64,
}

/// Copies the files that rows of `rows` name. What is there already with its size is left as it is.
///
/// # Errors
/// Names every file that is missing or damaged at its source; the others are copied.
pub(super) fn copy_all(
    rows: &mut Conn,
    (from, to): (&Blobs, &Blobs),
    mut told: impl FnMut(u64),
) -> Result<Copied, OpsError> {
    let mut copied = Copied::default();
    let mut faults = Vec::new();
    let mut after = String::new();
    loop {
        let named = blobs::after(rows, &after, BATCH)?;
        let Some(last) = named.last() else { break };
        after.clone_from(&last.sha256);
        copied.new = copied.new.saturating_add(copy_batch(&named, (from, to), &mut faults)?);
        copied.files = copied.files.saturating_add(u64::try_from(named.len()).unwrap_or_default());
        let bytes = named.iter().filter_map(|file| u64::try_from(file.size).ok()).sum();
        copied.bytes = copied.bytes.saturating_add(bytes);
        told(copied.files);
    }
    if faults.is_empty() {
        return Ok(copied);
    }
    Err(OpsError::Refused(Message::new("transfer-not-whole").with("faults", faults)))
}

fn copy_batch(named: &[Named], places: (&Blobs, &Blobs), faults: &mut Vec<Message>) -> Result<u64, OpsError> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS.min(named.len()) {
            scope.spawn(|| {
                while let Some(file) = named.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let done = copy_one(file, places);
                    if let Ok(mut results) = results.lock() {
                        results.push(done);
                    }
                }
            });
        }
    });
    let mut new = 0_u64;
    for done in results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        match done {
            Ok(true) => new = new.saturating_add(1),
            Ok(false) => {}
            Err(OpsError::Blob(fault @ (BlobError::Missing(_) | BlobError::Damaged(_)))) => {
                faults.push(fault.message());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(new)
}

/// Copies a file unless it is there, and says whether it did.
fn copy_one(file: &Named, (from, to): (&Blobs, &Blobs)) -> Result<bool, OpsError> {
    let bad = |_fault| StoreError::Row { table: "blob", value: file.sha256.clone() };
    let hash: Sha256Hex = file.sha256.parse().map_err(bad)?;
    if let Look::File(found) = to.look(&hash)?
        && i64::try_from(found.size) == Ok(file.size)
    {
        return Ok(false);
    }
    let mut incoming = to.receive(u64::MAX)?;
    let mut source = from.open_file(&hash)?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = source.read(&mut chunk).map_err(BlobError::from)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        incoming.write(bytes)?;
    }
    if incoming.sha256()? != hash {
        return Err(BlobError::Damaged(hash).into());
    }
    incoming.finish()?;
    Ok(true)
}
