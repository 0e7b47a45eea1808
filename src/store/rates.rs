//! How often something was done in a minute, by all copies of the program together.

use diesel::prelude::*;

use super::schema::rate;
use super::{Conn, StoreError};

/// A row of `rate`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = rate)]
pub struct RateRow {
    /// What is counted.
    pub kind: String,
    /// Whom it is counted of.
    pub subject: String,
    /// The minute, counted from 1970.
    pub minute: i64,
    /// How often.
    pub count: i64,
}

/// Adds to a count and gives what it is then.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, row: &RateRow) -> Result<i64, StoreError> {
    let key = (row.kind.as_str(), row.subject.as_str(), row.minute);
    let found = rate::table.find(key).select(rate::count).first::<i64>(conn).optional()?;
    let Some(before) = found else {
        diesel::insert_into(rate::table).values(row).execute(conn)?;
        return Ok(row.count);
    };
    let count = before.saturating_add(row.count);
    diesel::update(rate::table.find(key)).set(rate::count.eq(count)).execute(conn)?;
    Ok(count)
}

/// Forgets what was counted before a minute.
///
/// # Errors
/// When the database refuses.
pub fn forget_before(conn: &mut Conn, minute: i64) -> Result<(), StoreError> {
    diesel::delete(rate::table.filter(rate::minute.lt(minute))).execute(conn)?;
    Ok(())
}
