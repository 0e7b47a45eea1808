//! The scores of the day, noted for charts of progress.

use super::now;
use super::work::{Made, Stop, Work};
use crate::domain::day::in_china;
use crate::ops::OpsError;
use crate::ops::scores::{self, days};

/// Notes how the newest round stands; an office without a round has nothing to note.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    match scores::round(work.office, None) {
        Ok(view) => days::note(work.office, &view, in_china(now()).date())?,
        Err(OpsError::NotFound(_)) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(Made::default())
}
