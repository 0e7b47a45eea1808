//! What is done each day without anybody asking.

use chrono::Datelike;

use super::{Asked, JobKind, hash, new, now};
use crate::domain::day::in_china;
use crate::ops::{By, Office, OpsError};
use crate::store::{self, StoreError, jobs};

/// Who asks for it.
const PROGRAM: &str = "yingjian";

/// Leaves the jobs of today, unless another copy has.
///
/// # Errors
/// When the database fails.
pub fn ask_for_daily(office: &Office) -> Result<(), OpsError> {
    let by = By { account: PROGRAM.to_owned(), at: now() };
    let today = in_china(by.at).date();
    let share = u32::try_from(today.num_days_from_ce()).unwrap_or_default().checked_rem(hash::DAYS);
    let (day, share) = (today.to_string(), share.unwrap_or_default().to_string());
    let daily = [
        (JobKind::Hash, share.as_str()),
        (JobKind::Tidy, ""),
        (JobKind::ScoreDays, ""),
        (JobKind::Unread, ""),
    ];
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        for (kind, detail) in daily {
            if jobs::of(conn, &[kind.id()], std::slice::from_ref(&day))?.is_empty() {
                jobs::insert(conn, &new(&by, &Asked { kind, subject: &day, detail }))?;
            }
        }
        Ok::<_, StoreError>(())
    })?;
    office.bell.ring();
    Ok(())
}
