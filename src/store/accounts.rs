//! Accounts: who there is, in which role, and whether they may come in. Their secrets are in
//! [`super::credentials`], their second factors in [`super::factors`].

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::account;
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
    /// Whether the security administrator let it in; who owns the machine needs no leave.
    pub confirmed: bool,
    /// When the password was set; with the account when nothing is said.
    pub password_set_at: Option<NaiveDateTime>,
    /// Whether somebody else knows the password, so that it has to be changed.
    pub password_temporary: bool,
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

/// Keeps an account out or lets it in again; its secrets end with [`super::credentials::remove_all`].
///
/// # Errors
/// When the database refuses.
pub fn set_disabled(conn: &mut Conn, id: &str, disabled: bool) -> Result<(), StoreError> {
    diesel::update(account::table.find(id)).set(account::disabled.eq(disabled)).execute(conn)?;
    Ok(())
}

/// Says whether the security administrator let the account in.
///
/// # Errors
/// When the database refuses.
pub fn set_confirmed(conn: &mut Conn, id: &str, confirmed: bool) -> Result<(), StoreError> {
    diesel::update(account::table.find(id)).set(account::confirmed.eq(confirmed)).execute(conn)?;
    Ok(())
}

/// Gives the account another role, and the county that goes with it.
///
/// # Errors
/// When the database refuses.
pub fn set_role(conn: &mut Conn, id: &str, role: &str, county: Option<&str>) -> Result<(), StoreError> {
    let row = diesel::update(account::table.find(id));
    row.set((account::role.eq(role), account::county.eq(county))).execute(conn)?;
    Ok(())
}

/// A password as it is kept.
#[derive(Debug)]
pub struct PasswordRow<'a> {
    /// Argon2id, as a PHC string.
    pub hash: &'a str,
    /// Whether somebody else knows it.
    pub temporary: bool,
    /// When.
    pub set_at: NaiveDateTime,
}

/// Sets a password.
///
/// # Errors
/// When the database refuses.
pub fn set_password(conn: &mut Conn, id: &str, password: &PasswordRow<'_>) -> Result<(), StoreError> {
    let values = (
        account::password_hash.eq(password.hash),
        account::password_temporary.eq(password.temporary),
        account::password_set_at.eq(password.set_at),
    );
    diesel::update(account::table.find(id)).set(values).execute(conn)?;
    Ok(())
}
