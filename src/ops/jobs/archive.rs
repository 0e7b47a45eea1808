//! The archive of a county, packed in the background and kept for a day to be fetched.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::work::{Made, Stop, Work};
use super::{Asked, JobKind, ask, now};
use crate::archive::ArchiveError;
use crate::archive::write::{Bag, write_bag};
use crate::blob::{Incoming, Sha256Hex};
use crate::domain::round::Phase;
use crate::ops::binding::{self, Request};
use crate::ops::deed::Deed;
use crate::ops::scores::{self, RoundView};
use crate::ops::{By, Office, OpsError};
use crate::store::derived::{self, DerivedRow};
use crate::store::jobs::{self, DONE, JobRow};
use crate::store::{self, StoreError};
use crate::texts::Lang;

/// How many of a county's archives are listed.
const LISTED: usize = 10;

/// What is to be bound, beside the county.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    round: String,
    phase: Phase,
    lang: Lang,
    day: NaiveDate,
}

/// An archive that was asked for.
#[derive(Debug)]
pub struct Ready {
    /// The job.
    pub job: JobRow,
    /// What it became, as long as it is kept.
    pub made: Option<DerivedRow>,
}

/// Asks for an archive; the same one that is being packed already is not packed twice. Gives the job's id.
///
/// # Errors
/// When the database fails.
pub fn ask_for_archive(
    office: &Office,
    view: &RoundView,
    (by, request): (&By, &Request<'_>),
) -> Result<String, OpsError> {
    let order = Order {
        round: view.round.code.clone(),
        phase: request.phase,
        lang: request.lang,
        day: request.today,
    };
    let bad = |_fault| StoreError::Row { table: "job", value: request.county.to_owned() };
    let detail = serde_json::to_string(&order).map_err(bad)?;
    let asked = Asked { kind: JobKind::Archive, subject: request.county, detail: &detail };
    let id = store::write(&mut *office.store.conn()?, |conn| ask(conn, by, &asked))?;
    office.bell.ring();
    Ok(id)
}

/// The archives of a county that were asked for lately, newest first.
///
/// # Errors
/// When the database fails.
pub fn archives(office: &Office, county: &str) -> Result<Vec<Ready>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let mut asked = jobs::of(conn, &[JobKind::Archive.id()], &[county.to_owned()])?;
    asked.truncate(LISTED);
    let ids: Vec<String> = asked.iter().map(|job| job.id.clone()).collect();
    let mut made = derived::of(conn, &ids, JobKind::Archive.id())?;
    let ready = asked.into_iter().map(|job| {
        let at = made.iter().position(|row| row.source == job.id);
        Ready { made: at.map(|at| made.swap_remove(at)), job }
    });
    // One that is no longer kept is of no use to anybody.
    Ok(ready.filter(|ready| ready.made.is_some() || ready.job.state != DONE).collect())
}

/// The archive that a job has made for a county; none when it is not made yet, or no longer kept.
///
/// # Errors
/// When the database fails.
pub fn ready_archive(
    office: &Office,
    county: &str,
    job: &str,
) -> Result<Option<(Sha256Hex, DerivedRow)>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let job = jobs::find(conn, job)?;
    let Some(job) = job.filter(|job| job.kind == JobKind::Archive.id() && job.subject == county) else {
        return Ok(None);
    };
    let Some(row) = derived::find(conn, &job.id, JobKind::Archive.id())? else { return Ok(None) };
    let bad = |_fault| StoreError::Row { table: "derived", value: row.sha256.clone() };
    Ok(Some((row.sha256.parse().map_err(bad)?, row)))
}

/// Packs one.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let (office, job) = (work.office, work.job);
    let bad = |_fault| StoreError::Row { table: "job", value: job.detail.clone() };
    let order: Order = serde_json::from_str(&job.detail).map_err(bad)?;
    let view = scores::round(office, Some(&order.round))?;
    let request = Request { county: &job.subject, phase: order.phase, lang: order.lang, today: order.day };
    let bag = binding::bind(office, &view, &request)?;
    let name = binding::file_name(&view, &request)?;
    let stored = pack(work, &bag)?.finish()?;
    let sha256 = stored.sha256.as_str().to_owned();
    let by = By { account: job.asked_by.clone(), at: now() };
    let deed =
        Deed { action: "archive.make", county: Some(&job.subject), subject: &job.id, detail: sha256.clone() };
    let size = i64::try_from(stored.size).unwrap_or(i64::MAX);
    let kind = JobKind::Archive.id().to_owned();
    let derived = DerivedRow { source: job.id.clone(), kind, sha256, size, name, made_at: by.at };
    Ok(Made { derived: Some(derived), audit: vec![deed.by(&by)], ..Made::default() })
}

fn pack(work: &Work<'_>, bag: &Bag) -> Result<Incoming, Stop> {
    let of = bag.entries.iter().map(|entry| entry.size).sum();
    let pen = Pen { work, incoming: work.office.derived.receive(u64::MAX)?, of };
    match write_bag(bag, pen) {
        Ok(pen) => Ok(pen.incoming),
        Err(ArchiveError::Output(_)) if work.watch.is_over() => Err(Stop::Interrupted),
        Err(error) => Err(error.into()),
    }
}

/// Writes to the file that is to be kept, and says how far it is.
struct Pen<'a> {
    work: &'a Work<'a>,
    incoming: Incoming,
    of: u64,
}

impl Write for Pen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let stop = |_stop| io::Error::other("the job has to stop");
        self.work.go_on(self.incoming.size(), self.of).map_err(stop)?;
        self.incoming.write(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
