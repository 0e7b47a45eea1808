//! A backup of an office that goes on working: one state of its database as a file of SQLite, whatever the database,
//! and the files that its rows name. Into the folder of an earlier backup only what is new is copied. Files are copied
//! and not linked: damage to one must not be damage to the other.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::manifest::{DatabaseFile, Manifest};
use super::{files, rows};
use crate::blob::{Blobs, Sha256Hex};
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::{By, Office, OpsError, record};
use crate::store::{self, Conn, audit};

/// A backup that was made.
#[derive(Debug, Clone)]
pub struct Backup {
    /// What it holds.
    pub manifest: Manifest,
    /// Files that were copied now; the others were there.
    pub new: u64,
}

/// Makes a backup in a folder, or brings the one there up to date. Until it is whole, the one before counts.
///
/// # Errors
/// When another backup into the folder is going on, when the record does not hold, when files are missing or damaged,
/// each named, and when anything can't be read or written.
pub fn backup(
    office: &Office,
    by: &By,
    folder: &Path,
    mut told: impl FnMut(Message),
) -> Result<Backup, OpsError> {
    fs::create_dir_all(folder)?;
    let lock = File::create(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        return Err(OpsError::Refused(
            Message::new("backup-busy").with("path", folder.display().to_string()),
        ));
    }
    let before = Manifest::read(folder)?;
    let deed = Deed { action: "office.backup", county: None, subject: "-", detail: String::new() }.by(by);
    store::write(&mut *office.store.conn()?, |conn| audit::insert(conn, &deed))?;
    let path = folder.join(format!("office-{}.sqlite", Uuid::now_v7().simple()));
    let mut copy = store::alone(&path.to_string_lossy())?;
    let tables = rows::copy_all(&mut *office.store.conn()?, &mut copy, |table, rows| {
        told(Message::new("transfer-rows").with("table", table).with("rows", rows.to_string()));
    })?;
    let end = record::walk(&mut copy, &[], |_entry| Ok(()))?
        .map_err(|broken| OpsError::Refused(record::message(&broken)))?;
    let places = (&office.blobs, &Blobs::open(folder)?);
    let copied = files::copy_all(&mut copy, places, |files| {
        told(Message::new("transfer-files").with("files", files.to_string()));
    })?;
    close(copy, &path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let database = DatabaseFile { file: name, sha256: Sha256Hex::of_all(File::open(&path)?)? };
    let made_at = by.at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let manifest = Manifest::new(made_at, database, end).of(tables, &copied);
    manifest.write(folder)?;
    drop_database(folder, before)?;
    Ok(Backup { manifest, new: copied.new })
}

/// Leaves one whole file that lasts.
fn close(copy: Conn, path: &Path) -> Result<(), OpsError> {
    store::close_alone(copy)?;
    File::open(path)?.sync_all()?;
    Ok(())
}

/// The database of the backup before.
fn drop_database(folder: &Path, before: Option<Manifest>) -> Result<(), OpsError> {
    let old: Option<PathBuf> = before.map(|before| folder.join(before.database.file));
    match old.map(fs::remove_file) {
        Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
