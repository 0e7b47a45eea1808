//! Accounts, and the secrets that stand for them: sessions of browsers, tokens of programs.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{account, credential};
use super::{Conn, StoreError};

/// A row of `account`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account)]
pub struct AccountRow {
    /// UUIDv7.
    pub id: String,
    /// The name to log in with.
    pub name: String,
    /// Argon2id, as a PHC string.
    pub password_hash: String,
    /// The role's name.
    pub role: String,
    /// The county, for roles of a county.
    pub county: Option<String>,
    /// Tag of the language of the pages.
    pub lang: String,
    /// Whether it may not log in any more.
    pub disabled: bool,
    /// When.
    pub added_at: NaiveDateTime,
}

/// A row of `credential`; the secret itself is never kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = credential)]
pub struct CredentialRow {
    /// SHA-256 of the secret.
    pub secret_hash: String,
    /// Id of the account.
    pub account: String,
    /// `session` or `token`.
    pub kind: String,
    /// When.
    pub made_at: NaiveDateTime,
    /// From when on it is worth nothing.
    pub expires_at: NaiveDateTime,
}

/// Keeps an account.
///
/// # Errors
/// When the database refuses, as it does for a name that is there already.
pub fn insert(conn: &mut Conn, row: &AccountRow) -> Result<(), StoreError> {
    diesel::insert_into(account::table).values(row).execute(conn)?;
    Ok(())
}

/// The account with this name.
///
/// # Errors
/// When the database refuses.
pub fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<AccountRow>, StoreError> {
    let rows = account::table.filter(account::name.eq(name));
    Ok(rows.select(AccountRow::as_select()).first(conn).optional()?)
}

/// All accounts, by name.
///
/// # Errors
/// When the database refuses.
pub fn all(conn: &mut Conn) -> Result<Vec<AccountRow>, StoreError> {
    Ok(account::table.order(account::name).select(AccountRow::as_select()).load(conn)?)
}

/// Keeps a secret's hash.
///
/// # Errors
/// When the database refuses.
pub fn insert_credential(conn: &mut Conn, row: &CredentialRow) -> Result<(), StoreError> {
    diesel::insert_into(credential::table).values(row).execute(conn)?;
    Ok(())
}

/// The account that a secret stands for, unless the secret has expired or the account is disabled.
///
/// # Errors
/// When the database refuses.
pub fn find_by_secret(
    conn: &mut Conn,
    hash: &str,
    kind: &str,
    now: NaiveDateTime,
) -> Result<Option<AccountRow>, StoreError> {
    let rows = account::table
        .inner_join(credential::table)
        .filter(credential::secret_hash.eq(hash))
        .filter(credential::kind.eq(kind))
        .filter(credential::expires_at.gt(now))
        .filter(account::disabled.eq(false));
    Ok(rows.select(AccountRow::as_select()).first(conn).optional()?)
}

/// Ends a session or token.
///
/// # Errors
/// When the database refuses.
pub fn remove_credential(conn: &mut Conn, hash: &str) -> Result<(), StoreError> {
    diesel::delete(credential::table.find(hash)).execute(conn)?;
    Ok(())
}

/// Disables an account or lets it in again; disabling ends all its sessions and tokens.
///
/// # Errors
/// When the database refuses.
pub fn set_disabled(conn: &mut Conn, id: &str, disabled: bool) -> Result<(), StoreError> {
    diesel::update(account::table.find(id)).set(account::disabled.eq(disabled)).execute(conn)?;
    if disabled {
        diesel::delete(credential::table.filter(credential::account.eq(id))).execute(conn)?;
    }
    Ok(())
}

/// Sets a password and ends all sessions and tokens of the account.
///
/// # Errors
/// When the database refuses.
pub fn set_password(conn: &mut Conn, id: &str, hash: &str) -> Result<(), StoreError> {
    diesel::update(account::table.find(id)).set(account::password_hash.eq(hash)).execute(conn)?;
    diesel::delete(credential::table.filter(credential::account.eq(id))).execute(conn)?;
    Ok(())
}
