//! What is known of the disk below a file of SQLite.
//!
//! An fsync that failed may have dropped the pages that it could not write, so a second one that succeeds
//! would prove nothing. After the first error of the disk this process therefore writes no more until it is
//! started anew; reads go on. A disk that is full is no such error: what was refused may be tried again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use diesel::SqliteConnection;
use diesel::connection::{Connection, Instrumentation, InstrumentationEvent, get_default_instrumentation};
use diesel::result::{DatabaseErrorKind, Error};

use super::StoreError;
use super::queue::Queue;

/// Whether the disk has failed. Clones share the state.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    failed: Arc<AtomicBool>,
}

/// Sits in each connection and sees what its statements say of the disk.
struct Watch {
    disk: Disk,
    /// Where its writers take turns; the connection of the queue itself has none.
    queue: Option<Arc<Queue>>,
    /// What would sit there otherwise.
    usual: Option<Box<dyn Instrumentation>>,
}

impl Disk {
    /// Has a connection tell of the disk's errors, and know where its writers take turns.
    pub(super) fn watch(&self, conn: &mut SqliteConnection, queue: Option<Arc<Queue>>) {
        let usual = get_default_instrumentation();
        conn.set_instrumentation(Watch { disk: self.clone(), queue, usual });
    }

    /// Whether anything may still be written.
    ///
    /// # Errors
    /// When the disk has failed.
    pub(super) fn may_write(&self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::SeqCst) { Err(StoreError::ReadOnly) } else { Ok(()) }
    }

    /// The same, asked of a connection that is being watched.
    ///
    /// # Errors
    /// When the disk has failed.
    pub(super) fn may_write_by(conn: &mut SqliteConnection) -> Result<(), StoreError> {
        match conn.instrumentation().downcast_ref::<Watch>() {
            Some(watch) => watch.disk.may_write(),
            None => Ok(()),
        }
    }
}

/// Where the writers of a connection take turns.
pub(super) fn queue_of(conn: &mut SqliteConnection) -> Option<Arc<Queue>> {
    conn.instrumentation().downcast_ref::<Watch>()?.queue.clone()
}

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = &event
            && has_failed(error)
        {
            self.disk.failed.store(true, Ordering::SeqCst);
            tracing::error!(%error, "the disk of the database failed; nothing is written any more");
        }
        if let Some(usual) = &mut self.usual {
            usual.on_connection_event(event);
        }
    }
}

/// Whether the disk failed.
pub(super) fn has_failed(error: &Error) -> bool {
    told(error) == Some("disk I/O error")
}

/// What SQLite says of a full disk.
const FULL: &str = "database or disk is full";

/// Whether the disk was full.
pub(super) fn was_full(error: &Error) -> bool {
    told(error) == Some(FULL)
}

/// The same error once more, for others whom it concerns.
pub(super) fn full() -> Error {
    Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(FULL.to_owned()))
}

/// What SQLite says, which has no code of its own in diesel.
fn told(error: &Error) -> Option<&str> {
    match error {
        Error::DatabaseError(DatabaseErrorKind::Unknown, told) => Some(told.message()),
        _ => None,
    }
}
