//! An office from a backup, into a home in which nothing is, on whatever database and store.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::manifest::Manifest;
use super::{files, refuse_files, refuse_unless_empty, refuse_unless_whole, rows, set_closed};
use crate::blob::Sha256Hex;
use crate::domain::message::Message;
use crate::ops::deed::Deed;
use crate::ops::verify::Report;
use crate::ops::{By, Home, Office, OpsError, record, search};
use crate::store::door::Closed;
use crate::store::{self, audit};

/// A backup that was checked, opened on a copy of its database: the backup itself is not written to.
pub struct Opened {
    office: Office,
    manifest: Manifest,
    _scratch: TempDir,
}

/// Checks a backup: its manifest, its database, every file that the rows name, and the record.
///
/// # Errors
/// Names everything that is missing or damaged.
pub fn check_backup(folder: &Path) -> Result<Opened, OpsError> {
    let none = || OpsError::Refused(Message::new("backup-none").with("path", folder.display().to_string()));
    let manifest = Manifest::read(folder)?.ok_or_else(none)?;
    let kept = folder.join(&manifest.database.file);
    if !kept.is_file() || Sha256Hex::of_all(fs::File::open(&kept)?)? != manifest.database.sha256 {
        let damaged = Message::new("backup-database").with("path", kept.display().to_string());
        return Err(OpsError::Refused(damaged));
    }
    let scratch = tempfile::tempdir()?;
    let copy = scratch.path().join("office.sqlite");
    fs::copy(&kept, &copy)?;
    let home = Home {
        folder: scratch.path().to_owned(),
        database: Some(copy.to_string_lossy().into_owned()),
        blobs: Some(folder.to_string_lossy().into_owned()),
    };
    let office = Office::at(&home)?;
    let walked = record::check(&office, std::slice::from_ref(&manifest.audit))?;
    walked.map_err(|broken| OpsError::Refused(record::message(&broken)))?;
    refuse_unless_whole(&office)?;
    Ok(Opened { office, manifest, _scratch: scratch })
}

/// Fills an empty home from a backup and checks what arrived. Nobody can write there before all is well.
///
/// # Errors
/// When the home is not empty, or anything fails; then the home stays closed and is to be thrown away.
pub fn restore(
    backup: &Opened,
    by: &By,
    target: &Office,
    mut told: impl FnMut(Message),
) -> Result<Report, OpsError> {
    refuse_unless_empty(target)?;
    refuse_files(target)?;
    set_closed(target, Some(Closed::Filling))?;
    let source = &mut *backup.office.store.conn()?;
    files::copy_all(source, (&backup.office.blobs, &target.blobs), |files| {
        told(Message::new("transfer-files").with("files", files.to_string()));
    })?;
    rows::copy_all(source, &mut *target.store.conn()?, |table, rows| {
        told(Message::new("transfer-rows").with("table", table).with("rows", rows.to_string()));
    })?;
    let report = refuse_unless_whole(target)?;
    set_closed(target, None)?;
    let detail = format!("{} {}", backup.manifest.made_at, backup.manifest.database.sha256);
    let deed = Deed { action: "office.restore", county: None, subject: "-", detail }.by(by);
    store::write(&mut *target.store.conn()?, |conn| audit::insert(conn, &deed))?;
    search::index_missing(target, |_count| true)?;
    Ok(report)
}
