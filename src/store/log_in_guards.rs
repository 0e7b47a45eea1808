//! Failed log-ins by account, so that every copy of the program counts the same ones.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::log_in_guard;
use super::{Conn, StoreError};

/// A row of `log_in_guard`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = log_in_guard)]
pub struct GuardRow {
    /// Id of an account, or a bucket of names that nobody has.
    pub subject: String,
    /// Failures since then.
    pub failures: i64,
    /// The first of them.
    pub since: NaiveDateTime,
    /// Until when nobody is let in.
    pub locked_until: Option<NaiveDateTime>,
}

/// The failures of one.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, subject: &str) -> Result<Option<GuardRow>, StoreError> {
    Ok(log_in_guard::table.find(subject).select(GuardRow::as_select()).first(conn).optional()?)
}

/// Those that are locked.
///
/// # Errors
/// When the database refuses.
pub fn locked(conn: &mut Conn, now: NaiveDateTime) -> Result<Vec<GuardRow>, StoreError> {
    let rows = log_in_guard::table.filter(log_in_guard::locked_until.gt(now));
    Ok(rows.select(GuardRow::as_select()).load(conn)?)
}

/// Keeps the failures of one in place of what is there.
///
/// # Errors
/// When the database refuses.
pub fn put(conn: &mut Conn, row: &GuardRow) -> Result<(), StoreError> {
    diesel::delete(log_in_guard::table.find(&row.subject)).execute(conn)?;
    diesel::insert_into(log_in_guard::table).values(row).execute(conn)?;
    Ok(())
}

/// Forgets the failures of one; whether there were any.
///
/// # Errors
/// When the database refuses.
pub fn forget(conn: &mut Conn, subject: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(log_in_guard::table.find(subject)).execute(conn)? > 0)
}
