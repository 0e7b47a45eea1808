//! Work in the background: thumbnails, archives that are fetched later, files looked at again, clearing away.
//!
//! All copies of the program share one table. A copy takes a job up for a while (a lease) and says from time to
//! time that it still lives; the job of one that has died falls to another. What a job makes is written in the
//! transaction that ends it, and only by whoever still holds it, so its effect is there once or not at all.
//!
//! The clocks of the copies must agree to a few seconds, far less than a lease.

mod archive;
mod bell;
mod findings;
mod hash;
mod kind;
mod lease;
mod runner;
mod scan;
mod schedule;
mod score_days;
mod shrink;
mod stale;
mod text;
mod text_pairs;
mod thumbnail;
mod tidy;
mod unread;
mod work;

use chrono::{DateTime, NaiveDateTime, Timelike, Utc};
use uuid::Uuid;

use super::{By, OpsError};
use crate::store::jobs::{self, JobRow, RUNNING, WAITING};
use crate::store::{Conn, StoreError};

pub use archive::{Ready, archives, ask_for_archive, ready_archive};
pub use bell::Bell;
pub use kind::JobKind;
pub use runner::{Runner, RunnerSettings};
pub(super) use scan::{NO_SCANNER, is_scanned};
pub use schedule::ask_for_daily;
pub(super) use text::{SCANNING, want_texts};
pub use text_pairs::find_copied_texts;
pub(super) use thumbnail::want_thumbnails;
pub use thumbnail::{Size, Thumbnail, is_picture, thumbnail};

/// How many jobs of each kind wait, are worked on, or were given up.
///
/// # Errors
/// When the database fails.
pub fn counts(office: &super::Office) -> Result<Vec<(String, String, i64)>, OpsError> {
    Ok(jobs::counts(&mut *office.store.conn()?)?)
}

/// What is asked for.
struct Asked<'a> {
    kind: JobKind,
    subject: &'a str,
    detail: &'a str,
}

/// Keeps a job unless the same is open already, and gives the id of the one that is; call it in
/// [`crate::store::write`], and ring the office's bell afterwards.
fn ask(conn: &mut Conn, by: &By, asked: &Asked<'_>) -> Result<String, StoreError> {
    let known = jobs::of(conn, &[asked.kind.id()], &[asked.subject.to_owned()])?;
    let mut open = known.into_iter().filter(|job| matches!(job.state.as_str(), WAITING | RUNNING));
    if let Some(job) = open.find(|job| job.detail == asked.detail) {
        return Ok(job.id);
    }
    let job = new(by, asked);
    jobs::insert(conn, &job)?;
    Ok(job.id)
}

fn new(by: &By, asked: &Asked<'_>) -> JobRow {
    JobRow {
        id: Uuid::now_v7().to_string(),
        kind: asked.kind.id().to_owned(),
        subject: asked.subject.to_owned(),
        detail: asked.detail.to_owned(),
        state: WAITING.to_owned(),
        due_at: by.at,
        worker: String::new(),
        attempts: 0,
        progress: 0,
        reason: String::new(),
        asked_by: by.account.clone(),
        asked_at: by.at,
        ended_at: None,
    }
}

/// The time, in UTC, as exactly as the database keeps it.
fn now() -> NaiveDateTime {
    let now = Utc::now();
    let kept = now.with_nanosecond(now.nanosecond() / 1_000 * 1_000);
    kept.as_ref().map_or_else(|| now.naive_utc(), DateTime::naive_utc)
}
