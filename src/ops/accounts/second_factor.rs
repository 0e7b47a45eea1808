//! The second factor: codes that change every 30 seconds (RFC 6238, SHA-1, six digits, as authenticator apps
//! know them), and the codes on paper that stand in for them, once each.

use chrono::NaiveDateTime;
use totp_rs::{Builder, Secret as TotpSecret, Totp};

use super::entering::record;
use super::{Account, Kind, Secret, known};
use crate::blob::Sha256Hex;
use crate::domain::message::Message;
use crate::ops::{By, Office, OpsError};
use crate::store::accounts::AccountRow;
use crate::store::factors::{self, FactorRow, Kept};
use crate::store::{self, Conn, credentials};

/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Codes on paper.
const RECOVERY_CODES: usize = 10;
/// Letters and digits of them that nobody takes for one another; 32, so that a byte picks each alike.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";
/// Who made the code, in the app.
const ISSUER: &str = "迎检";

/// A second factor that is being set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// What comes back with the first code; only this office can open it, for this account alone.
    pub sealed: String,
    /// The address that a picture shows to the app.
    pub address: String,
    /// The secret for those who type it.
    pub typed: String,
}

/// Begins to set one up; nothing is kept before the first code has come.
///
/// # Errors
/// When the key can't be read.
pub fn begin(office: &Office, account: &Account) -> Result<Enrolment, OpsError> {
    let mut secret = [0_u8; SECRET_BYTES];
    getrandom::fill(&mut secret).map_err(|error| OpsError::Io(std::io::Error::other(error)))?;
    let sealed = office.access.key.seal(&purpose("enrol", &account.id), &secret)?;
    again(office, account, &sealed)
}

/// The same enrolment once more, after a code that was wrong.
///
/// # Errors
/// Refuses what this office has not sealed for this account.
pub fn again(office: &Office, account: &Account, sealed: &str) -> Result<Enrolment, OpsError> {
    let secret = opened(office, &purpose("enrol", &account.id), sealed)?;
    let totp = totp(&secret, &account.name)?;
    let address = totp.to_url().map_err(|error| failed(&error))?;
    Ok(Enrolment { sealed: sealed.to_owned(), address, typed: totp.secret().to_base32() })
}

/// Sets it up when the code is right. All other sessions end. The answer is the codes on paper.
///
/// # Errors
/// Refuses a wrong code.
pub fn enrol(
    office: &Office,
    (account, session): (&Account, &Secret),
    (sealed, code): (&str, &str),
    by: &By,
) -> Result<Vec<String>, OpsError> {
    let secret = opened(office, &purpose("enrol", &account.id), sealed)?;
    let totp = totp(&secret, &account.name)?;
    let wrong = || OpsError::Refused(Message::new("account-enrol-wrong"));
    let step = step_of(&totp, code, by.at).ok_or_else(wrong)?;
    let row = FactorRow {
        account: account.id.clone(),
        secret: office.access.key.seal(&purpose("second factor", &account.id), &secret)?,
        last_step: step,
        added_at: by.at,
    };
    let codes = recovery_codes()?;
    store::write(&mut *office.store.conn()?, |conn| {
        factors::put(conn, &row)?;
        put_codes(conn, &account.id, &codes)?;
        let kinds = [Kind::Session.id(), Kind::HalfSession.id()];
        credentials::remove_others(conn, &account.id, &kinds, &session.hash())?;
        own_deed(conn, account, "second_factor.enrol", by)
    })?;
    Ok(codes)
}

/// Makes new codes on paper; the old ones are worth nothing any more.
///
/// # Errors
/// Refuses an account without a second factor.
pub fn renew_codes(office: &Office, account: &Account, by: &By) -> Result<Vec<String>, OpsError> {
    let codes = recovery_codes()?;
    store::write(&mut *office.store.conn()?, |conn| {
        let none = || OpsError::NotFound(Message::new("account-no-factor"));
        factors::find(conn, &account.id)?.ok_or_else(none)?;
        put_codes(conn, &account.id, &codes)?;
        own_deed(conn, account, "second_factor.codes", by)
    })?;
    Ok(codes)
}

/// Takes one's own second factor away.
///
/// # Errors
/// Refuses those who must have one.
pub fn end(office: &Office, account: &Account, by: &By) -> Result<(), OpsError> {
    if office.access.demands_second_factor(account.role) {
        return Err(OpsError::Refused(Message::new("account-factor-needed")));
    }
    store::write(&mut *office.store.conn()?, |conn| {
        remove(conn, &account.id)?;
        own_deed(conn, account, "second_factor.end", by)
    })
}

/// How many codes on paper are left.
///
/// # Errors
/// When the database fails.
pub fn codes_left(office: &Office, account: &Account) -> Result<usize, OpsError> {
    Ok(factors::kept(&mut *office.store.conn()?, &account.id, Kept::Recovery)?.len())
}

fn own_deed(conn: &mut Conn, account: &Account, action: &str, by: &By) -> Result<(), OpsError> {
    let row = known(conn, &account.name)?;
    Ok(record(conn, Some(&row), (action, String::new()), by.at)?)
}

/// Takes a second factor and its codes on paper away, in a transaction that writes.
pub(super) fn remove(conn: &mut Conn, account: &str) -> Result<(), OpsError> {
    factors::remove(conn, account)?;
    Ok(factors::take_all(conn, account, Kept::Recovery)?)
}

/// Takes a code in a transaction that writes; whether it is right and was never taken before.
pub(super) fn take_code(
    office: &Office,
    conn: &mut Conn,
    row: &AccountRow,
    (code, now): (&str, NaiveDateTime),
) -> Result<bool, OpsError> {
    let Some(factor) = factors::find(conn, &row.id)? else { return Ok(false) };
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    if code.len() != 6 {
        let taken = factors::take(conn, &row.id, Kept::Recovery, &hash(&code))?;
        if taken {
            record(conn, Some(row), ("second_factor.recovery", String::new()), now)?;
        }
        return Ok(taken);
    }
    let secret = opened(office, &purpose("second factor", &row.id), &factor.secret)?;
    match step_of(&totp(&secret, &row.name)?, &code, now).filter(|step| *step > factor.last_step) {
        Some(step) => factors::set_last_step(conn, &row.id, step).map(|()| true).map_err(OpsError::from),
        None => Ok(false),
    }
}

fn totp(secret: &[u8], name: &str) -> Result<Totp, OpsError> {
    // A colon divides issuer and name in the app's address.
    let name = name.replace(':', ".");
    let builder = Builder::new().with_secret(TotpSecret::from(secret.to_vec())).with_account_name(name);
    builder.with_issuer(Some(ISSUER)).build().map_err(|error| failed(&error))
}

/// The step whose code it is: this one, or the one before or after it, since clocks differ.
fn step_of(totp: &Totp, code: &str, now: NaiveDateTime) -> Option<i64> {
    let seconds = u64::try_from(now.and_utc().timestamp()).ok()?;
    i64::try_from(totp.check(code, seconds)?).ok()
}

fn opened(office: &Office, purpose: &str, sealed: &str) -> Result<Vec<u8>, OpsError> {
    let unreadable = || OpsError::Refused(Message::new("account-factor-unreadable"));
    office.access.key.open(purpose, sealed)?.ok_or_else(unreadable)
}

fn purpose(what: &str, account: &str) -> String {
    format!("{what} of {account}")
}

/// 80 random bits each, in groups of four: enough that a plain hash keeps them.
fn recovery_codes() -> Result<Vec<String>, OpsError> {
    let mut random = [0_u8; RECOVERY_CODES * 16];
    getrandom::fill(&mut random).map_err(|error| OpsError::Io(std::io::Error::other(error)))?;
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('a', char::from);
    let group = |bytes: &[u8]| bytes.iter().map(letter).collect::<String>();
    let code = |bytes: &[u8]| bytes.chunks(4).map(group).collect::<Vec<_>>().join("-");
    Ok(random.chunks(16).map(code).collect())
}

fn put_codes(conn: &mut Conn, account: &str, codes: &[String]) -> Result<(), OpsError> {
    factors::take_all(conn, account, Kept::Recovery)?;
    for code in codes {
        factors::keep(conn, account, Kept::Recovery, &hash(&code.replace('-', "")))?;
    }
    Ok(())
}

fn hash(code: &str) -> String {
    Sha256Hex::of(code.as_bytes()).into()
}

fn failed(error: &dyn std::fmt::Display) -> OpsError {
    OpsError::Io(std::io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    /// Appendix B of RFC 6238, with the last six of its eight digits.
    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        let totp = totp(b"12345678901234567890", "zhang:san").unwrap();
        let table = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, code) in table {
            let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            assert_eq!(step_of(&totp, code, at(seconds)), Some(seconds / 30), "{seconds}");
            assert_eq!(
                step_of(&totp, code, at(seconds + 30)),
                Some(seconds / 30),
                "{seconds}, half a minute late"
            );
            assert_eq!(step_of(&totp, code, at(seconds + 90)), None, "{seconds}, too late");
        }
    }

    #[test]
    fn codes_on_paper_are_long_and_each_another() {
        let codes = recovery_codes().unwrap();
        let different: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!((codes.len(), different.len()), (10, 10));
        assert!(codes.iter().all(|code| code.len() == 19), "{codes:?}");
    }
}
