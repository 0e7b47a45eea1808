//! A whole office from one place to another: into a backup, out of one, or to another home. Rows go table by table as
//! they are, files by their hashes, and what arrives is checked as a whole before anybody works with it.

mod backup;
mod files;
mod manifest;
mod moving;
mod restore;
mod rows;

pub use backup::{Backup, backup};
pub use manifest::Manifest;
pub use moving::{Moved, cancel, move_to};
pub use restore::{Opened, check_backup, restore};

use super::verify::{self, Report};
use super::{Office, OpsError};
use crate::domain::message::Message;
use crate::store::door::{self, Closed};
use crate::store::{copy, tables, write_though_closed};

/// Refuses a home in which anything is.
fn refuse_unless_empty(office: &Office) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    for table in tables::all()? {
        let rows = copy::count(conn, &table)?;
        if rows > 0 {
            let filled = Message::new("transfer-not-empty").with("table", &table.name);
            return Err(OpsError::Refused(filled.with("rows", rows.to_string())));
        }
    }
    Ok(())
}

/// Refuses files in a place that is to be filled with others.
fn refuse_files(office: &Office) -> Result<(), OpsError> {
    match office.blobs.list(None).next() {
        None => Ok(()),
        Some(file) => {
            let filled = Message::new("transfer-has-files").with("hash", file?.sha256.as_str());
            Err(OpsError::Refused(filled))
        }
    }
}

/// Lets nobody write any more, or everybody again.
fn set_closed(office: &Office, closed: Option<Closed>) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    Ok(write_though_closed(conn, |conn| door::set(conn, closed))?)
}

/// Checks what arrived; nothing may be wrong with it.
fn refuse_unless_whole(office: &Office) -> Result<Report, OpsError> {
    let report = verify::run_without_leftovers(office)?;
    if report.is_clean() {
        return Ok(report);
    }
    let faults: Vec<Message> = report.findings.iter().map(verify::Finding::message).collect();
    Err(OpsError::Refused(Message::new("transfer-not-whole").with("faults", faults)))
}
