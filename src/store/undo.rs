//! What steps for many pieces of evidence changed, kept for a while so that they can be taken back.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::undo;
use super::{Conn, StoreError};

/// A row of `undo`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = undo)]
pub struct UndoRow {
    /// Its id.
    pub id: String,
    /// The county whose evidence was changed.
    pub county: String,
    /// Name of the account that changed it.
    pub account: String,
    /// When.
    pub done_at: NaiveDateTime,
    /// What was changed, and what it was before, as JSON.
    pub body: String,
}

/// Keeps what was changed.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &UndoRow) -> Result<(), StoreError> {
    diesel::insert_into(undo::table).values(row).execute(conn)?;
    Ok(())
}

/// What an account changed in a county under this id.
///
/// # Errors
/// When the database refuses.
pub fn find(
    conn: &mut Conn,
    id: &str,
    (county, account): (&str, &str),
) -> Result<Option<UndoRow>, StoreError> {
    let own = undo::table.find(id).filter(undo::county.eq(county)).filter(undo::account.eq(account));
    Ok(own.select(UndoRow::as_select()).first(conn).optional()?)
}

/// Forgets one, which has been taken back.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, id: &str) -> Result<(), StoreError> {
    diesel::delete(undo::table.find(id)).execute(conn)?;
    Ok(())
}

/// Forgets what was changed before a time.
///
/// # Errors
/// When the database refuses.
pub fn forget_before(conn: &mut Conn, before: NaiveDateTime) -> Result<(), StoreError> {
    diesel::delete(undo::table.filter(undo::done_at.lt(before))).execute(conn)?;
    Ok(())
}
