//! One's own password, and what every password has to be.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::entering::record;
use super::proving::password_is;
use super::{Account, Kind, Secret, hashing, known, sessions};
use crate::domain::message::Message;
use crate::domain::password::Guessable;
use crate::ops::{By, Office, OpsError};
use crate::store::accounts::{self, AccountRow, PasswordRow};
use crate::store::factors::{self, Kept};
use crate::store::{self, Conn, credentials, rounds};

/// Common passwords and the words that they are made of, in small letters.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../../../fixtures/accounts/common-passwords.txt").lines().collect());
/// Words of the product, which everybody guesses first.
const PRODUCT: [&str; 4] = ["yingjian", "shuangyong", "迎检", "双拥模范"];

/// Whose password it is.
#[derive(Clone, Copy)]
pub(super) struct Whose<'a> {
    pub(super) name: &'a str,
    pub(super) county: Option<&'a str>,
}

/// A password in place of another.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The one that holds.
    pub old: &'a Secret,
    /// The one to come.
    pub new: &'a Secret,
    /// Which browser it is, for the list of sessions.
    pub label: &'a str,
}

/// Whether a password is good enough for this account.
pub(super) fn check(
    office: &Office,
    conn: &mut Conn,
    whose: Whose<'_>,
    password: &Secret,
) -> Result<(), OpsError> {
    let county = match whose.county {
        Some(code) => rounds::find_county(conn, code)?,
        None => None,
    };
    let of_county = county.iter().flat_map(|row| [row.code.as_str(), row.name.as_str()]);
    let own: Vec<&str> = PRODUCT.into_iter().chain([whose.name]).chain(of_county).collect();
    let words = Guessable { own: &own, common: &COMMON };
    let faults = office.access.policy.password.faults(&password.0, words);
    if faults.is_empty() {
        return Ok(());
    }
    Err(OpsError::Refused(Message::new("account-password-faults").with("faults", faults)))
}

/// Changes one's own password. Every session and token of the account ends; the answer is a new session.
///
/// # Errors
/// Refuses a wrong old password, and a new one that is not good enough or was used before.
pub fn change(office: &Office, account: &Account, change: Change<'_>, by: &By) -> Result<Secret, OpsError> {
    if !password_is(office, &account.name, change.old, by.at)? {
        return Err(OpsError::Refused(Message::new("web-profile-wrong-old")));
    }
    let whose = Whose { name: &account.name, county: account.county.as_deref() };
    check(office, &mut *office.store.conn()?, whose, change.new)?;
    let row = known(&mut *office.store.conn()?, &account.name)?;
    check_history(office, &row, change.new)?;
    let hash = hashing::hashed(office, change.new)?;
    store::write(&mut *office.store.conn()?, |conn| {
        put(office, conn, &row, &PasswordRow { hash: &hash, temporary: false, set_at: by.at })?;
        record(conn, Some(&row), ("account.password", String::new()), by.at)?;
        let session =
            sessions::New { account: &row.id, kind: Kind::Session, label: change.label, now: by.at };
        session.insert(office, conn)
    })
}

/// Earlier ones are hashed each with its own salt, so each is tried.
fn check_history(office: &Office, row: &AccountRow, new: &Secret) -> Result<(), OpsError> {
    let history = office.access.policy.password.history;
    let mut earlier = vec![row.password_hash.clone()];
    earlier.extend(factors::kept(&mut *office.store.conn()?, &row.id, Kept::Password)?);
    for hash in earlier.iter().take(history.max(1)) {
        if hashing::matches(office, new, Some(hash))? {
            return Err(OpsError::Refused(
                Message::new("account-password-used").with("history", history.max(1)),
            ));
        }
    }
    Ok(())
}

/// Sets a password in a transaction that writes: the one before it is remembered, sessions and tokens end.
pub(super) fn put(
    office: &Office,
    conn: &mut Conn,
    row: &AccountRow,
    password: &PasswordRow<'_>,
) -> Result<(), OpsError> {
    let history = office.access.policy.password.history;
    factors::keep(conn, &row.id, Kept::Password, &row.password_hash)?;
    for forgotten in factors::kept(conn, &row.id, Kept::Password)?.into_iter().skip(history) {
        factors::take(conn, &row.id, Kept::Password, &forgotten)?;
    }
    accounts::set_password(conn, &row.id, password)?;
    Ok(credentials::remove_all(conn, &row.id)?)
}
