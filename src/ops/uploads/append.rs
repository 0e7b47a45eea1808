//! More bytes of an upload: only where the last ones ended, only by one at a time, and never more than were said.

use super::{Begun, locked, unknown};
use crate::blob::{BlobError, Opened, Partial};
use crate::domain::message::Message;
use crate::ops::{Office, OpsError};

/// An upload that takes bytes; what has come stays, however this ends.
#[derive(Debug)]
pub struct Appending {
    partial: Partial,
    size: u64,
}

/// Goes on with an upload from a byte on.
///
/// # Errors
/// Refuses another byte than the next, and while somebody else works on it or it lies with another copy.
pub fn append(office: &Office, begun: &Begun, offset: u64) -> Result<Appending, OpsError> {
    if !begun.is_here() {
        return Err(locked());
    }
    let partial = match office.blobs.partials().open(&begun.row.id)? {
        Opened::Partial(partial) => partial,
        Opened::Locked => return Err(locked()),
        Opened::Nothing => return Err(unknown()),
    };
    if partial.size() != offset {
        let message = Message::new("upload-offset").with("offset", offset);
        return Err(OpsError::Refused(message.with("next", partial.size())));
    }
    Ok(Appending { partial, size: begun.size() })
}

impl Appending {
    /// Takes bytes.
    ///
    /// # Errors
    /// When they are more than the upload has, of which none is taken then, or the disk refuses.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), OpsError> {
        let room = self.size.saturating_sub(self.partial.size());
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > room {
            return Err(BlobError::TooLarge { limit: self.size }.into());
        }
        Ok(self.partial.write(bytes)?)
    }

    /// Makes what has come last, and gives how much that is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(self) -> Result<u64, OpsError> {
        self.partial.sync()?;
        Ok(self.partial.size())
    }
}

/// How much of an upload has come and is safe.
///
/// # Errors
/// Refuses while somebody works on it or it lies with another copy.
pub fn come(office: &Office, begun: &Begun) -> Result<u64, OpsError> {
    let offset = begun.offset.ok_or_else(locked)?;
    match office.blobs.partials().open(&begun.row.id)? {
        Opened::Partial(partial) => {
            partial.sync()?;
            Ok(partial.size())
        }
        Opened::Locked => Err(locked()),
        Opened::Nothing => Ok(offset),
    }
}
