//! Second factors, and the hashes that are kept with an account: recovery codes, earlier passwords.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;

use super::schema::{kept_hash, second_factor};
use super::{Conn, StoreError};

/// A row of `second_factor`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = second_factor)]
pub struct FactorRow {
    /// Id of the account.
    pub account: String,
    /// The secret that codes are made from, sealed.
    pub secret: String,
    /// The last step of which a code was taken.
    pub last_step: i64,
    /// When.
    pub added_at: NaiveDateTime,
}

/// The second factor of an account.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, account: &str) -> Result<Option<FactorRow>, StoreError> {
    Ok(second_factor::table.find(account).select(FactorRow::as_select()).first(conn).optional()?)
}

/// The ids of the accounts that have a second factor.
///
/// # Errors
/// When the database refuses.
pub fn owners(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    Ok(second_factor::table.select(second_factor::account).load(conn)?)
}

/// Keeps a second factor in place of the one that is there.
///
/// # Errors
/// When the database refuses.
pub fn put(conn: &mut Conn, row: &FactorRow) -> Result<(), StoreError> {
    diesel::delete(second_factor::table.find(&row.account)).execute(conn)?;
    diesel::insert_into(second_factor::table).values(row).execute(conn)?;
    Ok(())
}

/// Says that a code of this step was taken.
///
/// # Errors
/// When the database refuses.
pub fn set_last_step(conn: &mut Conn, account: &str, step: i64) -> Result<(), StoreError> {
    let row = diesel::update(second_factor::table.find(account));
    row.set(second_factor::last_step.eq(step)).execute(conn)?;
    Ok(())
}

/// Takes a second factor away; whether there was one.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, account: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(second_factor::table.find(account)).execute(conn)? > 0)
}

/// What a kept hash is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// A code that stands in for the second factor, once.
    Recovery,
    /// A password that was used before.
    Password,
}

impl Kept {
    fn id(self) -> &'static str {
        match self {
            Self::Recovery => "recovery",
            Self::Password => "password",
        }
    }
}

/// Keeps a hash.
///
/// # Errors
/// When the database refuses.
pub fn keep(conn: &mut Conn, account: &str, kind: Kept, hash: &str) -> Result<(), StoreError> {
    let values = (
        kept_hash::id.eq(Uuid::now_v7().to_string()),
        kept_hash::account.eq(account),
        kept_hash::kind.eq(kind.id()),
        kept_hash::hash.eq(hash),
    );
    diesel::insert_into(kept_hash::table).values(values).execute(conn)?;
    Ok(())
}

/// The hashes of a kind, newest first.
///
/// # Errors
/// When the database refuses.
pub fn kept(conn: &mut Conn, account: &str, kind: Kept) -> Result<Vec<String>, StoreError> {
    let rows = kept_hash::table.filter(kept_hash::account.eq(account)).filter(kept_hash::kind.eq(kind.id()));
    Ok(rows.order(kept_hash::id.desc()).select(kept_hash::hash).load(conn)?)
}

/// Takes a hash away; whether it was there.
///
/// # Errors
/// When the database refuses.
pub fn take(conn: &mut Conn, account: &str, kind: Kept, hash: &str) -> Result<bool, StoreError> {
    let rows = kept_hash::table.filter(kept_hash::account.eq(account)).filter(kept_hash::kind.eq(kind.id()));
    Ok(diesel::delete(rows.filter(kept_hash::hash.eq(hash))).execute(conn)? > 0)
}

/// Takes all hashes of a kind away.
///
/// # Errors
/// When the database refuses.
pub fn take_all(conn: &mut Conn, account: &str, kind: Kept) -> Result<(), StoreError> {
    let rows = kept_hash::table.filter(kept_hash::account.eq(account)).filter(kept_hash::kind.eq(kind.id()));
    diesel::delete(rows).execute(conn)?;
    Ok(())
}
