//! Forgetting uploads that nobody has gone on with or filed in time, and files that have lost their rows.

use std::collections::HashSet;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::ops::{Office, OpsError};
use crate::store::{self, uploads};

/// A file without a row is left alone for so long: its row may be on its way.
const YOUNG: Duration = Duration::from_hours(1);

/// Sweeps, and gives how many files were removed from this copy's folder.
///
/// # Errors
/// When the database or the disk refuses.
pub fn sweep(office: &Office, now: NaiveDateTime) -> Result<usize, OpsError> {
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| uploads::remove_expired(conn, now))?;
    let partials = office.blobs.partials();
    let Some(place) = partials.known_place()? else { return Ok(0) };
    let kept: HashSet<String> = uploads::in_place(conn, &place)?.into_iter().map(|row| row.id).collect();
    let mut removed = 0_usize;
    for id in partials.ids()?.into_iter().filter(|id| !kept.contains(id)) {
        if is_old(&partials.path(&id)) {
            partials.remove(&id)?;
            removed = removed.saturating_add(1);
        }
    }
    Ok(removed)
}

fn is_old(path: &std::path::Path) -> bool {
    let modified = path.metadata().and_then(|facts| facts.modified());
    modified.is_ok_and(|modified| modified.elapsed().is_ok_and(|elapsed| elapsed > YOUNG))
}
