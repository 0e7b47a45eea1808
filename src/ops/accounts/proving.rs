//! Asking again before grave steps: who sits there now may not be who logged in. Whoever proves it gets a new
//! session in place of the old one.

use chrono::NaiveDateTime;

use super::entering::{fail, record};
use super::locking::{Guard, refused};
use super::{Kind, Secret, hashing, second_factor};
use crate::domain::message::Message;
use crate::ops::{Office, OpsError};
use crate::store::credentials::{self, CredentialRow, Held};
use crate::store::{self, Conn, StoreError, accounts};

/// What proves it.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// The password.
    pub password: &'a Secret,
    /// A code of the second factor, for those who have one.
    pub code: &'a str,
}

/// What became of a proof.
enum Outcome {
    Right(Secret),
    Wrong,
    /// The session is over: too many tries, or ended elsewhere.
    Over,
}

/// Checks the password, and the code of those who have a second factor, of whoever has this session.
///
/// # Errors
/// Refuses a wrong password or code; when that closes the account, the session is over.
pub fn prove(
    office: &Office,
    session: &Secret,
    proof: Proof<'_>,
    now: NaiveDateTime,
) -> Result<Secret, OpsError> {
    let over = || OpsError::Refused(Message::new("account-session-over"));
    let held = find(&mut *office.store.conn()?, session, now)?.ok_or_else(over)?;
    let hash = held.account.password_hash.as_str();
    let right = hashing::matches(office, proof.password, Some(hash))?;
    let outcome = store::write(&mut *office.store.conn()?, |conn| {
        let Some(held) = find(conn, session, now)? else { return Ok::<_, OpsError>(Outcome::Over) };
        decide(office, conn, &held, (right && held.account.password_hash == hash, proof.code, now))
    })?;
    match outcome {
        Outcome::Right(secret) => Ok(secret),
        Outcome::Wrong => Err(refused(office, "account-proof-refused")),
        Outcome::Over => Err(over()),
    }
}

fn find(conn: &mut Conn, session: &Secret, now: NaiveDateTime) -> Result<Option<Held>, StoreError> {
    credentials::find(conn, &session.hash(), &[Kind::Session.id()], now)
}

fn decide(
    office: &Office,
    conn: &mut Conn,
    held: &Held,
    (right, code, now): (bool, &str, NaiveDateTime),
) -> Result<Outcome, OpsError> {
    let row = &held.account;
    let guard = Guard::load(conn, (Some(row), &row.name), now)?;
    let open = right && !guard.locked(now);
    if open && (!held.second_factor || second_factor::take_code(office, conn, row, (code, now))?) {
        guard.forget(conn)?;
        record(conn, Some(row), ("account.prove", String::new()), now)?;
        return Ok(Outcome::Right(renew(conn, &held.credential, now)?));
    }
    if fail(office, conn, (&guard, Some(row)), ("proof", now))? {
        credentials::remove(conn, &held.credential.secret_hash)?;
        return Ok(Outcome::Over);
    }
    Ok(Outcome::Wrong)
}

/// A new secret in the old one's place; it ends no later than the old one.
fn renew(conn: &mut Conn, old: &CredentialRow, now: NaiveDateTime) -> Result<Secret, OpsError> {
    let secret = Secret::random()?;
    let row =
        CredentialRow { secret_hash: secret.hash(), seen_at: Some(now), proved_at: Some(now), ..old.clone() };
    credentials::remove(conn, &old.secret_hash)?;
    credentials::insert(conn, &row)?;
    Ok(secret)
}

/// Whether a password is the account's, counting a wrong one as a failed log-in.
pub(super) fn password_is(
    office: &Office,
    name: &str,
    password: &Secret,
    now: NaiveDateTime,
) -> Result<bool, OpsError> {
    let found = accounts::find_by_name(&mut *office.store.conn()?, name)?;
    let hash = found.as_ref().map(|row| row.password_hash.as_str());
    let right = hashing::matches(office, password, hash)?;
    store::write(&mut *office.store.conn()?, |conn| {
        let guard = Guard::load(conn, (found.as_ref(), name), now)?;
        if right && !guard.locked(now) {
            return Ok(true);
        }
        fail(office, conn, (&guard, found.as_ref()), ("proof", now))?;
        Ok::<_, OpsError>(false)
    })
}
