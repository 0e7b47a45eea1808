//! Why the sample round could not be made or found.

use std::path::{Path, PathBuf};

use crate::blob::BlobError;
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::report::ReportError;

/// Why the sample round could not be made or found.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder holds something that is no sample round, or half of one.
    #[error("{0} is neither empty nor a finished sample round")]
    NotEmpty(PathBuf),
    /// An operation refused or failed.
    #[error(transparent)]
    Ops(#[from] OpsError),
    /// A document could not be made.
    #[error("a sample document could not be made")]
    Paper(#[from] ReportError),
    /// A picture could not be made.
    #[error("a sample picture could not be made")]
    Picture(#[from] image::ImageError),
    /// The facts of a picture could not be written into it.
    #[error("the facts of a sample picture could not be written")]
    Exif(#[from] exif::Error),
    /// A file of words is broken.
    #[error("the words of the sample round are broken")]
    Words(#[from] toml::de::Error),
    /// A kind of evidence has no words.
    #[error("no words for documents of the kind {0}")]
    NoWords(String),
    /// The sheet is broken.
    #[error("the sample sheet is broken")]
    Sheet,
    /// The makers of documents ended before their work was done.
    #[error("a maker of documents ended too early")]
    Stopped,
    /// The log-ins can't be written or read.
    #[error("{path} can't be used")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl From<BlobError> for DemoError {
    fn from(error: BlobError) -> Self {
        Self::Ops(error.into())
    }
}

impl DemoError {
    pub(super) fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// What people are told; causes are for the log.
    pub fn message(&self) -> Message {
        let path = |id, path: &Path| Message::new(id).with("path", path.display().to_string());
        match self {
            Self::NotEmpty(folder) => path("demo-not-empty", folder),
            Self::Ops(error) => error.message(),
            Self::Paper(error) => error.message(),
            Self::Io { path: file, source } => path("demo-io", file).with("cause", source.to_string()),
            Self::Picture(_)
            | Self::Exif(_)
            | Self::Words(_)
            | Self::NoWords(_)
            | Self::Sheet
            | Self::Stopped => Message::new("demo-broken").with("cause", self.to_string()),
        }
    }
}
