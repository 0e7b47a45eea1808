//! Files that were made from others and can be made again: thumbnails, archives that wait to be fetched.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::derived;
use super::{Conn, StoreError};

/// A row of `derived`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = derived)]
pub struct DerivedRow {
    /// What it was made from: a blob, or the job that made it.
    pub source: String,
    /// What it is, the kind of job that made it.
    pub kind: String,
    /// Its own bytes.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// The name that it is offered under, or nothing.
    pub name: String,
    /// When.
    pub made_at: NaiveDateTime,
}

/// Keeps a row over the earlier one of the same source and kind.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, row: &DerivedRow) -> Result<(), StoreError> {
    diesel::delete(derived::table.find((&row.source, &row.kind))).execute(conn)?;
    diesel::insert_into(derived::table).values(row).execute(conn)?;
    Ok(())
}

/// What was made of a source.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, source: &str, kind: &str) -> Result<Option<DerivedRow>, StoreError> {
    Ok(derived::table.find((source, kind)).select(DerivedRow::as_select()).first(conn).optional()?)
}

/// What was made of some sources, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn of(conn: &mut Conn, sources: &[String], kind: &str) -> Result<Vec<DerivedRow>, StoreError> {
    let rows = derived::table.filter(derived::source.eq_any(sources)).filter(derived::kind.eq(kind));
    Ok(rows.select(DerivedRow::as_select()).load(conn)?)
}

/// What was made of this kind before a time.
///
/// # Errors
/// When the database refuses.
pub fn older(conn: &mut Conn, kind: &str, before: NaiveDateTime) -> Result<Vec<DerivedRow>, StoreError> {
    let rows = derived::table.filter(derived::kind.eq(kind)).filter(derived::made_at.lt(before));
    Ok(rows.select(DerivedRow::as_select()).load(conn)?)
}

/// Forgets a row.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, source: &str, kind: &str) -> Result<(), StoreError> {
    diesel::delete(derived::table.find((source, kind))).execute(conn)?;
    Ok(())
}

/// Those of some files that a row names, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn used(conn: &mut Conn, hashes: &[String]) -> Result<Vec<String>, StoreError> {
    let used = derived::table.filter(derived::sha256.eq_any(hashes));
    Ok(used.select(derived::sha256).load(conn)?)
}
