//! Beginning an upload: everything that can be refused is refused before the first byte comes.

use chrono::TimeDelta;

use super::{HOURS, fresh_id};
use crate::blob::BlobError;
use crate::domain::message::Message;
use crate::ops::evidence::checked_name;
use crate::ops::{By, Office, OpsError};
use crate::store::uploads::{self, UploadRow};
use crate::store::{self, Conn};

/// The most uploads of one account that wait to be filed.
pub const MAX_OPEN: usize = 2_000;
/// The most bytes of them all, as files of the largest size.
const MAX_LARGEST: u64 = 5;
/// The most characters of the path that a file had in its folder.
const MAX_PATH: usize = 1_000;

/// What an upload begins with.
#[derive(Debug, Clone)]
pub struct Begin {
    /// Code of the county.
    pub county: String,
    /// The file's name.
    pub name: String,
    /// Where it lay in a folder, with its name; empty for a single file.
    pub path: String,
    /// Bytes that it will have.
    pub size: u64,
}

/// Begins an upload; no file may be larger than `limit`.
///
/// # Errors
/// Refuses what is too large, a bad name, too many that wait, and a disk without room for it.
pub fn begin(office: &Office, by: &By, (begin, limit): (&Begin, u64)) -> Result<UploadRow, OpsError> {
    if begin.size > limit {
        return Err(BlobError::TooLarge { limit }.into());
    }
    let row = row(office, by, begin)?;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let open = uploads::open(conn, &by.account, by.at)?;
        check_quota(&open, begin.size, limit)?;
        uploads::insert(conn, &row)?;
        Ok::<_, OpsError>(())
    })?;
    let begun = promised(office, conn, &row).and_then(|promised| Ok(begin_file(office, &row, promised)?));
    if begun.is_err() {
        store::write(conn, |conn| uploads::remove(conn, &row.id))?;
    }
    begun.map(|()| row)
}

fn begin_file(office: &Office, row: &UploadRow, promised: u64) -> Result<(), BlobError> {
    office.blobs.partials().begin(&row.id, promised)
}

fn row(office: &Office, by: &By, begin: &Begin) -> Result<UploadRow, OpsError> {
    let name = checked_name(&begin.name)?;
    let path = if begin.path.is_empty() { name.as_str() } else { begin.path.as_str() };
    Ok(UploadRow {
        id: fresh_id(),
        account: by.account.clone(),
        county: begin.county.clone(),
        place: office.blobs.partials().place(&fresh_id())?,
        path: path.chars().filter(|char| !char.is_control()).take(MAX_PATH).collect(),
        name,
        size: i64::try_from(begin.size).unwrap_or(i64::MAX),
        evidence: None,
        begun_at: by.at,
        expires_at: by.at + TimeDelta::hours(HOURS),
    })
}

fn check_quota(open: &[UploadRow], size: u64, limit: u64) -> Result<(), OpsError> {
    if open.len() >= MAX_OPEN {
        return Err(OpsError::Refused(Message::new("upload-too-many").with("limit", MAX_OPEN)));
    }
    let most = limit.saturating_mul(MAX_LARGEST);
    if total(open).saturating_add(size) > most {
        let message = Message::new("upload-too-much").with("limit", most / 1_000_000);
        return Err(OpsError::Refused(message));
    }
    Ok(())
}

/// Bytes that are still to come into this folder, by all that are begun, this one among them.
fn promised(office: &Office, conn: &mut Conn, row: &UploadRow) -> Result<u64, OpsError> {
    let partials = office.blobs.partials();
    let mut promised = 0_u64;
    for open in uploads::in_place(conn, &row.place)? {
        let came = partials.size_of(&open.id)?.unwrap_or(0);
        promised = promised.saturating_add(u64::try_from(open.size).unwrap_or(0).saturating_sub(came));
    }
    Ok(promised)
}

fn total(rows: &[UploadRow]) -> u64 {
    rows.iter().fold(0, |total, row| total.saturating_add(u64::try_from(row.size).unwrap_or(0)))
}
