//! Holding a job for a while: taking it up, keeping it, letting go of it.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use uuid::Uuid;

use super::now;
use super::work::{Made, Stop};
use crate::ops::{Office, OpsError, texts};
use crate::store::jobs::{self, After, DONE, FAILED, JobRow, WAITING};
use crate::store::{self, Conn, StoreError, audit, derived, finding_states, photo_prints};

/// How often a job is taken up before it is given up.
const ATTEMPTS: i64 = 5;
/// Seconds until a job that failed is tried again, doubled each time.
const AGAIN: i64 = 5;
/// How long a job makes way at the most for files that come in.
const WAY: TimeDelta = TimeDelta::seconds(30);
/// Why a job was given up that nobody lived to end.
const DIED: &str = "every copy that took it up ended before the job did";

/// A job that this worker holds.
pub(super) struct Lease<'a> {
    office: &'a Office,
    /// The job as it was when it was taken up.
    pub(super) job: JobRow,
    worker: String,
    length: Duration,
}

impl<'a> Lease<'a> {
    /// Takes up the job that is due first, but none of a kind that is named; none when there is none. While files come in, only one that has
    /// been due for a while. Nothing is written, and nobody is kept from writing, as long as no job is due.
    pub(super) fn take(
        office: &'a Office,
        (length, but): (Duration, &str),
    ) -> Result<Option<Self>, OpsError> {
        // Nothing is begun that could not be ended.
        if office.may_write().is_err() {
            return Ok(None);
        }
        let conn = &mut *office.store.conn()?;
        let waited = if office.bell.is_quiet() { TimeDelta::zero() } else { WAY };
        if jobs::first_due(conn, earlier(now(), waited), but)?.is_none() {
            return Ok(None);
        }
        let worker = format!("{}-{}", std::process::id(), Uuid::now_v7().simple());
        let taken = store::write(conn, |conn| take(conn, (&worker, length, but), waited))?;
        Ok(taken.map(|job| Self { office, job, worker, length }))
    }

    fn held(&self) -> (&str, &str) {
        (&self.job.id, &self.worker)
    }

    /// Says that the worker lives and how far the job is; `false` when the job is another's.
    pub(super) fn keep(&self, progress: i64) -> Result<bool, OpsError> {
        self.office.may_write()?;
        let conn = &mut *self.office.store.conn()?;
        let until = later(now(), self.length);
        Ok(store::write(conn, |conn| jobs::keep(conn, self.held(), (until, progress)))?)
    }

    /// Lets go of the job. What it made is written if it is still this worker's, and else it is as if
    /// nothing had been made. Where an fsync failed meanwhile nothing is written: the job is done again when the
    /// program was started anew.
    pub(super) fn settle(&self, outcome: Result<Made, Stop>) -> Result<(), OpsError> {
        self.office.may_write()?;
        let (id, kind) = (&self.job.id, &self.job.kind);
        match outcome {
            Ok(made) => {
                if !self.end(&made)? {
                    tracing::warn!(id, kind, "a job was taken from its worker before it ended");
                }
                Ok(())
            }
            Err(Stop::Interrupted) => self.give_back(),
            Err(Stop::Never(message)) => {
                tracing::warn!(id, kind, %message, "a job can't be done");
                self.release(After { state: FAILED, at: now(), reason: &message.to_string() })
            }
            Err(Stop::Failed(error)) => {
                tracing::error!(id, kind, ?error, "a job failed");
                self.try_again(&error.message().to_string())
            }
        }
    }

    fn end(&self, made: &Made) -> Result<bool, OpsError> {
        let conn = &mut *self.office.store.conn()?;
        let fault = made.fault.as_ref().map(ToString::to_string).unwrap_or_default();
        let state = if fault.is_empty() { DONE } else { FAILED };
        let after = After { state, at: now(), reason: &fault };
        Ok(store::write(conn, |conn| {
            let held = jobs::release(conn, self.held(), after)?;
            if let (true, Some(row)) = (held, &made.derived) {
                derived::write(conn, row)?;
            }
            if let (true, Some(row)) = (held, &made.text) {
                texts::keep(conn, row)?;
                finding_states::touch_users(conn, &row.sha256)?;
            }
            if let (true, Some(pairs)) = (held, &made.pairs) {
                pairs.keep(conn)?;
            }
            if let (true, Some(row)) = (held, &made.print) {
                photo_prints::write(conn, row)?;
                finding_states::touch_users(conn, &row.sha256)?;
            }
            if let (true, Some(worked)) = (held, &made.findings) {
                worked.keep(conn)?;
            }
            for row in made.audit.iter().filter(|_| held) {
                audit::insert(conn, row)?;
            }
            Ok::<_, StoreError>(held)
        })?)
    }

    fn release(&self, after: After<'_>) -> Result<(), OpsError> {
        let conn = &mut *self.office.store.conn()?;
        store::write(conn, |conn| jobs::release(conn, self.held(), after))?;
        Ok(())
    }

    fn try_again(&self, reason: &str) -> Result<(), OpsError> {
        if self.job.attempts >= ATTEMPTS {
            return self.release(After { state: FAILED, at: now(), reason });
        }
        let doubled = u32::try_from(self.job.attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let seconds = AGAIN.saturating_mul(2_i64.saturating_pow(doubled));
        let at = now().checked_add_signed(TimeDelta::seconds(seconds)).unwrap_or_else(now);
        self.release(After { state: WAITING, at, reason })
    }

    /// The program ends in good order: another copy may take the job up at once, and it counts as untried.
    fn give_back(&self) -> Result<(), OpsError> {
        let conn = &mut *self.office.store.conn()?;
        let after = After { state: WAITING, at: now(), reason: "" };
        Ok(store::write(conn, |conn| {
            if jobs::release(conn, self.held(), after)? {
                jobs::forgive(conn, &self.job.id)?;
            }
            Ok::<_, StoreError>(())
        })?)
    }
}

fn take(
    conn: &mut Conn,
    (worker, length, but): (&str, Duration, &str),
    waited: TimeDelta,
) -> Result<Option<JobRow>, StoreError> {
    let now = now();
    let Some(job) = jobs::first_due(conn, earlier(now, waited), but)? else { return Ok(None) };
    jobs::take(conn, &job.id, (worker, later(now, length)))?;
    if job.attempts >= ATTEMPTS {
        tracing::error!(id = job.id, kind = job.kind, "a job is given up: {DIED}");
        jobs::release(conn, (&job.id, worker), After { state: FAILED, at: now, reason: DIED })?;
        return Ok(None);
    }
    Ok(Some(JobRow { attempts: job.attempts.saturating_add(1), worker: worker.to_owned(), ..job }))
}

fn earlier(now: NaiveDateTime, by: TimeDelta) -> NaiveDateTime {
    now.checked_sub_signed(by).unwrap_or(now)
}

fn later(now: NaiveDateTime, length: Duration) -> NaiveDateTime {
    let length = TimeDelta::from_std(length).unwrap_or(TimeDelta::MAX);
    now.checked_add_signed(length).unwrap_or(now)
}
