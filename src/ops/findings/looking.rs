//! Whether what is found takes account of all that is there, for those who would read an empty list as a clean one.

use super::BASIS;
use crate::ops::jobs::JobKind;
use crate::ops::{Office, OpsError};
use crate::store::finding_states;
use crate::store::jobs::{RUNNING, WAITING};

/// What is read out of files before anything can be found in them.
const READING: [JobKind; 3] = [JobKind::Thumbnail, JobKind::Text, JobKind::Scan];

/// How far the look at a county, or at all of a round, has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looking {
    /// Files that count.
    pub files: i64,
    /// Those of them that have been read.
    pub read: i64,
}

/// How far the look has come, when it is not at its end.
///
/// # Errors
/// When the database fails.
pub fn looking(office: &Office, (round, county): (&str, Option<&str>)) -> Result<Option<Looking>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let stale = finding_states::stale(conn, BASIS)?;
    let stale =
        stale.iter().any(|state| state.round == round && county.is_none_or(|own| own == state.county));
    let (files, unread) =
        finding_states::unread(conn, (round, county), (&READING.map(JobKind::id), &[WAITING, RUNNING]))?;
    Ok((stale || unread > 0).then(|| Looking { files, read: files.saturating_sub(unread) }))
}
