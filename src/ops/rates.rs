//! Counts that all copies of the program share, so that a limit holds whichever copy is asked. A copy counts in
//! its memory and settles now and then: no request waits for it, and reading causes no write.

use super::{Office, OpsError};
use crate::store::rates::{self, RateRow};
use crate::store::{self, StoreError};

/// Something that was done so often by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// What was done.
    pub kind: &'static str,
    /// Who did it: an address or an account.
    pub subject: String,
    /// How often.
    pub count: i64,
}

/// Adds what this copy counted in a minute, and gives what all copies have counted of the same by then.
///
/// # Errors
/// When the database fails; then nothing was added.
pub fn settle(office: &Office, minute: i64, fresh: &[Tally]) -> Result<Vec<Tally>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let totals = store::write(conn, |conn| {
        rates::forget_before(conn, minute.saturating_sub(1))?;
        let add = |tally: &Tally| {
            let (kind, subject) = (tally.kind.to_owned(), tally.subject.clone());
            let count = rates::add(conn, &RateRow { kind, subject, minute, count: tally.count })?;
            Ok(Tally { count, ..tally.clone() })
        };
        fresh.iter().map(add).collect::<Result<Vec<_>, StoreError>>()
    });
    Ok(totals?)
}
