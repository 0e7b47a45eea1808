//! An office to another home while people work with it. Files go first, then the door of the writers is closed for all
//! copies of the program, and what is left goes over: nothing that was acknowledged can be missing. When all has
//! arrived and was checked, the old home stays closed and says that the office has moved.

use std::fs;
use std::path::Path;

use super::{files, refuse_files, refuse_unless_empty, refuse_unless_whole, rows, set_closed};
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::verify::Report;
use crate::ops::{By, Home, Office, OpsError, search};
use crate::store::door::{self, Closed};
use crate::store::{self, audit};

/// What lies in the data folder and belongs to the office: the key and the last seen end of the record, and what
/// seals second factors.
const BELONGINGS: [&str; 4] = ["audit-key.pem", "audit-key.pub.pem", "audit-end.json", "secret.key"];

/// An office that has moved.
#[derive(Debug)]
pub struct Moved {
    /// What the check of the new home came to.
    pub report: Report,
}

/// Moves an office to a home in which nothing is. Its files stay where they are when the new home has the same place
/// for them.
///
/// # Errors
/// When it has moved already, when the new home is not empty, or anything fails: then the old home is open again, and
/// what arrived at the new one is to be thrown away.
pub fn move_to(
    (from, old): (&Office, &Home),
    new: &Home,
    by: &By,
    told: &mut dyn FnMut(Message),
) -> Result<Moved, OpsError> {
    if let Some(closed) = door::closed(&mut *from.store.conn()?)? {
        return Err(store::StoreError::Closed(closed).into());
    }
    let stays = place_of_files(old) == place_of_files(new);
    let to = Office::at(new)?;
    refuse_unless_empty(&to)?;
    if !stays {
        refuse_files(&to)?;
    }
    set_closed(&to, Some(Closed::Filling))?;
    if !stays {
        copy_files(from, &to, told)?;
    }
    set_closed(from, Some(Closed::Moving))?;
    let arrived = arrive((from, &to), stays, told);
    set_closed(from, arrived.is_ok().then_some(Closed::Moved))?;
    let report = arrived?;
    carry(&from.folder, &to.folder)?;
    set_closed(&to, None)?;
    let deed = Deed { action: "office.move", county: None, subject: "-", detail: String::new() }.by(by);
    store::write(&mut *to.store.conn()?, |conn| audit::insert(conn, &deed))?;
    search::index_missing(&to, |_count| true)?;
    Ok(Moved { report })
}

/// Opens an office again whose move was broken off by force.
///
/// # Errors
/// When it is not moving: what has moved lives elsewhere, and two offices would go on from one.
pub fn cancel(office: &Office) -> Result<(), OpsError> {
    match door::closed(&mut *office.store.conn()?)? {
        Some(Closed::Moving) => set_closed(office, None),
        _ => Err(OpsError::Refused(Message::new("move-not-moving"))),
    }
}

fn place_of_files(home: &Home) -> String {
    home.blobs.clone().unwrap_or_else(|| home.folder.to_string_lossy().into_owned())
}

fn arrive(
    (from, to): (&Office, &Office),
    stays: bool,
    told: &mut dyn FnMut(Message),
) -> Result<Report, OpsError> {
    if !stays {
        copy_files(from, to, told)?;
    }
    rows::copy_all(&mut *from.store.conn()?, &mut *to.store.conn()?, |table, rows| {
        told(Message::new("transfer-rows").with("table", table).with("rows", rows.to_string()));
    })?;
    refuse_unless_whole(to)
}

fn copy_files(from: &Office, to: &Office, told: &mut dyn FnMut(Message)) -> Result<(), OpsError> {
    let rows = &mut *from.store.conn()?;
    files::copy_all(rows, (&from.blobs, &to.blobs), |files| {
        told(Message::new("transfer-files").with("files", files.to_string()));
    })?;
    Ok(())
}

fn carry(from: &Path, to: &Path) -> Result<(), OpsError> {
    for name in BELONGINGS {
        if from != to && from.join(name).exists() && !to.join(name).exists() {
            fs::copy(from.join(name), to.join(name))?;
        }
    }
    Ok(())
}
