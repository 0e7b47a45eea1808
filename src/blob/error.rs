//! Why a file could not be taken or given.

use std::io::{self, ErrorKind};

use super::Sha256Hex;
use crate::domain::message::Message;

/// Why a file could not be taken or given.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// More bytes than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: u64,
    },
    /// Too little space on the disk to begin.
    #[error("{free} bytes free, {needed} needed")]
    NoSpace {
        /// Free space, in bytes.
        free: u64,
        /// What must stay free besides the file, in bytes.
        needed: u64,
    },
    /// The disk was full before the file was whole.
    #[error("the disk is full")]
    Full(#[source] io::Error),
    /// The file is gone.
    #[error("{0} is missing")]
    Missing(Sha256Hex),
    /// The file came, and was swept away as a leftover before a row could name it.
    #[error("{0} was swept before a row named it")]
    Swept(Sha256Hex),
    /// The file's bytes are not what its name says.
    #[error("{0} is damaged")]
    Damaged(Sha256Hex),
    /// An fsync failed before; nothing is written until the program is started anew.
    #[error("read-only after a failed fsync")]
    ReadOnly,
    /// The address of the files can't be used.
    #[error("the address {url:?} of the files can't be used")]
    Address {
        /// The address as given.
        url: String,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store does not answer, or refuses.
    #[error("the store of the files does not answer")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file system refused.
    #[error("the file system refused")]
    Io(#[source] io::Error),
}

impl BlobError {
    /// What people are told; the cause is for the log.
    pub fn message(&self) -> Message {
        match self {
            Self::TooLarge { limit } => Message::new("blob-too-large").with("limit", limit / 1_000_000),
            Self::NoSpace { free, needed } => Message::new("blob-no-space")
                .with("free", free / 1_000_000)
                .with("needed", needed / 1_000_000),
            Self::Full(_) => Message::new("blob-full"),
            Self::Missing(hash) => Message::new("blob-missing").with("hash", hash.as_str()),
            Self::Swept(_) => Message::new("blob-swept"),
            Self::Damaged(hash) => Message::new("blob-damaged").with("hash", hash.as_str()),
            Self::ReadOnly => Message::new("blob-read-only"),
            Self::Address { url, source } => {
                Message::new("blob-address").with("url", url).with("fault", source.to_string())
            }
            Self::Unreachable(_) => Message::new("blob-unreachable"),
            Self::Io(_) => Message::new("blob-io"),
        }
    }
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(error),
            // A reader of this store wraps what it has to say.
            _ => error.downcast::<Self>().unwrap_or_else(Self::Io),
        }
    }
}

impl From<BlobError> for io::Error {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Io(error) | BlobError::Full(error) => error,
            BlobError::Missing(_) => Self::new(ErrorKind::NotFound, error),
            error => Self::other(error),
        }
    }
}
