//! Why an archive could not be made, with the place of the fault.

use std::io;

use crate::domain::message::Message;

/// Why an archive stopped; paths are those below `data/`.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file is not where it was said to be.
    #[error("{path:?} is missing")]
    Missing {
        /// Path below `data/`.
        path: String,
    },
    /// The file is there and cannot be read.
    #[error("{path:?} cannot be read")]
    Unreadable {
        /// Path below `data/`.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file has another length than its entry says.
    #[error("{path:?} has {found} bytes instead of {expected}")]
    WrongSize {
        /// Path below `data/`.
        path: String,
        /// Bytes the entry promises.
        expected: u64,
        /// Bytes that were there.
        found: u64,
    },
    /// The file's bytes are not those the entry promises.
    #[error("{path:?} has SHA-256 {found} instead of {expected}")]
    WrongHash {
        /// Path below `data/`.
        path: String,
        /// Lower-case hex, as the entry promises.
        expected: String,
        /// Lower-case hex of the bytes read.
        found: String,
    },
    /// Several files are not as their entries say; each is named.
    #[error("{} sources are missing or changed", .0.len())]
    Sources(Vec<ArchiveError>),
    /// The path could not be unpacked safely everywhere.
    #[error("{path:?} is not a safe path")]
    UnsafePath {
        /// The path as given.
        path: String,
    },
    /// Two entries would be one file on a system that ignores case or normalises names.
    #[error("{path:?} and {other:?} are the same name")]
    SamePath {
        /// The later entry.
        path: String,
        /// The entry before it.
        other: String,
    },
    /// The receiver of the archive went away or could not write.
    #[error("the archive could not be written")]
    Output(#[source] io::Error),
    /// The ZIP format refused an entry.
    #[error("{path:?} could not be packed")]
    Pack {
        /// Path in the ZIP.
        path: String,
        /// What the ZIP writer said.
        source: zip::result::ZipError,
    },
    /// The index page could not be put together.
    #[error("the index page could not be rendered")]
    Page(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// So many faults are told of one by one; who wants them all asks `yingjian verify`.
const NAMED: usize = 20;

impl ArchiveError {
    /// The sentence for people: that the archive stopped, and why.
    pub fn message(&self) -> Message {
        match self {
            Self::Sources(faults) => Message::new("archive-sources")
                .with("count", faults.len())
                .with("faults", faults.iter().take(NAMED).map(Self::fault).collect::<Vec<_>>())
                .with("more", faults.len().saturating_sub(NAMED)),
            _ => Message::new("archive-stopped").with("fault", self.fault()),
        }
    }

    fn fault(&self) -> Message {
        match self {
            Self::Missing { path } => Message::new("archive-missing").with("path", path),
            Self::Unreadable { path, .. } => Message::new("archive-unreadable").with("path", path),
            Self::WrongSize { path, expected, found } => Message::new("archive-wrong-size")
                .with("path", path)
                .with("expected", expected.to_string())
                .with("found", found.to_string()),
            Self::WrongHash { path, expected, found } => Message::new("archive-wrong-hash")
                .with("path", path)
                .with("expected", expected)
                .with("found", found),
            Self::Sources(_) => self.message(),
            Self::UnsafePath { path } => Message::new("archive-unsafe-path").with("path", path),
            Self::SamePath { path, other } => {
                Message::new("archive-same-path").with("path", path).with("other", other)
            }
            Self::Output(_) => Message::new("archive-output"),
            Self::Pack { path, .. } => Message::new("archive-pack").with("path", path),
            Self::Page(_) => Message::new("archive-page"),
        }
    }
}
