//! Waving a finding off: somebody of the county says that it is nothing, why, and under their name. The city sees
//! it all the same.

use super::list::known;
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::{By, Office, OpsError};
use crate::store::findings::{self, WavedRow};
use crate::store::{self, audit};

/// The most characters of a reason.
pub const MAX_REASON: usize = 500;

/// Waves a finding of a county off.
///
/// # Errors
/// When it is not found, or not any more; when there is no reason, or one that is too long.
pub fn wave_off(
    office: &Office,
    by: &By,
    (key, place): (&str, (&str, &str)),
    reason: &str,
) -> Result<(), OpsError> {
    let reason = checked(reason)?;
    store::write(&mut *office.store.conn()?, |conn| {
        let row = known(conn, key, place)?;
        let waved = WavedRow {
            key: row.key,
            round: row.round,
            county: row.county,
            reason: reason.clone(),
            account: by.account.clone(),
            at: by.at,
        };
        findings::wave_off(conn, &waved)?;
        let detail = format!("{} {reason}", row.kind);
        let deed =
            Deed { action: "finding.wave_off", county: Some(&waved.county), subject: &waved.key, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

/// Takes a wave-off back; one that is not there is taken back already.
///
/// # Errors
/// When the finding is not there.
pub fn take_back(office: &Office, by: &By, (key, place): (&str, (&str, &str))) -> Result<(), OpsError> {
    store::write(&mut *office.store.conn()?, |conn| {
        let row = known(conn, key, place)?;
        if findings::take_back(conn, &row.key)? {
            let (county, subject) = (Some(row.county.as_str()), row.key.as_str());
            let deed = Deed { action: "finding.take_back", county, subject, detail: row.kind };
            audit::insert(conn, &deed.by(by))?;
        }
        Ok(())
    })
}

fn checked(reason: &str) -> Result<String, OpsError> {
    let reason = reason.trim();
    let length = reason.chars().count();
    if reason.is_empty() {
        return Err(OpsError::Refused(Message::new("finding-reason-missing")));
    }
    if length > MAX_REASON {
        let message = Message::new("finding-reason-long").with("length", length);
        return Err(OpsError::Refused(message.with("limit", MAX_REASON)));
    }
    Ok(reason.to_owned())
}
