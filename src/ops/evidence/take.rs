//! Taking a file in: what it is by its content, then safe on disk before a row may name it.

use std::path::Path;

use crate::blob::{BlobError, Blobs, Incoming, Look, Sha256Hex, Stored};
use crate::domain::message::Message;
use crate::intake::{FileKind, IntakeError, inspect};
use crate::ops::OpsError;
use crate::store::{self, Conn, StoreError};

/// The most characters of a file's name.
const MAX_NAME: usize = 255;

/// A file that may become evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its original name.
    pub name: String,
    /// Its bytes.
    pub stored: Stored,
    /// By content.
    pub media_type: String,
}

/// A received file of a kind that is taken; it vanishes unless it is kept.
#[derive(Debug)]
pub(super) struct Acceptable {
    incoming: Incoming,
    pub(super) name: String,
    kind: FileKind,
}

/// Makes a received file last when its content is of a kind that is taken. No antivirus is asked: this is for
/// what the program has made itself.
///
/// # Errors
/// Refuses by content and by name; the bytes are gone then, and nothing is changed.
pub fn take(incoming: Incoming, name: &str) -> Result<Taken, OpsError> {
    acceptable(incoming, name)?.keep()
}

/// Looks at the name and the content of a received file.
///
/// # Errors
/// Refuses by content and by name.
pub(super) fn acceptable(incoming: Incoming, name: &str) -> Result<Acceptable, OpsError> {
    let name = checked_name(name)?;
    let refused = |error: IntakeError| match error {
        // The disk is to blame, not the file.
        IntakeError::Io { source, .. } => OpsError::Io(source),
        error => OpsError::Refused(error.message()),
    };
    let kind = FileKind::of(incoming.path(), &name).map_err(refused)?;
    inspect(incoming.path(), &name, kind).map_err(refused)?;
    Ok(Acceptable { incoming, name, kind })
}

/// All of them, or none.
pub(super) fn all_acceptable(received: Vec<(Incoming, String)>) -> Result<Vec<Acceptable>, OpsError> {
    received.into_iter().map(|(incoming, name)| acceptable(incoming, &name)).collect()
}

impl Acceptable {
    /// Where it lies until it is kept.
    pub(super) fn path(&self) -> &Path {
        self.incoming.path()
    }

    /// The hash of its bytes.
    pub(super) fn sha256(&self) -> Result<Sha256Hex, BlobError> {
        self.incoming.sha256()
    }

    /// Makes it last.
    fn keep(self) -> Result<Taken, OpsError> {
        Ok(taken(self.name, self.incoming.finish()?, self.kind))
    }

    /// Has it made to last while the caller goes on, see [`Incoming::settle`].
    fn settle(self) -> Result<Taken, OpsError> {
        Ok(taken(self.name, self.incoming.settle()?, self.kind))
    }
}

/// Makes files last; one that is alone may still be doing so while the transaction is prepared that names it: it is safe
/// when [`still_there`] says so.
pub(super) fn settle_all(files: Vec<Acceptable>) -> Result<Vec<Taken>, OpsError> {
    let settle = if files.len() == 1 { Acceptable::settle } else { Acceptable::keep };
    files.into_iter().map(settle).collect()
}

fn taken(name: String, stored: Stored, kind: FileKind) -> Taken {
    Taken { name, stored, media_type: kind.media_type().to_owned() }
}

/// Those of some files that no row names yet, as the transaction finds it that will name them.
pub(super) fn unnamed<'f>(conn: &mut Conn, files: &'f [Taken]) -> Result<Vec<&'f Taken>, StoreError> {
    let hashes: Vec<String> = files.iter().map(|file| file.stored.sha256.to_string()).collect();
    let named = store::blobs::named(conn, &hashes)?;
    Ok(files.iter().filter(|file| !named.contains(file.stored.sha256.as_str())).collect())
}

/// Makes sure, at the end of the transaction that names the files, that each is safe on disk, and that none of those
/// named for the first time was swept away since it came: who sweeps does it inside such a transaction too
/// ([`crate::ops::sweep`]), so from here on nobody can.
///
/// # Errors
/// When one is not; then nothing may be written.
pub(super) fn still_there(blobs: &Blobs, files: &[Taken], unnamed: &[&Taken]) -> Result<(), OpsError> {
    files.iter().try_for_each(|file| file.stored.settled())?;
    for file in unnamed {
        if !matches!(blobs.look(&file.stored.sha256)?, Look::File(_)) {
            return Err(BlobError::Swept(file.stored.sha256.clone()).into());
        }
    }
    Ok(())
}

/// The name as it came, if it is one: neither empty nor too long, and without control characters.
///
/// # Errors
/// Refuses an empty or a long one.
pub(in crate::ops) fn checked_name(name: &str) -> Result<String, OpsError> {
    let length = name.chars().count();
    if name.trim().is_empty() {
        return Err(OpsError::Refused(Message::new("evidence-no-name")));
    }
    if length > MAX_NAME {
        let fault = Message::new("evidence-long-name").with("name", name).with("length", length);
        return Err(OpsError::Refused(fault.with("limit", MAX_NAME)));
    }
    Ok(name.chars().map(|char| if char.is_control() { '_' } else { char }).collect())
}
