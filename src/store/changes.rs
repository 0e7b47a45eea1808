//! How often what a county's score comes from has changed: whoever keeps a score keeps the number with it, and
//! reads the number first. The functions of this part that write such rows count by themselves.

use std::collections::HashMap;

use diesel::prelude::*;

use super::prepared::Prepared;
use super::schema::county_change;
use super::{Conn, StoreError};

/// Counts one more change, in the transaction of the change.
pub(super) fn bump(conn: &mut Conn, round: &str, county: &str) -> Result<(), StoreError> {
    let counted = "INSERT INTO county_change (round, county, counter) VALUES (?, ?, 1) \
                   ON CONFLICT (round, county) DO UPDATE SET counter = county_change.counter + 1";
    Prepared::new(counted).text(round).text(county).execute(conn)?;
    Ok(())
}

/// The changes of a county so far.
///
/// # Errors
/// When the database refuses.
pub fn of_county(conn: &mut Conn, (round, county): (&str, &str)) -> Result<i64, StoreError> {
    let counter = county_change::table.find((round, county)).select(county_change::counter);
    Ok(counter.first(conn).optional()?.unwrap_or_default())
}

/// The changes of every county of a round that has any, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn of_round(conn: &mut Conn, round: &str) -> Result<HashMap<String, i64>, StoreError> {
    let rows = county_change::table.filter(county_change::round.eq(round));
    let rows: Vec<(String, i64)> = rows.select((county_change::county, county_change::counter)).load(conn)?;
    Ok(rows.into_iter().collect())
}
