//! The city's review of a piece: accepted, or sent back with a reason.

use super::audit_row;
use super::change::known;
use crate::domain::message::Message;
use crate::domain::proof::ReviewState;
use crate::ops::{By, Office, OpsError};
use crate::store::evidence::EvidenceRow;
use crate::store::{self, Conn, StoreError, audit, evidence};

/// The most characters of a reason.
const MAX_REASON: usize = 1_000;

/// What an inspector says of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It proves what it is filed under.
    Accept,
    /// It does not, for this reason.
    SendBack(String),
}

/// Writes a verdict on the revision that the inspector saw.
///
/// # Errors
/// Refuses a reason that is empty or too long, and a revision that is not the newest any more.
pub fn review(office: &Office, by: &By, (id, seen): (&str, i64), verdict: &Verdict) -> Result<(), OpsError> {
    let judged = judged(verdict)?;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let row = known(conn, id)?;
        if row.revision != seen {
            return Err(OpsError::Refused(Message::new("evidence-changed")));
        }
        Ok(write_verdict(conn, by, &row, judged)?)
    })
}

/// The state and the reason that a verdict gives.
///
/// # Errors
/// When the reason is empty or too long.
pub(super) fn judged(verdict: &Verdict) -> Result<(ReviewState, &str), OpsError> {
    match verdict {
        Verdict::Accept => Ok((ReviewState::Accepted, "")),
        Verdict::SendBack(reason) => Ok((ReviewState::SentBack, checked_reason(reason)?)),
    }
}

/// Gives a piece a state and a reason, in the transaction of its caller.
pub(super) fn write_verdict(
    conn: &mut Conn,
    by: &By,
    row: &EvidenceRow,
    (state, reason): (ReviewState, &str),
) -> Result<(), StoreError> {
    evidence::set_state(conn, row, (state.id(), reason))?;
    let action = format!("evidence.{}", state.id());
    audit::insert(conn, &audit_row(by, &action, row, reason.to_owned()))
}

/// A reason without its outer blanks.
///
/// # Errors
/// When it is empty or too long.
pub(in crate::ops) fn checked_reason(reason: &str) -> Result<&str, OpsError> {
    let reason = reason.trim();
    let length = reason.chars().count();
    if length == 0 {
        return Err(OpsError::Refused(Message::new("reason-empty")));
    }
    if length > MAX_REASON {
        let fault = Message::new("reason-long").with("length", length).with("limit", MAX_REASON);
        return Err(OpsError::Refused(fault));
    }
    Ok(reason)
}
