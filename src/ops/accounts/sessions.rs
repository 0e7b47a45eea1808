//! Who is in: sessions and tokens, recognised by their secrets. What ends them: being idle, their age, and
//! whatever changes the account.

use chrono::{NaiveDateTime, TimeDelta};

use super::entering::record;
use super::{Account, Kind, Secret};
use crate::domain::policy::Policy;
use crate::ops::{Office, OpsError};
use crate::store::accounts::AccountRow;
use crate::store::credentials::{self, CredentialRow, Held};
use crate::store::{self, Conn, StoreError};

/// A session is only written to so often, so that reading a page writes nothing.
const TOUCH: TimeDelta = TimeDelta::minutes(1);
/// The most characters of a label that are kept.
const LABEL: usize = 80;

/// What somebody has to do before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Must {
    /// Somebody else knows the password, or it is too old.
    ChangePassword,
    /// The role needs a second factor and there is none.
    Enrol,
}

/// Somebody who was recognised, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who it is.
    pub account: Account,
    /// What has to be done before anything else.
    pub must: Option<Must>,
    /// Whether the password was given so lately that grave steps need not ask for it.
    pub proven: bool,
    /// Whether the account has a second factor.
    pub second_factor: bool,
    /// Whether this use is still to be written down, which is done once a minute at the most: [`note_use`].
    pub unnoted: bool,
    /// Whether it may change nothing.
    pub reads_only: bool,
}

/// A session or token in its owner's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Names it, and says nothing of the secret.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Which browser or program it is for.
    pub label: String,
    /// When it was made.
    pub made_at: NaiveDateTime,
    /// When it was last used, to the minute.
    pub seen_at: NaiveDateTime,
    /// When it ends at the latest.
    pub expires_at: NaiveDateTime,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// A secret about to be made.
pub(super) struct New<'a> {
    pub(super) account: &'a str,
    pub(super) kind: Kind,
    pub(super) label: &'a str,
    pub(super) now: NaiveDateTime,
}

impl New<'_> {
    /// Makes it, in a transaction that writes.
    pub(super) fn insert(&self, office: &Office, conn: &mut Conn) -> Result<Secret, OpsError> {
        let secret = Secret::random()?;
        let row = CredentialRow {
            secret_hash: secret.hash(),
            account: self.account.to_owned(),
            kind: self.kind.id().to_owned(),
            made_at: self.now,
            expires_at: self.now + self.kind.lasts(&office.access.policy),
            seen_at: Some(self.now),
            proved_at: (self.kind == Kind::Session).then_some(self.now),
            label: self.label.chars().take(LABEL).collect(),
        };
        credentials::insert(conn, &row)?;
        Ok(secret)
    }
}

/// Makes a secret that stands for an account, for those who have recognised it by themselves.
///
/// # Errors
/// When the database fails.
pub fn issue(office: &Office, account: &str, kind: Kind, now: NaiveDateTime) -> Result<Secret, OpsError> {
    store::write(&mut *office.store.conn()?, |conn| {
        New { account, kind, label: "", now }.insert(office, conn)
    })
}

/// Who a secret of one of these kinds stands for.
///
/// # Errors
/// When the database fails.
pub fn recognise(
    office: &Office,
    secret: &Secret,
    kinds: &[Kind],
    now: NaiveDateTime,
) -> Result<Option<Known>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.id()).collect();
    let policy = &office.access.policy;
    let held = credentials::find(conn, &secret.hash(), &kinds, now)?;
    let Some(held) = held.filter(|held| !is_idle(&held.credential, policy, now)) else { return Ok(None) };
    Ok(Some(known(office, held, now)?))
}

/// Which of some sessions are still in, in one statement; nothing is written, so being asked about keeps none in.
///
/// # Errors
/// When the database fails.
pub fn still_in(office: &Office, sessions: &[Secret], now: NaiveDateTime) -> Result<Vec<bool>, OpsError> {
    let hashes: Vec<String> = sessions.iter().map(Secret::hash).collect();
    let mut rows = credentials::alive(&mut *office.store.conn()?, &hashes, now)?;
    rows.retain(|row| !is_idle(row, &office.access.policy, now));
    Ok(hashes.iter().map(|hash| rows.iter().any(|row| row.secret_hash == *hash)).collect())
}

fn known(office: &Office, held: Held, now: NaiveDateTime) -> Result<Known, StoreError> {
    let Held { credential, account, second_factor } = held;
    let proof = office.access.policy.session.proof;
    let password = password_is_due(&account, &office.access.policy, now).then_some(Must::ChangePassword);
    let proven = credential.proved_at.is_some_and(|at| now < at + proof);
    let account = Account::try_from(account)?;
    let enrol = !second_factor && office.access.demands_second_factor(account.role);
    Ok(Known {
        must: password.or(enrol.then_some(Must::Enrol)),
        proven,
        second_factor,
        unnoted: now - seen_at(&credential) > TOUCH,
        reads_only: credential.kind == Kind::ReadToken.id(),
        account,
    })
}

fn password_is_due(account: &AccountRow, policy: &Policy, now: NaiveDateTime) -> bool {
    let set_at = account.password_set_at.unwrap_or(account.added_at);
    account.password_temporary || policy.password.max_age.is_some_and(|age| now - set_at > age)
}

fn is_idle(credential: &CredentialRow, policy: &Policy, now: NaiveDateTime) -> bool {
    credential.kind == Kind::Session.id() && now - seen_at(credential) > policy.session.idle
}

fn seen_at(credential: &CredentialRow) -> NaiveDateTime {
    credential.seen_at.unwrap_or(credential.made_at)
}

/// Writes down that a secret was used.
///
/// # Errors
/// When the database fails.
pub fn note_use(office: &Office, secret: &Secret, now: NaiveDateTime) -> Result<(), OpsError> {
    store::write(&mut *office.store.conn()?, |conn| credentials::touch(conn, &secret.hash(), now))?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub fn log_out(office: &Office, session: &Secret, now: NaiveDateTime) -> Result<(), OpsError> {
    let kinds = [Kind::Session.id()];
    store::write(&mut *office.store.conn()?, |conn| {
        if let Some(held) = credentials::find(conn, &session.hash(), &kinds, now)? {
            record(conn, Some(&held.account), ("log_out", held.credential.label), now)?;
        }
        credentials::remove(conn, &session.hash())
    })?;
    Ok(())
}

/// The sessions and tokens of an account, newest first.
///
/// # Errors
/// When the database fails.
pub fn list(
    office: &Office,
    account: &Account,
    own: &Secret,
    now: NaiveDateTime,
) -> Result<Vec<Listed>, OpsError> {
    let kinds = [Kind::Session, Kind::Token, Kind::ReadToken];
    let rows = credentials::of_account(&mut *office.store.conn()?, &account.id, &kinds.map(Kind::id), now)?;
    let own = own.hash();
    let policy = &office.access.policy;
    let live = rows.into_iter().filter(|row| !is_idle(row, policy, now));
    let listed = live.filter_map(|row| {
        let kind = kinds.into_iter().find(|kind| kind.id() == row.kind)?;
        Some(Listed {
            id: name_of(&row),
            kind,
            seen_at: seen_at(&row),
            own: row.secret_hash == own,
            label: row.label,
            made_at: row.made_at,
            expires_at: row.expires_at,
        })
    });
    Ok(listed.collect())
}

/// Half of the hash: enough to tell secrets apart, and no way back to one.
pub(super) fn name_of(row: &CredentialRow) -> String {
    row.secret_hash.get(..32).unwrap_or_default().to_owned()
}

/// Ends all sessions of an account but this one; says how many.
///
/// # Errors
/// When the database fails.
pub fn end_others(
    office: &Office,
    account: &Account,
    own: &Secret,
    now: NaiveDateTime,
) -> Result<usize, OpsError> {
    let kinds = [Kind::Session.id(), Kind::HalfSession.id()];
    let ended = store::write(&mut *office.store.conn()?, |conn| {
        let ended = credentials::remove_others(conn, &account.id, &kinds, &own.hash())?;
        let row = store::accounts::find_by_name(conn, &account.name)?;
        record(conn, row.as_ref(), ("session.end_others", ended.to_string()), now)?;
        Ok::<_, StoreError>(ended)
    })?;
    Ok(ended)
}
