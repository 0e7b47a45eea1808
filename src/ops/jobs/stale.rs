//! Asking for what is worked out anew when something changed: not at once, as more changes of the same hand follow,
//! and not too often, as in an import of hours.

use chrono::{NaiveDateTime, TimeDelta};

use super::{Asked, JobKind, new, now};
use crate::ops::By;
use crate::store::jobs::{self, JobRow, RUNNING, WAITING};
use crate::store::{self, Conn, StoreError};

/// Who asks for it.
const PROGRAM: &str = "yingjian";

/// How soon and how often.
pub(super) struct Pace {
    /// How long is waited for more changes.
    pub(super) settled: TimeDelta,
    /// How long lies at least between two times.
    pub(super) between: TimeDelta,
}

impl Pace {
    fn due(&self, now: NaiveDateTime, worked_at: Option<NaiveDateTime>) -> NaiveDateTime {
        let soon = now.checked_add_signed(self.settled).unwrap_or(now);
        let again = worked_at.and_then(|at| at.checked_add_signed(self.between));
        again.map_or(soon, |again| again.max(soon))
    }
}

/// What does not take account of all that has changed.
pub(super) struct Stale {
    /// What the job is about.
    pub(super) subject: String,
    /// What else it has to know.
    pub(super) detail: String,
    /// When it was worked out last.
    pub(super) worked_at: Option<NaiveDateTime>,
}

/// Leaves a job for each of them for which none is left. It only reads when there is none.
pub(super) fn ask(
    conn: &mut Conn,
    (kind, pace): (JobKind, &Pace),
    mut stale: Vec<Stale>,
) -> Result<(), StoreError> {
    if stale.is_empty() {
        return Ok(());
    }
    let subjects: Vec<String> = stale.iter().map(|one| one.subject.clone()).collect();
    let mut open = jobs::of(conn, &[kind.id()], &subjects)?;
    open.retain(|job| matches!(job.state.as_str(), WAITING | RUNNING));
    stale.retain(|one| !open.iter().any(|job| job.subject == one.subject && job.detail == one.detail));
    if stale.is_empty() {
        return Ok(());
    }
    store::write(conn, |conn| {
        for one in &stale {
            let by = By { account: PROGRAM.to_owned(), at: now() };
            let job = new(&by, &Asked { kind, subject: &one.subject, detail: &one.detail });
            jobs::insert(conn, &JobRow { due_at: pace.due(by.at, one.worked_at), ..job })?;
        }
        Ok(())
    })
}
