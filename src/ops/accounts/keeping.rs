//! The system administrator's work: accounts made and closed, new passwords. Whoever owns the machine does it
//! by the command line and needs nobody's leave; on the pages the security administrator has to confirm what
//! could let somebody in.

use super::passwords::{self, Whose};
use super::{Account, Kind, Secret, change, hashing, known, sessions};
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::{By, Office, OpsError};
use crate::store::accounts::{self, PasswordRow};
use crate::store::{self, StoreError, audit, credentials};

/// An account in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The account.
    pub account: Account,
    /// Whether it is kept out.
    pub disabled: bool,
    /// Whether the security administrator has let it in.
    pub confirmed: bool,
}

/// All accounts, by name.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn list(office: &Office) -> Result<Vec<Listed>, OpsError> {
    let rows = accounts::all(&mut *office.store.conn()?)?;
    let listed = rows.into_iter().map(|row| {
        let (disabled, confirmed) = (row.disabled, row.confirmed);
        Ok(Listed { account: Account::try_from(row)?, disabled, confirmed })
    });
    Ok(listed.collect::<Result<_, StoreError>>()?)
}

/// Keeps an account out, or lets it in again; its sessions and tokens end.
///
/// # Errors
/// When there is no such account.
pub fn set_disabled(office: &Office, by: &By, name: &str, disabled: bool) -> Result<(), OpsError> {
    change(office, by, (name, if disabled { "account.disable" } else { "account.enable" }), |conn, row| {
        accounts::set_disabled(conn, &row.id, disabled)?;
        credentials::remove_all(conn, &row.id)?;
        Ok(String::new())
    })
}

/// Gives an account a new password; its sessions and tokens end. For those who own the machine.
///
/// # Errors
/// When there is no such account, or the password is not good enough.
pub fn reset_password(office: &Office, by: &By, name: &str, password: &Secret) -> Result<(), OpsError> {
    let hash = checked_hash(office, name, password)?;
    change(office, by, (name, "account.reset"), |conn, row| {
        let password = PasswordRow { hash: &hash, temporary: false, set_at: by.at };
        passwords::put(office, conn, row, &password)?;
        Ok(String::new())
    })
}

/// Gives an account a new password that its owner has to change at once. Whoever set it knows it, so the
/// account is closed until the security administrator has confirmed it again.
///
/// # Errors
/// As [`reset_password`].
pub fn renew_password(office: &Office, by: &By, name: &str, password: &Secret) -> Result<(), OpsError> {
    let hash = checked_hash(office, name, password)?;
    change(office, by, (name, "account.renew"), |conn, row| {
        let password = PasswordRow { hash: &hash, temporary: true, set_at: by.at };
        passwords::put(office, conn, row, &password)?;
        accounts::set_confirmed(conn, &row.id, false)?;
        Ok(String::new())
    })
}

fn checked_hash(office: &Office, name: &str, password: &Secret) -> Result<String, OpsError> {
    let row = known(&mut *office.store.conn()?, name)?;
    let whose = Whose { name, county: row.county.as_deref() };
    passwords::check(office, &mut *office.store.conn()?, whose, password)?;
    hashing::hashed(office, password)
}

/// Makes a token for programs that act as the account. For those who own the machine; on the pages everybody
/// makes their own.
///
/// # Errors
/// When there is no such account, or it is disabled.
pub fn new_token(office: &Office, by: &By, name: &str) -> Result<Secret, OpsError> {
    store::write(&mut *office.store.conn()?, |conn| {
        let row = known(conn, name)?;
        if row.disabled {
            return Err(OpsError::Refused(Message::new("account-disabled").with("name", name)));
        }
        let deed = Deed { action: "account.token", county: None, subject: name, detail: String::new() };
        audit::insert(conn, &deed.by(by))?;
        sessions::New { account: &row.id, kind: Kind::Token, label: &by.account, now: by.at }
            .insert(office, conn)
    })
}
