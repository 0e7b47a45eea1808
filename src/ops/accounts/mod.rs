//! Accounts: who there is, and how they come in.
//!
//! [`entering`] logs in by password and code, [`sessions`] recognises who is in, [`proving`] asks again before
//! grave steps, [`locking`] closes an account for a while. [`keeping`] is the system administrator's work,
//! [`security`] the security administrator's; [`passwords`], [`second_factor`] and [`tokens`] are everybody's own.

mod access;
pub mod entering;
mod hashing;
pub mod keeping;
mod locking;
pub mod passwords;
pub mod proving;
mod sealed;
pub mod second_factor;
mod secret;
pub mod security;
pub mod sessions;
pub mod tokens;
pub mod tours;
mod turnstile;

use uuid::Uuid;

pub use access::{Access, AccessSettings};
pub use entering::{Attempt, Entered, Recognised, begin_session, log_in};
pub use secret::{Kind, Secret};
pub use sessions::{Known, Must, issue, log_out, note_use, recognise, still_in};

use super::deed::Deed;
use super::{By, Office, OpsError};
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::store::accounts::{self, AccountRow};
use crate::store::{self, Conn, StoreError, audit, rounds};
use crate::texts::Lang;

/// Somebody who was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// UUIDv7.
    pub id: String,
    /// The name to log in with.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The county, for roles of a county.
    pub county: Option<String>,
    /// The language of the pages.
    pub lang: Lang,
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name to log in with.
    pub name: String,
    /// The password, which is hashed and forgotten.
    pub password: Secret,
    /// The role.
    pub role: Role,
    /// The county, for roles of a county.
    pub county: Option<String>,
}

impl TryFrom<AccountRow> for Account {
    type Error = StoreError;

    fn try_from(row: AccountRow) -> Result<Self, StoreError> {
        let role = Role::from_id(&row.role)
            .ok_or_else(|| StoreError::Row { table: "account", value: row.role.clone() })?;
        let lang = Lang::from_tag(&row.lang).unwrap_or_default();
        Ok(Self { id: row.id, name: row.name, role, county: row.county, lang })
    }
}

/// Makes an account that may come in at once: for those who own the machine.
///
/// # Errors
/// Refuses a name that is taken or empty, a password that is not good enough, and a county that does not
/// go with the role or is not known.
pub fn add(office: &Office, by: &By, new: &NewAccount) -> Result<String, OpsError> {
    insert(office, by, new, Standing { confirmed: true, temporary: false })
}

/// Makes an account that the security administrator has to confirm, with a password to be changed at once.
///
/// # Errors
/// As [`add`].
pub fn propose(office: &Office, by: &By, new: &NewAccount) -> Result<String, OpsError> {
    insert(office, by, new, Standing { confirmed: false, temporary: true })
}

#[derive(Clone, Copy)]
struct Standing {
    confirmed: bool,
    temporary: bool,
}

fn insert(office: &Office, by: &By, new: &NewAccount, standing: Standing) -> Result<String, OpsError> {
    check(office, new)?;
    let row = AccountRow {
        id: Uuid::now_v7().to_string(),
        name: new.name.clone(),
        password_hash: hashing::hashed(office, &new.password)?,
        role: new.role.id().to_owned(),
        county: new.county.clone(),
        lang: Lang::default().tag().to_owned(),
        disabled: false,
        added_at: by.at,
        confirmed: standing.confirmed,
        password_set_at: Some(by.at),
        password_temporary: standing.temporary,
    };
    let detail = format!("{} {}", row.role, row.county.as_deref().unwrap_or("-"));
    let action = if standing.confirmed { "account.add" } else { "account.propose" };
    store::write(&mut *office.store.conn()?, |conn| {
        accounts::insert(conn, &row)?;
        let deed = Deed { action, county: row.county.as_deref(), subject: &row.name, detail: detail.clone() };
        audit::insert(conn, &deed.by(by))
    })?;
    Ok(row.id)
}

fn check(office: &Office, new: &NewAccount) -> Result<(), OpsError> {
    if new.name.trim().is_empty() {
        return Err(OpsError::Refused(Message::new("account-name-empty")));
    }
    let conn = &mut *office.store.conn()?;
    check_role(conn, new.role, new.county.as_deref())?;
    if accounts::find_by_name(conn, &new.name)?.is_some() {
        return Err(OpsError::Refused(Message::new("account-name-taken").with("name", &new.name)));
    }
    let whose = passwords::Whose { name: &new.name, county: new.county.as_deref() };
    passwords::check(office, conn, whose, &new.password)
}

/// Whether role and county go together, and the county is known.
fn check_role(conn: &mut Conn, role: Role, county: Option<&str>) -> Result<(), OpsError> {
    if role.of_county() != county.is_some() {
        return Err(OpsError::Refused(Message::new("account-county-mismatch").with("role", role.id())));
    }
    match county {
        Some(code) if rounds::find_county(conn, code)?.is_none() => {
            Err(OpsError::Refused(Message::new("county-unknown").with("code", code)))
        }
        _ => Ok(()),
    }
}

/// The account with this name.
fn known(conn: &mut Conn, name: &str) -> Result<AccountRow, OpsError> {
    let unknown = || OpsError::NotFound(Message::new("account-unknown").with("name", name));
    accounts::find_by_name(conn, name)?.ok_or_else(unknown)
}

/// One change of one account, with its audit row in the same transaction.
fn change(
    office: &Office,
    by: &By,
    (name, action): (&str, &str),
    write: impl Fn(&mut Conn, &AccountRow) -> Result<String, OpsError>,
) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let row = known(conn, name)?;
        let detail = write(conn, &row)?;
        let deed = Deed { action, county: row.county.as_deref(), subject: name, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}
