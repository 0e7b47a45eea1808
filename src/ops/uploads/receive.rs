//! Whole uploads on their way to become evidence.

use chrono::NaiveDateTime;

use super::{Owner, find, locked, unknown};
use crate::blob::{Incoming, Opened};
use crate::domain::message::Message;
use crate::ops::{Office, OpsError};
use crate::store::{self, uploads};

/// Uploads as received files with their names, in the order of the ids; what is refused later costs nothing of them.
///
/// # Errors
/// When one is not there, has expired, is not whole, is filed already, or lies with another copy.
pub fn receive(
    office: &Office,
    ids: &[String],
    (owner, now): (Owner<'_>, NaiveDateTime),
    limit: u64,
) -> Result<Vec<(Incoming, String)>, OpsError> {
    ids.iter().map(|id| receive_one(office, id, (owner, now), limit)).collect()
}

fn receive_one(
    office: &Office,
    id: &str,
    (owner, now): (Owner<'_>, NaiveDateTime),
    limit: u64,
) -> Result<(Incoming, String), OpsError> {
    let begun = find(office, id, (owner, now))?;
    let name = begun.row.name.clone();
    if let Some(evidence) = &begun.row.evidence {
        let message = Message::new("upload-filed").with("name", name);
        return Err(OpsError::Refused(message.with("evidence", evidence)));
    }
    if !begun.is_here() {
        return Err(locked());
    }
    if !begun.is_whole() {
        let message = Message::new("upload-not-whole").with("name", name);
        let message = message.with("offset", begun.offset.unwrap_or(0)).with("size", begun.size());
        return Err(OpsError::Refused(message));
    }
    match office.blobs.partials().open(id)? {
        Opened::Partial(partial) => Ok((partial.receive(limit)?, name)),
        Opened::Locked => Err(locked()),
        Opened::Nothing => Err(unknown()),
    }
}

/// Notes which evidence uploads have become, and lets go of their bytes, which are safe under their hashes now.
///
/// # Errors
/// When the database or the disk refuses.
pub fn note_filed(office: &Office, ids: &[String], evidence: &str) -> Result<(), OpsError> {
    if ids.is_empty() {
        return Ok(());
    }
    store::write(&mut *office.store.conn()?, |conn| uploads::set_filed(conn, ids, evidence))?;
    for id in ids {
        office.blobs.partials().remove(id)?;
    }
    Ok(())
}
