//! Accounts: made, logged in, recognised by their secrets; [`keeping`] lists, disables and resets them.

pub mod keeping;
mod secret;

pub use secret::{Kind, Secret};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chrono::NaiveDateTime;
use uuid::Uuid;

use super::deed::Deed;
use super::{By, Office, OpsError};
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::store::accounts::{self, AccountRow, CredentialRow};
use crate::store::{self, Store, StoreError, audit, rounds};
use crate::texts::Lang;

/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;

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

/// Makes an account.
///
/// # Errors
/// Refuses a name that is taken or empty, a password that is too short, and a county that does not
/// go with the role or is not known.
pub fn add(office: &Office, by: &By, new: &NewAccount) -> Result<String, OpsError> {
    check(&office.store, new)?;
    let row = AccountRow {
        id: Uuid::now_v7().to_string(),
        name: new.name.clone(),
        password_hash: hashed(&new.password)?,
        role: new.role.id().to_owned(),
        county: new.county.clone(),
        lang: Lang::default().tag().to_owned(),
        disabled: false,
        added_at: by.at,
    };
    let detail = format!("{} {}", row.role, row.county.as_deref().unwrap_or("-"));
    let record =
        Deed { action: "account.add", county: row.county.as_deref(), subject: &row.name, detail }.by(by);
    store::write(&mut *office.store.conn()?, |conn| {
        accounts::insert(conn, &row)?;
        audit::insert(conn, &record)
    })?;
    Ok(row.id)
}

fn check(store: &Store, new: &NewAccount) -> Result<(), OpsError> {
    let refuse = |message| Err(OpsError::Refused(message));
    if new.name.trim().is_empty() {
        return refuse(Message::new("account-name-empty"));
    }
    if new.password.0.chars().count() < PASSWORD_MIN {
        return refuse(Message::new("account-password-short").with("min", PASSWORD_MIN));
    }
    if new.role.of_county() != new.county.is_some() {
        return refuse(Message::new("account-county-mismatch").with("role", new.role.id()));
    }
    let conn = &mut *store.conn()?;
    if accounts::find_by_name(conn, &new.name)?.is_some() {
        return refuse(Message::new("account-name-taken").with("name", &new.name));
    }
    match &new.county {
        Some(code) if rounds::find_county(conn, code)?.is_none() => {
            refuse(Message::new("county-unknown").with("code", code))
        }
        _ => Ok(()),
    }
}

/// Checks a name and password and makes a secret that stands for the account. A wrong name takes as
/// long as a wrong password, and both are told alike.
///
/// # Errors
/// Refuses a wrong name or password, and a disabled account.
pub fn log_in(
    office: &Office,
    name: &str,
    password: &Secret,
    now: NaiveDateTime,
) -> Result<Secret, OpsError> {
    let found = accounts::find_by_name(&mut *office.store.conn()?, name)?;
    let hash = match &found {
        Some(row) => row.password_hash.clone(),
        None => hashed(&Secret(String::new()))?,
    };
    let right = matches(password, &hash);
    match found.filter(|row| right && !row.disabled) {
        Some(row) => issue(office, &row.id, Kind::Session, now),
        None => Err(OpsError::Refused(Message::new("account-log-in-refused"))),
    }
}

/// Makes a secret that stands for an account.
///
/// # Errors
/// When the database fails.
pub fn issue(office: &Office, account: &str, kind: Kind, now: NaiveDateTime) -> Result<Secret, OpsError> {
    let secret = Secret::random()?;
    let row = CredentialRow {
        secret_hash: secret.hash(),
        account: account.to_owned(),
        kind: kind.id().to_owned(),
        made_at: now,
        expires_at: now + kind.lasts(),
    };
    accounts::insert_credential(&mut *office.store.conn()?, &row)?;
    Ok(secret)
}

/// The account that a secret stands for.
///
/// # Errors
/// When the database fails.
pub fn recognise(
    office: &Office,
    secret: &Secret,
    kind: Kind,
    now: NaiveDateTime,
) -> Result<Option<Account>, OpsError> {
    let row = accounts::find_by_secret(&mut *office.store.conn()?, &secret.hash(), kind.id(), now)?;
    Ok(row.map(Account::try_from).transpose()?)
}

/// Ends a session or token.
///
/// # Errors
/// When the database fails.
pub fn log_out(office: &Office, secret: &Secret) -> Result<(), OpsError> {
    Ok(accounts::remove_credential(&mut *office.store.conn()?, &secret.hash())?)
}

fn hashed(password: &Secret) -> Result<String, OpsError> {
    let hash = Argon2::default().hash_password(password.0.as_bytes());
    Ok(hash.map_err(|error| OpsError::Io(std::io::Error::other(error.to_string())))?.to_string())
}

fn matches(password: &Secret, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.0.as_bytes(), &parsed).is_ok())
}
