//! Tokens of programs: made by the owner of the account, so that no administrator can act as somebody else.

use chrono::NaiveDateTime;

use super::entering::record;
use super::sessions::{self, name_of};
use super::{Account, Kind, Secret, known};
use crate::domain::message::Message;
use crate::ops::{Office, OpsError};
use crate::store::{self, credentials};

/// A token as it is wanted.
#[derive(Debug, Clone, Copy)]
pub struct NewToken<'a> {
    /// [`Kind::Token`] or [`Kind::ReadToken`].
    pub kind: Kind,
    /// What it is for.
    pub label: &'a str,
}

/// Makes a token for programs that act as this account.
///
/// # Errors
/// Refuses one without a label.
pub fn add(
    office: &Office,
    account: &Account,
    new: NewToken<'_>,
    now: NaiveDateTime,
) -> Result<Secret, OpsError> {
    let label = new.label.trim();
    if label.is_empty() {
        return Err(OpsError::Refused(Message::new("account-token-label")));
    }
    store::write(&mut *office.store.conn()?, |conn| {
        let row = known(conn, &account.name)?;
        record(conn, Some(&row), ("account.token", format!("{} {label}", new.kind.id())), now)?;
        sessions::New { account: &row.id, kind: new.kind, label, now }.insert(office, conn)
    })
}

/// Ends one of this account's tokens or sessions.
///
/// # Errors
/// When it has none of this id.
pub fn revoke(office: &Office, account: &Account, id: &str, now: NaiveDateTime) -> Result<(), OpsError> {
    store::write(&mut *office.store.conn()?, |conn| {
        let kinds = [Kind::Session, Kind::Token, Kind::ReadToken].map(Kind::id);
        let rows = credentials::of_account(conn, &account.id, &kinds, now)?;
        let unknown = || OpsError::NotFound(Message::new("account-token-unknown"));
        let found = rows.into_iter().find(|row| name_of(row) == id).ok_or_else(unknown)?;
        credentials::remove(conn, &found.secret_hash)?;
        let row = known(conn, &account.name)?;
        let detail = format!("{} {}", found.kind, found.label);
        Ok(record(conn, Some(&row), ("account.revoke", detail), now)?)
    })
}
