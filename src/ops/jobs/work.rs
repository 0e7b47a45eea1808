//! What a job is done with: the office, the row, a watch that says when to stop; and what comes of it.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use super::text_pairs::Pairs;
use crate::domain::message::Message;
use crate::ops::findings::Worked;
use crate::ops::{Office, OpsError};
use crate::store::audit::AuditRow;
use crate::store::derived::DerivedRow;
use crate::store::jobs::JobRow;
use crate::store::photo_prints::PrintRow;
use crate::store::texts::FileTextRow;

/// A job that is being done.
pub(super) struct Work<'a> {
    pub(super) office: &'a Office,
    pub(super) job: &'a JobRow,
    pub(super) watch: &'a Watch<'a>,
}

/// What a job has made: rows that are written in the transaction that ends it.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) derived: Option<DerivedRow>,
    pub(super) text: Option<FileTextRow>,
    pub(super) audit: Vec<AuditRow>,
    pub(super) findings: Option<Worked>,
    pub(super) pairs: Option<Pairs>,
    pub(super) print: Option<PrintRow>,
    /// What people have to see to; the job then stands as failed, though it was done.
    pub(super) fault: Option<Message>,
}

/// Why a job was not done.
#[derive(Debug)]
pub(super) enum Stop {
    /// The program ends, or the job is another's by now.
    Interrupted,
    /// It can't be done, however often one tries.
    Never(Message),
    /// It may be done another time.
    Failed(OpsError),
}

impl<E: Into<OpsError>> From<E> for Stop {
    fn from(error: E) -> Self {
        match error.into() {
            OpsError::Refused(message) | OpsError::NotFound(message) => Self::Never(message),
            error => Self::Failed(error),
        }
    }
}

/// Tells a job to stop, and its lease how far it is.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    /// The program ends.
    pub(super) stopped: &'a AtomicBool,
    /// The job is another's by now.
    pub(super) lost: AtomicBool,
    /// Hundredths.
    pub(super) progress: AtomicI64,
}

impl<'a> Watch<'a> {
    pub(super) fn new(stopped: &'a AtomicBool) -> Self {
        Self { stopped, lost: AtomicBool::new(false), progress: AtomicI64::new(0) }
    }

    pub(super) fn is_over(&self) -> bool {
        self.stopped.load(Ordering::SeqCst) || self.lost.load(Ordering::SeqCst)
    }
}

impl Work<'_> {
    /// Says how far the job is; call it often.
    ///
    /// # Errors
    /// When the job has to stop.
    pub(super) fn go_on(&self, done: u64, of: u64) -> Result<(), Stop> {
        let hundredths = done.saturating_mul(100).checked_div(of).unwrap_or_default().min(100);
        self.watch.progress.store(i64::try_from(hundredths).unwrap_or_default(), Ordering::Relaxed);
        self.check()
    }

    /// Looks whether the job may go on.
    ///
    /// # Errors
    /// When it has to stop.
    pub(super) fn check(&self) -> Result<(), Stop> {
        if self.watch.is_over() { Err(Stop::Interrupted) } else { Ok(()) }
    }
}
