//! Single rows that the edge needs before it can call an operation.

use crate::ops::{Office, OpsError};
use crate::store::facts::{self, FactRow};
use crate::store::rounds::{self, CountyRow};

/// The county with this code.
pub(super) fn county(office: &Office, code: &str) -> Result<Option<CountyRow>, OpsError> {
    Ok(rounds::find_county(&mut *office.store.conn()?, code)?)
}

/// What a county of a round states of an item, by year.
pub(super) fn facts_of_item(
    office: &Office,
    (round, county): (&str, &str),
    item: &str,
) -> Result<Vec<FactRow>, OpsError> {
    let mut rows = facts::of_counties(&mut *office.store.conn()?, round, &[county.to_owned()])?;
    rows.retain(|row| row.item == item);
    Ok(rows)
}

/// The counties of the newest round, in the order of lists.
pub(super) fn counties(office: &Office) -> Result<Vec<CountyRow>, OpsError> {
    let conn = &mut *office.store.conn()?;
    match rounds::find(conn, None)? {
        Some(round) => Ok(rounds::counties(conn, &round.city)?),
        None => Ok(Vec::new()),
    }
}
