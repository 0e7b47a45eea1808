//! Single rows that the edge needs before it can call an operation.

use crate::ops::{Office, OpsError};
use crate::store::rounds::{self, CountyRow};

/// The county with this code.
pub(super) fn county(office: &Office, code: &str) -> Result<Option<CountyRow>, OpsError> {
    Ok(rounds::find_county(&mut *office.store.conn()?, code)?)
}
