//! What is found in a county, worked out anew after something changed.

use chrono::{NaiveDateTime, TimeDelta};

use super::work::{Made, Stop, Work};
use super::{Asked, JobKind, new, now};
use crate::ops::findings::{BASIS, work_out};
use crate::ops::{By, Office, OpsError, scores};
use crate::store::jobs::{self, RUNNING, WAITING};
use crate::store::{self, StoreError, finding_states};

/// Who asks for it.
const PROGRAM: &str = "yingjian";
/// How long is waited for more changes of the same hand.
const SETTLED: TimeDelta = TimeDelta::seconds(2);
/// How long lies at least between two times that a county is worked out, as in an import of hours.
const BETWEEN: TimeDelta = TimeDelta::seconds(20);

/// Leaves a job for each county whose findings do not take account of all that has changed. It only reads when
/// there is none.
pub(super) fn ask_for_stale(office: &Office) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    let kind = JobKind::Findings;
    let stale = finding_states::stale(conn, BASIS)?;
    let counties: Vec<String> = stale.iter().map(|state| state.county.clone()).collect();
    if counties.is_empty() {
        return Ok(());
    }
    let mut asked = jobs::of(conn, kind.id(), &counties)?;
    asked.retain(|job| matches!(job.state.as_str(), WAITING | RUNNING));
    let is_asked =
        |county: &str, round: &str| asked.iter().any(|job| job.subject == county && job.detail == round);
    let wanted: Vec<_> = stale.iter().filter(|state| !is_asked(&state.county, &state.round)).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    Ok(store::write(conn, |conn| {
        for state in &wanted {
            let by = By { account: PROGRAM.to_owned(), at: now() };
            let job = new(&by, &Asked { kind, subject: &state.county, detail: &state.round });
            let due_at = due(by.at, state.worked_at);
            jobs::insert(conn, &jobs::JobRow { due_at, ..job })?;
        }
        Ok::<_, StoreError>(())
    })?)
}

fn due(now: NaiveDateTime, worked_at: Option<NaiveDateTime>) -> NaiveDateTime {
    let soon = now.checked_add_signed(SETTLED).unwrap_or(now);
    let again = worked_at.and_then(|at| at.checked_add_signed(BETWEEN));
    again.map_or(soon, |again| again.max(soon))
}

/// Works them out.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let (office, county) = (work.office, &work.job.subject);
    let view = scores::round_of(office, Some(&work.job.detail), Some(county))?;
    let worked = work_out(office, &view, (county, now()), || work.check())?;
    Ok(Made { findings: Some(worked), ..Made::default() })
}
