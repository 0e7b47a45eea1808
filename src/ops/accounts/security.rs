//! The security administrator's work: confirms what the system administrator has prepared, unlocks, takes lost
//! second factors away, sees and ends sessions. Makes no account and sets no password, so that neither of the
//! two can let anybody in alone.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use super::{Account, Kind, Secret, change, check_role, second_factor};
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::ops::{By, Office, OpsError};
use crate::store::{accounts, credentials, factors, log_in_guards};

/// An account as the security administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The account.
    pub account: Account,
    /// Whether it is kept out.
    pub disabled: bool,
    /// Whether it was let in.
    pub confirmed: bool,
    /// Until when nobody is let in, after too many failures.
    pub locked_until: Option<NaiveDateTime>,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// How many browsers are logged in.
    pub sessions: usize,
    /// How many tokens of programs it has.
    pub tokens: usize,
}

/// All accounts, by name.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn list(office: &Office, now: NaiveDateTime) -> Result<Vec<Listed>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let locked = log_in_guards::locked(conn, now)?.into_iter();
    let locked: HashMap<_, _> = locked.map(|row| (row.subject, row.locked_until)).collect();
    let factors: HashSet<String> = factors::owners(conn)?.into_iter().collect();
    let mut counts: HashMap<(String, bool), usize> = HashMap::new();
    for kind in [Kind::Session, Kind::Token, Kind::ReadToken] {
        for row in credentials::in_use(conn, kind.id(), now)? {
            *counts.entry((row.account, kind == Kind::Session)).or_default() += 1;
        }
    }
    let rows = accounts::all(conn)?.into_iter().map(|row| {
        let count = |sessions| counts.get(&(row.id.clone(), sessions)).copied().unwrap_or_default();
        let (sessions, tokens) = (count(true), count(false));
        Ok(Listed {
            disabled: row.disabled,
            confirmed: row.confirmed,
            locked_until: locked.get(&row.id).copied().flatten(),
            second_factor: factors.contains(&row.id),
            sessions,
            tokens,
            account: Account::try_from(row)?,
        })
    });
    rows.collect()
}

/// Lets an account in that the system administrator has made or given a new password.
///
/// # Errors
/// When there is no such account.
pub fn confirm(office: &Office, by: &By, name: &str) -> Result<(), OpsError> {
    change(office, by, (name, "account.confirm"), |conn, row| {
        accounts::set_confirmed(conn, &row.id, true)?;
        Ok(format!("{} {}", row.role, row.county.as_deref().unwrap_or("-")))
    })
}

/// Opens an account again that was closed after too many failures.
///
/// # Errors
/// When there is no such account.
pub fn unlock(office: &Office, by: &By, name: &str) -> Result<(), OpsError> {
    change(office, by, (name, "account.unlock"), |conn, row| {
        log_in_guards::forget(conn, &row.id)?;
        Ok(String::new())
    })
}

/// Takes away a second factor that its owner has lost; all sessions end.
///
/// # Errors
/// When there is no such account.
pub fn reset_second_factor(office: &Office, by: &By, name: &str) -> Result<(), OpsError> {
    change(office, by, (name, "second_factor.reset"), |conn, row| {
        second_factor::remove(conn, &row.id)?;
        let kinds = [Kind::Session.id(), Kind::HalfSession.id()];
        credentials::remove_others(conn, &row.id, &kinds, "")?;
        Ok(String::new())
    })
}

/// Ends all sessions and tokens of an account but the one that asks.
///
/// # Errors
/// When there is no such account.
pub fn end_sessions(office: &Office, by: &By, name: &str, own: &Secret) -> Result<(), OpsError> {
    change(office, by, (name, "session.end"), |conn, row| {
        let kinds = [Kind::Session, Kind::HalfSession, Kind::Token, Kind::ReadToken].map(Kind::id);
        let ended = credentials::remove_others(conn, &row.id, &kinds, &own.hash())?;
        Ok(ended.to_string())
    })
}

/// Gives an account another role; its sessions and tokens end. Nobody changes their own.
///
/// # Errors
/// When there is no such account, it is one's own, or the county does not go with the role.
pub fn set_role(
    office: &Office,
    by: &By,
    name: &str,
    (role, county): (Role, Option<&str>),
) -> Result<(), OpsError> {
    if by.account == name {
        return Err(OpsError::Refused(Message::new("account-role-own")));
    }
    change(office, by, (name, "account.role"), |conn, row| {
        check_role(conn, role, county)?;
        accounts::set_role(conn, &row.id, role.id(), county)?;
        credentials::remove_all(conn, &row.id)?;
        Ok(format!("{} -> {} {}", row.role, role.id(), county.unwrap_or("-")))
    })
}
