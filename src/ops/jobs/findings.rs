//! What is found in a county, worked out anew after something changed.

use chrono::TimeDelta;

use super::stale::{self, Pace, Stale};
use super::work::{Made, Stop, Work};
use super::{JobKind, now};
use crate::ops::findings::{BASIS, work_out};
use crate::ops::{Office, OpsError, scores};
use crate::store::finding_states;

const PACE: Pace = Pace { settled: TimeDelta::seconds(2), between: TimeDelta::seconds(20) };

/// Leaves a job for each county whose findings do not take account of all that has changed.
pub(super) fn ask_for_stale(office: &Office) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    let stale = finding_states::stale(conn, BASIS, (None, None))?.into_iter();
    let stale =
        stale.map(|state| Stale { subject: state.county, detail: state.round, worked_at: state.worked_at });
    Ok(stale::ask(conn, (JobKind::Findings, &PACE), stale.collect())?)
}

/// Works them out.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let (office, county) = (work.office, &work.job.subject);
    let view = scores::round_of(office, Some(&work.job.detail), Some(county))?;
    let worked = work_out(office, &view, (county, now()), || work.check())?;
    Ok(Made { findings: Some(worked), ..Made::default() })
}
