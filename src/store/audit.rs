//! The record of who did what: written in the transaction of the change, never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::audit;
use super::{Conn, StoreError};

/// A row of `audit`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit)]
pub struct AuditRow {
    /// UUIDv7.
    pub id: String,
    /// When.
    pub at: NaiveDateTime,
    /// Name of the account.
    pub account: String,
    /// What was done, such as `facts.state`.
    pub action: String,
    /// The county that it touches.
    pub county: Option<String>,
    /// What it was done to.
    pub subject: String,
    /// What it became.
    pub detail: String,
}

/// Keeps a row.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &AuditRow) -> Result<(), StoreError> {
    diesel::insert_into(audit::table).values(row).execute(conn)?;
    Ok(())
}

/// The newest rows, newest first.
///
/// # Errors
/// When the database refuses.
pub fn newest(conn: &mut Conn, limit: i64) -> Result<Vec<AuditRow>, StoreError> {
    Ok(audit::table.select(AuditRow::as_select()).order(audit::id.desc()).limit(limit).load(conn)?)
}
