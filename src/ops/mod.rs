//! Operations: one verb, one function, one transaction. The only place where store, blobs, domain,
//! reports and archive meet. They know neither HTTP nor arguments.

pub mod accounts;
pub mod binding;
pub mod comments;
pub mod coverage;
mod deed;
pub mod evidence;
pub mod findings;
pub mod freezing;
pub mod history;
pub mod import;
pub mod jobs;
pub mod judging;
mod memory;
pub mod opening;
pub mod rates;
pub mod record;
pub mod reports;
pub mod scores;
pub mod search;
pub mod sheets;
pub mod statements;
pub mod sweep;
pub mod texts;
pub mod three_way;
pub mod transfer;
pub mod uploads;
pub mod verify;
pub mod watching;

use std::path::{Path, PathBuf};

use accounts::Access;
use chrono::NaiveDateTime;

use crate::archive::ArchiveError;
use crate::blob::{BlobError, Blobs};
use crate::domain::message::Message;
use crate::intake::{Antivirus, Scanner, TextReader};
use crate::report::ReportError;
use crate::store::{Address, Store, StoreError, Transient};
use memory::Memory;

/// An office: its database and its files, below one data folder.
#[derive(Clone)]
pub struct Office {
    /// The database.
    pub store: Store,
    /// The files.
    pub blobs: Blobs,
    /// What this process remembers of the database.
    memory: Memory,
    /// Files that were made from those and can be made again; `backup` and `verify` leave them out.
    pub derived: Blobs,
    /// Who is asked about files before they are kept, if anybody is.
    pub antivirus: Option<Antivirus>,
    /// Reads what files say, for the workers of this copy.
    pub reader: TextReader,
    /// Recognises words in pictures, for the workers of this copy, where it is installed.
    pub scanner: Option<Scanner>,
    /// Wakes the workers of this copy.
    pub bell: jobs::Bell,
    /// What it asks of those who come in.
    pub access: Access,
    /// The data folder of this copy.
    pub folder: PathBuf,
}

impl Office {
    /// Whether what a small file needs, its rows and its bytes, is read without waiting for anybody.
    pub fn is_at_hand(&self) -> bool {
        self.store.is_at_hand() && self.blobs.is_at_hand()
    }
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
    /// A helper without which nothing may be taken can't be asked; it may be asked again.
    #[error("away: {0}")]
    Away(Message),
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
    /// Too many ask for the same costly thing at once.
    #[error("too busy")]
    Busy,
}

impl From<diesel::result::Error> for OpsError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Transient for OpsError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_transient())
    }
}

impl OpsError {
    /// Whether a disk is full, so that the same may be asked again when there is room.
    pub fn is_full(&self) -> bool {
        use std::io::ErrorKind;
        match self {
            Self::Store(error) => matches!(error, StoreError::Full(_)),
            Self::Blob(error) => matches!(error, BlobError::NoSpace { .. } | BlobError::Full(_)),
            Self::Io(error) => matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded),
            _ => false,
        }
    }

    /// What people are told; causes are for the log.
    pub fn message(&self) -> Message {
        match self {
            Self::NotFound(message) | Self::Refused(message) | Self::Away(message) => message.clone(),
            Self::Store(error) => error.message(),
            Self::Blob(error) => error.message(),
            Self::Report(error) => error.message(),
            Self::Archive(error) => error.message(),
            Self::Io(_) if self.is_full() => Message::new("blob-full"),
            Self::Io(_) => Message::new("blob-io"),
            Self::Busy => Message::new("account-busy"),
        }
    }
}

/// Where an office is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The data folder.
    pub folder: PathBuf,
    /// Address of the database; a file of SQLite in the folder when none is given.
    pub database: Option<String>,
    /// Address of the files; a folder in the data folder when none is given.
    pub blobs: Option<String>,
}

impl Home {
    /// Database and files below one folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), database: None, blobs: None }
    }

    /// Whether its database is a server's, which may be away for a while.
    pub fn has_server(&self) -> bool {
        self.database.as_deref().is_some_and(|url| Address::new(url).is_postgres())
    }
}

impl Office {
    /// Opens an office below one folder, making it and its tables when they are not there.
    ///
    /// # Errors
    /// When the folder or the database can't be used.
    pub fn open(folder: &Path) -> Result<Self, OpsError> {
        Self::at(&Home::in_folder(folder))
    }

    /// Opens an office, making its folder and tables when they are not there.
    ///
    /// # Errors
    /// When the folder, the database or the files can't be used.
    pub fn at(home: &Home) -> Result<Self, OpsError> {
        std::fs::create_dir_all(&home.folder)?;
        let file = home.folder.join("yingjian.sqlite").to_string_lossy().into_owned();
        let store = Store::open(home.database.as_deref().unwrap_or(&file))?;
        let derived = home.folder.join("derived");
        let (blobs, derived) = match &home.blobs {
            Some(url) => (Blobs::at(url, &home.folder)?, Blobs::at(&format!("{url}/derived"), &derived)?),
            None => (Blobs::open(&home.folder)?, Blobs::open(&derived)?),
        };
        let access = Access::of(&store, &home.folder)?;
        Ok(Self {
            store,
            blobs,
            derived,
            antivirus: None,
            reader: TextReader::default(),
            scanner: None,
            bell: jobs::Bell::default(),
            memory: Memory::default(),
            access,
            folder: home.folder.clone(),
        })
    }

    /// The same office, in which an antivirus is asked about every file that comes in.
    #[must_use]
    pub fn guarded_by(self, antivirus: Option<Antivirus>) -> Self {
        Self { antivirus, ..self }
    }

    /// The same office, in which words are recognised in pictures.
    #[must_use]
    pub fn scanned_by(self, scanner: Option<Scanner>) -> Self {
        Self { scanner, ..self }
    }

    /// Whether anything may still be written: not after a failed fsync, until the program is started anew.
    ///
    /// # Errors
    /// When the database or the files are read-only.
    pub fn may_write(&self) -> Result<(), OpsError> {
        self.store.may_write()?;
        Ok(self.blobs.may_write()?)
    }

    /// What keeps the office from its work, if anything does.
    pub fn faults(&self) -> Vec<OpsError> {
        let database = self.store.conn().map(drop).and_then(|()| self.store.may_write());
        let files = self.blobs.health();
        database.err().map(OpsError::from).into_iter().chain(files.err().map(OpsError::from)).collect()
    }
}
