//! Coming in: by name and password, by the code of the second factor after it, or by whatever else has proven
//! who somebody is.
//!
//! A name that nobody has, a wrong password, an account that is closed for a while, disabled or not confirmed:
//! all are told alike, take the same work (one check of a password, one transaction) and go on record.

use chrono::NaiveDateTime;

use super::locking::{Guard, refused};
use super::{Kind, Secret, hashing, second_factor, sessions};
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::{By, Office, OpsError};
use crate::store::accounts::{self, AccountRow};
use crate::store::credentials;
use crate::store::{self, Conn, StoreError, audit, factors};

/// What goes on record in place of a name that nobody has: people type passwords there by mistake.
const NOBODY: &str = "-";

/// Somebody who wants to come in.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// The name to log in with.
    pub name: &'a str,
    /// The password.
    pub password: &'a Secret,
    /// Which browser or program it is, for the list of sessions.
    pub label: &'a str,
}

/// How far somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// Whoever sends this secret is in.
    Whole(Secret),
    /// Whoever sends this secret has to give a code of the second factor next: [`give_code`].
    AwaitsCode(Secret),
}

/// Checks a name and password.
///
/// # Errors
/// Refuses with the same words whatever is wrong; tells to come again when too many come at once.
pub fn log_in(office: &Office, attempt: Attempt<'_>, now: NaiveDateTime) -> Result<Entered, OpsError> {
    let found = accounts::find_by_name(&mut *office.store.conn()?, attempt.name)?;
    let hash = found.as_ref().map(|row| row.password_hash.as_str());
    let right = hashing::matches(office, attempt.password, hash)?;
    let seen = Seen { attempt, right_hash: hash.filter(|_| right), now };
    let entered = store::write(&mut *office.store.conn()?, |conn| decide(office, conn, seen))?;
    entered.ok_or_else(|| refused(office, "account-log-in-refused"))
}

#[derive(Clone, Copy)]
struct Seen<'a> {
    attempt: Attempt<'a>,
    /// The hash that the password is of.
    right_hash: Option<&'a str>,
    now: NaiveDateTime,
}

/// What is refused still writes: that it failed.
fn decide(office: &Office, conn: &mut Conn, seen: Seen<'_>) -> Result<Option<Entered>, OpsError> {
    let Seen { attempt, right_hash, now } = seen;
    // Read again, in this transaction: the password may have been changed while it was checked.
    let found = accounts::find_by_name(conn, attempt.name)?;
    let guard = Guard::load(conn, (found.as_ref(), attempt.name), now)?;
    let reason = match &found {
        None => "name",
        Some(_) if guard.locked(now) => "locked",
        Some(row) if right_hash != Some(&row.password_hash) => "password",
        Some(row) if row.disabled => "disabled",
        Some(row) if !row.confirmed => "unconfirmed",
        Some(row) => return enter(office, conn, row, (attempt.label, now)).map(Some),
    };
    fail(office, conn, (&guard, found.as_ref()), (reason, now))?;
    Ok(None)
}

/// Counts a failure and puts it on record; whether it closed the account.
pub(super) fn fail(
    office: &Office,
    conn: &mut Conn,
    (guard, account): (&Guard, Option<&AccountRow>),
    (reason, now): (&str, NaiveDateTime),
) -> Result<bool, StoreError> {
    let closed = guard.fail(conn, &office.access.policy.lock_out, now)?;
    record(conn, account, ("log_in.failed", reason.to_owned()), now)?;
    if closed {
        record(conn, account, ("account.lock", String::new()), now)?;
    }
    Ok(closed)
}

/// Puts on record what somebody did with their own account.
pub(super) fn record(
    conn: &mut Conn,
    account: Option<&AccountRow>,
    (action, detail): (&str, String),
    at: NaiveDateTime,
) -> Result<(), StoreError> {
    let name = account.map_or(NOBODY, |row| row.name.as_str());
    let county = account.and_then(|row| row.county.as_deref());
    let deed = Deed { action, county, subject: name, detail };
    audit::insert(conn, &deed.by(&By { account: name.to_owned(), at }))
}

/// After the first factor.
fn enter(
    office: &Office,
    conn: &mut Conn,
    row: &AccountRow,
    (label, now): (&str, NaiveDateTime),
) -> Result<Entered, OpsError> {
    if factors::find(conn, &row.id)?.is_none() {
        return whole(office, conn, row, (label, now)).map(Entered::Whole);
    }
    let half = sessions::New { account: &row.id, kind: Kind::HalfSession, label, now };
    Ok(Entered::AwaitsCode(half.insert(office, conn)?))
}

/// Begins a session: nothing has failed any more, and what has expired goes.
fn whole(
    office: &Office,
    conn: &mut Conn,
    row: &AccountRow,
    (label, now): (&str, NaiveDateTime),
) -> Result<Secret, OpsError> {
    Guard::load(conn, (Some(row), &row.name), now)?.forget(conn)?;
    credentials::sweep(conn, &row.id, now)?;
    record(conn, Some(row), ("log_in", label.to_owned()), now)?;
    sessions::New { account: &row.id, kind: Kind::Session, label, now }.insert(office, conn)
}

/// Somebody whom another system has recognised, such as an OIDC provider.
#[derive(Debug, Clone, Copy)]
pub struct Recognised<'a> {
    /// The name of the account here.
    pub name: &'a str,
    /// Whether it has asked for a second factor.
    pub second_factor: bool,
}

/// Begins a session for somebody whom another system has recognised. Who has a second factor here is asked for
/// it, unless that system has asked for one.
///
/// # Errors
/// Refuses an account that is not there, disabled, not confirmed or closed for a while.
pub fn begin_session(
    office: &Office,
    Recognised { name, second_factor }: Recognised<'_>,
    (label, now): (&str, NaiveDateTime),
) -> Result<Entered, OpsError> {
    let entered = store::write(&mut *office.store.conn()?, |conn| {
        let found = accounts::find_by_name(conn, name)?;
        let guard = Guard::load(conn, (found.as_ref(), name), now)?;
        match found.filter(|row| !row.disabled && row.confirmed && !guard.locked(now)) {
            Some(row) if second_factor => {
                whole(office, conn, &row, (label, now)).map(|secret| Some(Entered::Whole(secret)))
            }
            Some(row) => enter(office, conn, &row, (label, now)).map(Some),
            None => Ok::<_, OpsError>(None),
        }
    })?;
    entered.ok_or_else(|| refused(office, "account-log-in-refused"))
}

/// What became of a code.
enum Given {
    Right(Secret),
    Wrong,
    /// The first step is too long ago, or the account was closed: from the start.
    TooLate,
}

/// Finishes a log-in by a code of the second factor, or one of the codes that stand in for it.
///
/// # Errors
/// Refuses a wrong code, one that was taken before, and a first step that is too long ago.
pub fn give_code(
    office: &Office,
    half: &Secret,
    (code, label): (&str, &str),
    now: NaiveDateTime,
) -> Result<Secret, OpsError> {
    let given = store::write(&mut *office.store.conn()?, |conn| {
        let kinds = [Kind::HalfSession.id()];
        let Some(held) = credentials::find(conn, &half.hash(), &kinds, now)? else {
            return Ok::<_, OpsError>(Given::TooLate);
        };
        let row = &held.account;
        let guard = Guard::load(conn, (Some(row), &row.name), now)?;
        if !guard.locked(now) && second_factor::take_code(office, conn, row, (code, now))? {
            credentials::remove(conn, &half.hash())?;
            return whole(office, conn, row, (label, now)).map(Given::Right);
        }
        let closed = fail(office, conn, (&guard, Some(row)), ("code", now))?;
        if !closed {
            return Ok(Given::Wrong);
        }
        credentials::remove(conn, &half.hash())?;
        Ok(Given::TooLate)
    })?;
    match given {
        Given::Right(secret) => Ok(secret),
        Given::Wrong => Err(refused(office, "account-code-refused")),
        Given::TooLate => Err(OpsError::Refused(Message::new("account-code-too-late"))),
    }
}
