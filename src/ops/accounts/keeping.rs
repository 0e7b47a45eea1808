//! The administrator's work: which accounts there are, disabling them, new passwords, tokens.

use super::{Account, Kind, PASSWORD_MIN, Secret, hashed, issue};
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::{By, Office, OpsError};
use crate::store::accounts::{self, AccountRow};
use crate::store::{self, Conn, StoreError, audit};

/// An account in the administrator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The account.
    pub account: Account,
    /// Whether it is kept out.
    pub disabled: bool,
}

/// All accounts, by name.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn list(office: &Office) -> Result<Vec<Listed>, OpsError> {
    let rows = accounts::all(&mut *office.store.conn()?)?;
    let listed = rows.into_iter().map(|row| {
        let disabled = row.disabled;
        Ok(Listed { account: Account::try_from(row)?, disabled })
    });
    Ok(listed.collect::<Result<_, StoreError>>()?)
}

/// Keeps an account out, or lets it in again; its sessions and tokens end.
///
/// # Errors
/// When there is no such account.
pub fn set_disabled(office: &Office, by: &By, name: &str, disabled: bool) -> Result<(), OpsError> {
    change(office, by, (name, if disabled { "account.disable" } else { "account.enable" }), |conn, row| {
        accounts::set_disabled(conn, &row.id, disabled)
    })
}

/// Gives an account a new password; its sessions and tokens end.
///
/// # Errors
/// When there is no such account, or the password is too short.
pub fn reset_password(office: &Office, by: &By, name: &str, password: &Secret) -> Result<(), OpsError> {
    if password.0.chars().count() < PASSWORD_MIN {
        return Err(OpsError::Refused(Message::new("account-password-short").with("min", PASSWORD_MIN)));
    }
    let hash = hashed(password)?;
    change(office, by, (name, "account.reset"), |conn, row| accounts::set_password(conn, &row.id, &hash))
}

/// Makes a token for programs that act as the account.
///
/// # Errors
/// When there is no such account, or it is disabled.
pub fn new_token(office: &Office, by: &By, name: &str) -> Result<Secret, OpsError> {
    let row = known(&mut *office.store.conn()?, name)?;
    if row.disabled {
        return Err(OpsError::Refused(Message::new("account-disabled").with("name", name)));
    }
    let deed = Deed { action: "account.token", county: None, subject: name, detail: String::new() };
    audit::insert(&mut *office.store.conn()?, &deed.by(by))?;
    issue(office, &row.id, Kind::Token, by.at)
}

/// One change of one account, with its audit row in the same transaction.
fn change(
    office: &Office,
    by: &By,
    (name, action): (&str, &str),
    write: impl Fn(&mut Conn, &AccountRow) -> Result<(), StoreError>,
) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let row = known(conn, name)?;
        write(conn, &row)?;
        let county = row.county.as_deref();
        let deed = Deed { action, county, subject: name, detail: String::new() };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

fn known(conn: &mut Conn, name: &str) -> Result<AccountRow, OpsError> {
    let unknown = || OpsError::NotFound(Message::new("account-unknown").with("name", name));
    accounts::find_by_name(conn, name)?.ok_or_else(unknown)
}
