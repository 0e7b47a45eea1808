//! Uploads on their way: whose they are and how large they will be. How much of one has come is the length of its
//! file, which lies in one folder; a row says in which.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::upload;
use super::{Conn, StoreError};

/// A row of `upload`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = upload)]
pub struct UploadRow {
    /// Its id, UUIDv7 without hyphens.
    pub id: String,
    /// Name of the account that it belongs to.
    pub account: String,
    /// Code of the county that it is for.
    pub county: String,
    /// The folder that its bytes lie in.
    pub place: String,
    /// The file's name.
    pub name: String,
    /// Where the file lay in the folder that was dropped, with its name.
    pub path: String,
    /// Bytes that it will have.
    pub size: i64,
    /// The evidence that it has become.
    pub evidence: Option<String>,
    /// When it was begun.
    pub begun_at: NaiveDateTime,
    /// When it is swept.
    pub expires_at: NaiveDateTime,
}

/// Keeps a new upload.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &UploadRow) -> Result<(), StoreError> {
    diesel::insert_into(upload::table).values(row).execute(conn)?;
    Ok(())
}

/// The uploads with these ids that an account has begun for a county.
///
/// # Errors
/// When the database refuses.
pub fn of(
    conn: &mut Conn,
    ids: &[String],
    (account, county): (&str, &str),
) -> Result<Vec<UploadRow>, StoreError> {
    let rows = upload::table.filter(upload::id.eq_any(ids)).filter(upload::account.eq(account));
    Ok(rows.filter(upload::county.eq(county)).select(UploadRow::as_select()).load(conn)?)
}

/// What an account has begun, not filed, and not let expire.
///
/// # Errors
/// When the database refuses.
pub fn open(conn: &mut Conn, account: &str, now: NaiveDateTime) -> Result<Vec<UploadRow>, StoreError> {
    let rows = upload::table.filter(upload::account.eq(account)).filter(upload::expires_at.gt(now));
    Ok(rows.filter(upload::evidence.is_null()).select(UploadRow::as_select()).load(conn)?)
}

/// The sizes of all that is begun and not filed in a folder, with the ids.
///
/// # Errors
/// When the database refuses.
pub fn in_place(conn: &mut Conn, place: &str) -> Result<Vec<UploadRow>, StoreError> {
    let rows = upload::table.filter(upload::place.eq(place)).filter(upload::evidence.is_null());
    Ok(rows.select(UploadRow::as_select()).load(conn)?)
}

/// Notes the evidence that uploads have become.
///
/// # Errors
/// When the database refuses.
pub fn set_filed(conn: &mut Conn, ids: &[String], evidence: &str) -> Result<(), StoreError> {
    let rows = upload::table.filter(upload::id.eq_any(ids));
    diesel::update(rows).set(upload::evidence.eq(Some(evidence))).execute(conn)?;
    Ok(())
}

/// Forgets an upload.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, id: &str) -> Result<(), StoreError> {
    diesel::delete(upload::table.find(id)).execute(conn)?;
    Ok(())
}

/// Forgets what has expired.
///
/// # Errors
/// When the database refuses.
pub fn remove_expired(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, StoreError> {
    Ok(diesel::delete(upload::table.filter(upload::expires_at.le(now))).execute(conn)?)
}
