//! Uploads that come in pieces: begun, gone on with after a broken line, looked at when they are whole, and then
//! filed like any received file ([`crate::ops::evidence::file_received`]). What has come is the length of a file;
//! a row says whose it is. Nothing here is evidence yet, so nothing goes on record.
//!
//! The bytes lie in a folder of this copy. Copies that share a database and not a folder know from the row whether
//! an upload lies with them ([`Begun::is_here`]).

mod append;
mod begin;
mod propose;
mod receive;
mod sweep;

pub use append::{Appending, append, come};
pub use begin::{Begin, MAX_OPEN, begin};
pub use propose::{Proposed, Source, propose};
pub use receive::{note_filed, receive};
pub use sweep::sweep;

use chrono::NaiveDateTime;

use super::{Office, OpsError};
use crate::domain::message::Message;
use crate::store::uploads::{self, UploadRow};

/// Hours that an upload waits for the rest of its bytes and for being filed.
const HOURS: i64 = 7 * 24;

/// Whose an upload is.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// Name of the account.
    pub account: &'a str,
    /// Code of the county.
    pub county: &'a str,
}

/// An upload that somebody has begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Its row.
    pub row: UploadRow,
    /// Bytes that have come; none when they lie with another copy.
    pub offset: Option<u64>,
}

impl Begun {
    /// Bytes that it will have.
    pub fn size(&self) -> u64 {
        u64::try_from(self.row.size).unwrap_or(0)
    }

    /// Whether its bytes lie in a folder of this copy.
    pub fn is_here(&self) -> bool {
        self.offset.is_some()
    }

    /// Whether all has come.
    pub fn is_whole(&self) -> bool {
        self.offset == Some(self.size())
    }
}

/// An upload that this account has begun for this county.
///
/// # Errors
/// When there is none, as for one of somebody else; refused when it has expired.
pub fn find(office: &Office, id: &str, (owner, now): (Owner<'_>, NaiveDateTime)) -> Result<Begun, OpsError> {
    let rows = uploads::of(&mut *office.store.conn()?, &[id.to_owned()], (owner.account, owner.county))?;
    let row = rows.into_iter().next().ok_or_else(unknown)?;
    if row.expires_at <= now {
        return Err(OpsError::Refused(Message::new("upload-expired").with("name", row.name)));
    }
    let here = office.blobs.partials().known_place()?.is_some_and(|place| place == row.place);
    let offset = if here { Some(office.blobs.partials().size_of(&row.id)?) } else { None };
    match offset {
        // Its file was swept, or lost with a disk; one that was filed is done with.
        Some(None) if row.evidence.is_none() => Err(unknown()),
        offset => Ok(Begun { row, offset: offset.map(Option::unwrap_or_default) }),
    }
}

/// Ends an upload before it is filed, and forgets what has come of it.
///
/// # Errors
/// When the database or the disk refuses.
pub fn remove(office: &Office, begun: &Begun) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    crate::store::write(conn, |conn| uploads::remove(conn, &begun.row.id))?;
    Ok(office.blobs.partials().remove(&begun.row.id)?)
}

fn fresh_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

fn unknown() -> OpsError {
    OpsError::NotFound(Message::new("upload-unknown"))
}

/// An upload lies with another copy, or somebody works on it: it may be asked for again.
fn locked() -> OpsError {
    OpsError::Refused(Message::new("upload-locked"))
}
