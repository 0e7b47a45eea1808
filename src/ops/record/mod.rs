//! The record of who did what, as a whole: whether its chain holds, and its signed copies. Entries are written by the
//! operations themselves.

mod anchors;
mod export;
mod exported;
mod key;

use std::path::Path;

pub use anchors::read_anchor;
pub use export::{Exported, export};
pub use exported::{Refusal, Verified, verify_file};
pub use key::PUBLIC_KEY;

use super::{Office, OpsError};
use crate::domain::message::Message;
use crate::store::audit::{self, Entry};
use crate::store::chain::{Break, Fault, Link, Walk};
use crate::store::{Conn, copy};

/// Entries that are read at once.
const BATCH: i64 = 1_000;

/// Walks along the whole chain, past the ends that were seen before and those that are given, and gives where it
/// ends now, or the first entry where it does not hold. The end is kept in the data folder for the next time.
///
/// # Errors
/// When the database or the data folder fails.
pub fn check(office: &Office, anchors: &[Link]) -> Result<Result<Link, Break>, OpsError> {
    let mut all = anchors::known(&office.folder)?;
    all.extend_from_slice(anchors);
    let walked = copy::on_one_state(&mut *office.store.conn()?, |conn| walk(conn, &all, |_entry| Ok(())))?;
    if let Ok(end) = &walked {
        anchors::keep(&office.folder, end)?;
    }
    Ok(walked)
}

/// Walks along the chain in the state that the connection sees, and hands out its entries.
pub(in crate::ops) fn walk(
    conn: &mut Conn,
    anchors: &[Link],
    mut take: impl FnMut(&Entry) -> Result<(), OpsError>,
) -> Result<Result<Link, Break>, OpsError> {
    let mut walk = Walk::past(anchors);
    let mut position = 0;
    loop {
        let entries = audit::after(conn, position, BATCH)?;
        let Some(last) = entries.last().and_then(|entry| entry.position) else { break };
        position = last;
        for entry in &entries {
            if let Err(broken) = walk.step(entry) {
                return Ok(Err(broken));
            }
            take(entry)?;
        }
    }
    let outside = audit::unchained(conn, 1)?.into_iter().next();
    Ok(match (walk.end(), outside) {
        (Ok(end), Some(row)) => {
            let position = end.position.saturating_add(1);
            Err(Break { position, id: Some(row.id), fault: Fault::Unchained })
        }
        (walked, _) => walked,
    })
}

/// What people are told of the first entry where the chain does not hold.
pub fn message(broken: &Break) -> Message {
    let id = match broken.fault {
        Fault::Changed => "audit-changed",
        Fault::Missing => "audit-missing",
        Fault::Unchained => "audit-unchained",
        Fault::Rewritten => "audit-rewritten",
        Fault::CutOff => "audit-cut-off",
    };
    let entry = broken.id.clone().unwrap_or_default();
    Message::new(id).with("position", broken.position.to_string()).with("entry", entry)
}

/// The public key that signatures of this office are checked with, if it has signed anything yet.
///
/// # Errors
/// When it can't be read.
pub fn public_key(folder: &Path) -> Result<Option<String>, OpsError> {
    key::public(folder)
}
