//! Clearing away: archives that lay ready for a day, old jobs, and files of jobs that died.

use std::time::{Duration, SystemTime};

use chrono::{NaiveDateTime, TimeDelta};

use super::work::{Made, Stop, Work};
use super::{JobKind, now};
use crate::blob::{BlobError, Found, Sha256Hex};
use crate::ops::{Office, OpsError};
use crate::store::{self, StoreError, derived, jobs, undo};

/// How long an archive lies ready.
const ARCHIVES: TimeDelta = TimeDelta::days(1);
/// How long is remembered what became of a job.
const JOBS: TimeDelta = TimeDelta::days(30);
/// How long a step for many pieces of evidence can be taken back.
const STEPS: TimeDelta = TimeDelta::days(1);
/// How long a file that no row names is left alone: somebody may be about to name it.
const FILES: Duration = Duration::from_secs(24 * 60 * 60);
/// Files that are looked up at once.
const BATCH: usize = 500;

/// Clears away.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let office = work.office;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| jobs::forget(conn, before(JOBS)))?;
    store::write(conn, |conn| undo::forget_before(conn, before(STEPS)))?;
    for row in derived::older(conn, JobKind::Archive.id(), before(ARCHIVES))? {
        store::write(conn, |conn| derived::remove(conn, &row.source, &row.kind))?;
        let bad = |_fault| StoreError::Row { table: "derived", value: row.sha256.clone() };
        remove_unused(office, &[row.sha256.parse().map_err(bad)?])?;
    }
    office.derived.sweep(FILES)?;
    let mut files = office.derived.list(None);
    loop {
        work.check()?;
        let few: Vec<Found> = files.by_ref().take(BATCH).collect::<Result<_, BlobError>>()?;
        if few.is_empty() {
            return Ok(Made::default());
        }
        let old =
            |found: &Found| SystemTime::now().duration_since(found.modified).is_ok_and(|age| age > FILES);
        let old: Vec<Sha256Hex> = few.into_iter().filter(old).map(|found| found.sha256).collect();
        remove_unused(office, &old)?;
    }
}

/// Removes what no row names.
fn remove_unused(office: &Office, files: &[Sha256Hex]) -> Result<(), OpsError> {
    let names: Vec<String> = files.iter().map(|hash| hash.as_str().to_owned()).collect();
    let used = derived::used(&mut *office.store.conn()?, &names)?;
    for hash in files.iter().filter(|hash| !used.iter().any(|used| used == hash.as_str())) {
        office.derived.remove(hash)?;
    }
    Ok(())
}

fn before(age: TimeDelta) -> NaiveDateTime {
    let now = now();
    now.checked_sub_signed(age).unwrap_or(now)
}
