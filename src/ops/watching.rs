//! How often the counties have changed, for those who wait for changes.

use std::collections::HashMap;

use super::{Office, OpsError};
use crate::store::changes;

/// The number of changes of a county so far.
///
/// # Errors
/// When the database fails.
pub fn changes_of(office: &Office, place: (&str, &str)) -> Result<i64, OpsError> {
    Ok(changes::of_county(&mut *office.store.conn()?, place)?)
}

/// The number of changes of every county of a round that has any, in one statement.
///
/// # Errors
/// When the database fails.
pub fn changes_in(office: &Office, round: &str) -> Result<HashMap<String, i64>, OpsError> {
    Ok(changes::of_round(&mut *office.store.conn()?, round)?)
}
