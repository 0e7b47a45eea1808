//! Scoring sheets as they were taken: a version is never changed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::standard;
use super::{Conn, StoreError};
use crate::domain::standard::Standard;

/// A row of `standard`; `body` is the sheet as JSON.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = standard)]
pub struct StandardRow {
    /// UUIDv7.
    pub id: String,
    /// The sheet's id, which its versions share.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The sheet as JSON.
    pub body: String,
    /// When it was taken.
    pub taken_at: NaiveDateTime,
}

impl TryFrom<StandardRow> for Standard {
    type Error = StoreError;

    fn try_from(row: StandardRow) -> Result<Self, StoreError> {
        serde_json::from_str(&row.body).map_err(|_fault| StoreError::Row { table: "standard", value: row.id })
    }
}

/// Keeps a version.
///
/// # Errors
/// When the database refuses, as it does for a version that is there already.
pub fn insert(conn: &mut Conn, row: &StandardRow) -> Result<(), StoreError> {
    diesel::insert_into(standard::table).values(row).execute(conn)?;
    Ok(())
}

/// The sheet with this row id.
///
/// # Errors
/// When there is none or the row can't be read.
pub fn get(conn: &mut Conn, id: &str) -> Result<Standard, StoreError> {
    standard::table.find(id).select(StandardRow::as_select()).first(conn)?.try_into()
}

/// The newest version of a sheet.
///
/// # Errors
/// When the database refuses.
pub fn find_newest(conn: &mut Conn, code: &str) -> Result<Option<StandardRow>, StoreError> {
    let rows = standard::table
        .filter(standard::code.eq(code))
        .order((standard::taken_at.desc(), standard::id.desc()));
    Ok(rows.select(StandardRow::as_select()).first(conn).optional()?)
}

/// The version of a sheet.
///
/// # Errors
/// When the database refuses.
pub fn find_version(conn: &mut Conn, code: &str, version: &str) -> Result<Option<StandardRow>, StoreError> {
    let rows = standard::table.filter(standard::code.eq(code)).filter(standard::version.eq(version));
    Ok(rows.select(StandardRow::as_select()).first(conn).optional()?)
}
