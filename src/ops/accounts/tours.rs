//! The tour of the first page: offered until somebody has ended it, and again when they ask for it.
//!
//! It changes nothing that anybody is accountable for, so the record does not tell of it.

use chrono::NaiveDateTime;

use super::Account;
use crate::ops::{Office, OpsError};
use crate::store::{self, tours};

/// Whether an account is to be shown around.
///
/// # Errors
/// When the database fails.
pub fn is_due(office: &Office, account: &Account) -> Result<bool, OpsError> {
    Ok(!tours::ended(&mut *office.store.conn()?, &account.id)?)
}

/// Ends the tour, whether it was seen or skipped.
///
/// # Errors
/// When the database fails.
pub fn end(office: &Office, account: &Account, now: NaiveDateTime) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    Ok(store::write(conn, |conn| tours::end(conn, &account.id, now))?)
}

/// Has it begin again.
///
/// # Errors
/// When the database fails.
pub fn again(office: &Office, account: &Account) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    Ok(store::write(conn, |conn| tours::forget(conn, &account.id))?)
}
