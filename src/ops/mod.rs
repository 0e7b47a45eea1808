//! Operations: one verb, one function, one transaction. The only place where store, blobs, domain,
//! reports and archive meet. They know neither HTTP nor arguments.

pub mod accounts;
pub mod binding;
mod deed;
pub mod evidence;
pub mod freezing;
pub mod import;
pub mod judging;
pub mod opening;
pub mod reports;
pub mod scores;
pub mod sheets;
pub mod statements;

use std::path::Path;

use chrono::NaiveDateTime;

use crate::archive::ArchiveError;
use crate::blob::{BlobError, Blobs};
use crate::domain::message::Message;
use crate::report::ReportError;
use crate::store::{Store, StoreError};

/// An office: its database and its files, below one data folder.
#[derive(Clone)]
pub struct Office {
    /// The database.
    pub store: Store,
    /// The files.
    pub blobs: Blobs,
}

/// Who does something, and when.
#[derive(Debug, Clone)]
pub struct By {
    /// Name of the account.
    pub account: String,
    /// The time, in UTC.
    pub at: NaiveDateTime,
}

/// Why an operation did nothing.
#[derive(Debug, thiserror::Error)]
pub enum OpsError {
    /// What was asked for is not there.
    #[error("not found: {0}")]
    NotFound(Message),
    /// What was given can't be taken.
    #[error("refused: {0}")]
    Refused(Message),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files failed.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A report could not be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// An archive could not be written.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The data folder can't be used.
    #[error("the data folder can't be used")]
    Io(#[from] std::io::Error),
}

impl From<diesel::result::Error> for OpsError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl OpsError {
    /// What people are told; causes are for the log.
    pub fn message(&self) -> Message {
        match self {
            Self::NotFound(message) | Self::Refused(message) => message.clone(),
            Self::Store(error) => error.message(),
            Self::Blob(error) => error.message(),
            Self::Report(error) => error.message(),
            Self::Archive(error) => error.message(),
            Self::Io(_) => Message::new("blob-io"),
        }
    }
}

impl Office {
    /// Opens a data folder, making it and its tables when they are not there.
    ///
    /// # Errors
    /// When the folder or the database can't be used.
    pub fn open(folder: &Path) -> Result<Self, OpsError> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { store: Store::open(&folder.join("yingjian.sqlite"))?, blobs: Blobs::open(folder)? })
    }
}
