//! Whether what is found takes account of all that is there, for those who would read an empty list as a clean one.

use super::BASIS;
use crate::ops::jobs::JobKind;
use crate::ops::{Office, OpsError};
use crate::store::finding_states;
use crate::store::jobs::{RUNNING, WAITING};

/// What is read out of files before anything can be found in them.
const READING: [JobKind; 3] = [JobKind::Thumbnail, JobKind::Text, JobKind::Scan];

/// How far the look has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looking {
    /// The files; not counted for all counties together.
    pub files: Option<i64>,
    /// Those that have not been read yet.
    pub unread: i64,
}

/// How far the look at a county, or at all of a round, has come, when it is not at its end.
///
/// # Errors
/// When the database fails.
pub fn looking(office: &Office, (round, county): (&str, Option<&str>)) -> Result<Option<Looking>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let open = (&READING.map(JobKind::id)[..], &[WAITING, RUNNING][..]);
    let unread = finding_states::unread(conn, (round, county), open)?;
    if unread > 0 {
        let files = county.map(|county| finding_states::files(conn, (round, county))).transpose()?;
        return Ok(Some(Looking { files, unread }));
    }
    let stale = finding_states::stale(conn, BASIS, (Some(round), county))?;
    Ok((!stale.is_empty()).then_some(Looking { files: None, unread }))
}
