//! The secrets that stand for an account: sessions of browsers, tokens of programs. Only hashes are kept.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::accounts::AccountRow;
use super::conn::one;
use super::schema::{account, credential, second_factor};
use super::{Conn, StoreError};

/// A row of `credential`; the secret itself is never kept.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = credential)]
pub struct CredentialRow {
    /// SHA-256 of the secret.
    pub secret_hash: String,
    /// Id of the account.
    pub account: String,
    /// What it is for, such as `session`.
    pub kind: String,
    /// When.
    pub made_at: NaiveDateTime,
    /// From when on it is worth nothing.
    pub expires_at: NaiveDateTime,
    /// When it was last used, to the minute; when it was made if nothing is said.
    pub seen_at: Option<NaiveDateTime>,
    /// When its owner last gave the password.
    pub proved_at: Option<NaiveDateTime>,
    /// Which browser or program it is for.
    pub label: String,
}

/// A secret with the account that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The secret.
    pub credential: CredentialRow,
    /// Its account.
    pub account: AccountRow,
    /// Whether the account has a second factor.
    pub second_factor: bool,
}

/// Keeps a secret's hash.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, row: &CredentialRow) -> Result<(), StoreError> {
    diesel::insert_into(credential::table).values(row).execute(conn)?;
    Ok(())
}

/// What a secret of one of these kinds stands for, unless it has expired or the account may not come in.
///
/// # Errors
/// When the database refuses.
pub fn find(
    conn: &mut Conn,
    hash: &str,
    kinds: &[&str],
    now: NaiveDateTime,
) -> Result<Option<Held>, StoreError> {
    let statement = credential::table
        .inner_join(account::table)
        .left_join(second_factor::table.on(second_factor::account.eq(account::id)))
        .filter(credential::secret_hash.eq(hash))
        .filter(account::disabled.eq(false))
        .filter(account::confirmed.eq(true))
        .select((credential::all_columns, account::all_columns, second_factor::account.nullable()));
    let row: Option<(CredentialRow, AccountRow, Option<String>)> = one(conn, statement)?;
    // Every request asks this: without a list in it the statement is prepared once, and a time that it is not told
    // need not be written out.
    let row = row.filter(|(held, ..)| held.expires_at > now && kinds.contains(&held.kind.as_str()));
    Ok(row.map(|(credential, account, factor)| Held { credential, account, second_factor: factor.is_some() }))
}

/// Those of some secrets that have not expired and whose accounts may come in, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn alive(
    conn: &mut Conn,
    hashes: &[String],
    now: NaiveDateTime,
) -> Result<Vec<CredentialRow>, StoreError> {
    let rows = credential::table
        .inner_join(account::table)
        .filter(credential::secret_hash.eq_any(hashes))
        .filter(credential::expires_at.gt(now))
        .filter(account::disabled.eq(false))
        .filter(account::confirmed.eq(true));
    Ok(rows.select(CredentialRow::as_select()).load(conn)?)
}

/// The secrets of these kinds that an account has and that have not expired, newest first.
///
/// # Errors
/// When the database refuses.
pub fn of_account(
    conn: &mut Conn,
    account: &str,
    kinds: &[&str],
    now: NaiveDateTime,
) -> Result<Vec<CredentialRow>, StoreError> {
    let rows = credential::table.filter(credential::account.eq(account));
    let rows = rows.filter(credential::kind.eq_any(kinds)).filter(credential::expires_at.gt(now));
    Ok(rows.order(credential::made_at.desc()).select(CredentialRow::as_select()).load(conn)?)
}

/// The accounts and times of last use of all secrets of a kind that have not expired.
///
/// # Errors
/// When the database refuses.
pub fn in_use(conn: &mut Conn, kind: &str, now: NaiveDateTime) -> Result<Vec<CredentialRow>, StoreError> {
    let rows = credential::table.filter(credential::kind.eq(kind)).filter(credential::expires_at.gt(now));
    Ok(rows.select(CredentialRow::as_select()).load(conn)?)
}

/// Says that a secret was used.
///
/// # Errors
/// When the database refuses.
pub fn touch(conn: &mut Conn, hash: &str, now: NaiveDateTime) -> Result<(), StoreError> {
    diesel::update(credential::table.find(hash)).set(credential::seen_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Ends a secret; whether it was there.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, hash: &str) -> Result<bool, StoreError> {
    Ok(diesel::delete(credential::table.find(hash)).execute(conn)? > 0)
}

/// Ends all secrets of an account.
///
/// # Errors
/// When the database refuses.
pub fn remove_all(conn: &mut Conn, account: &str) -> Result<(), StoreError> {
    diesel::delete(credential::table.filter(credential::account.eq(account))).execute(conn)?;
    Ok(())
}

/// Ends the secrets of these kinds of an account, all but one; says how many.
///
/// # Errors
/// When the database refuses.
pub fn remove_others(conn: &mut Conn, account: &str, kinds: &[&str], but: &str) -> Result<usize, StoreError> {
    let rows = credential::table.filter(credential::account.eq(account));
    let rows = rows.filter(credential::kind.eq_any(kinds)).filter(credential::secret_hash.ne(but));
    Ok(diesel::delete(rows).execute(conn)?)
}

/// Ends what has expired of an account.
///
/// # Errors
/// When the database refuses.
pub fn sweep(conn: &mut Conn, account: &str, now: NaiveDateTime) -> Result<(), StoreError> {
    let rows = credential::table.filter(credential::account.eq(account));
    diesel::delete(rows.filter(credential::expires_at.le(now))).execute(conn)?;
    Ok(())
}
