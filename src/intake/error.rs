//! Why a file or a package is not taken, with the value, the place and the limit.

use std::io;
use std::path::Path;

use crate::domain::message::Message;

use super::amount::amount;
use super::document::DocumentFault;
use super::found::Found;
use super::kind::FileKind;

/// Why nothing was taken. Names and paths are those the person gave; sizes are in bytes.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file has no bytes.
    #[error("{name:?} is empty")]
    Empty {
        /// The file's name.
        name: String,
    },
    /// The content is of a kind that is not taken.
    #[error("{name:?} is {found:?}")]
    NotTaken {
        /// The file's name.
        name: String,
        /// What it is.
        found: Found,
    },
    /// An office document that only opens with a password.
    #[error("{name:?} is locked with a password")]
    Locked {
        /// The file's name.
        name: String,
    },
    /// The package is no ZIP, or not a whole one.
    #[error("{name:?} is not a whole ZIP")]
    NotZip {
        /// The package's name.
        name: String,
        /// What the reader of ZIPs said.
        source: Option<zip::result::ZipError>,
    },
    /// The folder to import is none.
    #[error("{path:?} is not a folder")]
    NotFolder {
        /// Its path.
        path: String,
    },
    /// The path leads out of the package, or is one on some system only.
    #[error("{path:?} is not a safe path")]
    UnsafePath {
        /// The path in the package.
        path: String,
    },
    /// The path is longer than any file system holds.
    #[error("{path:?}… has {length} bytes of {limit}")]
    LongPath {
        /// The beginning of the path.
        path: String,
        /// Its length in bytes.
        length: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// Two entries are one name.
    #[error("{path:?} occurs twice")]
    SamePath {
        /// The name.
        path: String,
    },
    /// The name is in an encoding that is not known here.
    #[error("the name of entry {number} is neither UTF-8 nor GBK")]
    BadName {
        /// Which entry, from 1.
        number: usize,
        /// The name as far as it can be read.
        path: String,
    },
    /// The entry is encrypted.
    #[error("{path:?} is encrypted")]
    Encrypted {
        /// The path in the package.
        path: String,
    },
    /// The entry is packed in a way that is not read here.
    #[error("{path:?} is packed by {method}")]
    Method {
        /// The path in the package.
        path: String,
        /// The name of the compression method.
        method: String,
    },
    /// More entries than the limit.
    #[error("{count} entries of {limit}")]
    TooManyEntries {
        /// How many there are, or how many were counted before it was given up.
        count: u64,
        /// The most that are taken.
        limit: usize,
    },
    /// The list of entries is larger than is held in memory.
    #[error("a directory of {size} bytes of {limit}")]
    LargeDirectory {
        /// Its size.
        size: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// A file is larger than the limit.
    #[error("{path:?} has {size} bytes of {limit}")]
    FileTooLarge {
        /// The path in the package.
        path: String,
        /// Its size.
        size: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// All files together are larger than the limit.
    #[error("{size} bytes of {limit}")]
    TooManyBytes {
        /// The size of all.
        size: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// The file, or the package, swells beyond what honest files do.
    #[error("{path:?} swells from {packed} to {size} bytes, more than {limit} times")]
    Bomb {
        /// The path in the package, or the package's name.
        path: String,
        /// Its size when packed.
        packed: u64,
        /// Its size when unpacked.
        size: u64,
        /// How many times is taken.
        limit: u64,
    },
    /// Two entries share bytes of the package.
    #[error("{path:?} shares its bytes with another entry")]
    Overlap {
        /// The path in the package.
        path: String,
    },
    /// A picture that unpacks to more than a person or a machine can use.
    #[error("{name:?} claims {width} x {height} pixels, {size} bytes of {limit}")]
    PictureTooLarge {
        /// The file's name.
        name: String,
        /// Pixels from left to right.
        width: u64,
        /// Pixels from top to bottom.
        height: u64,
        /// Bytes that it would unpack to.
        size: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// A picture that is cut off or has no pixels.
    #[error("{name:?} is not a whole picture")]
    PictureBroken {
        /// The file's name.
        name: String,
    },
    /// An office document whose inside is not safe.
    #[error("the inside of {name:?} is not safe")]
    Document {
        /// The file's name.
        name: String,
        /// What is wrong inside.
        fault: DocumentFault,
    },
    /// More bytes came than the directory says.
    #[error("{path:?} has more than the {said} bytes it says")]
    MoreThanSaid {
        /// The path in the package.
        path: String,
        /// What the directory says.
        said: u64,
    },
    /// The bytes could not be read to their end, or are not those that were packed.
    #[error("{path:?} is damaged")]
    Damaged {
        /// The path in the package.
        path: String,
        /// What the reader said.
        source: Option<io::Error>,
    },
    /// The file system refused.
    #[error("{path:?} cannot be read")]
    Io {
        /// Its path.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

impl IntakeError {
    /// The file system's refusal at a path.
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }

    /// What people are told; the cause is for the log.
    pub fn message(&self) -> Message {
        let named = |id, name: &String| Message::new(id).with("name", name);
        let at = |id, path: &String| Message::new(id).with("path", path);
        let sizes = |message: Message, size: &u64, limit: &u64| {
            message.with("size", amount(*size)).with("limit", amount(*limit))
        };
        match self {
            Self::Empty { name } => named("intake-empty", name),
            Self::NotTaken { name, found } => {
                named("intake-not-taken", name).with("found", found.message()).with("taken", FileKind::list())
            }
            Self::Locked { name } => named("intake-locked", name),
            Self::NotZip { name, .. } => named("intake-not-zip", name),
            Self::NotFolder { path } => at("intake-not-folder", path),
            Self::UnsafePath { path } => at("intake-unsafe-path", path),
            Self::LongPath { path, length, limit } => {
                at("intake-long-path", path).with("length", *length).with("limit", *limit)
            }
            Self::SamePath { path } => at("intake-same-path", path),
            Self::BadName { number, path } => at("intake-bad-name", path).with("number", *number),
            Self::Encrypted { path } => at("intake-encrypted", path),
            Self::Method { path, method } => at("intake-method", path).with("method", method),
            Self::TooManyEntries { count, limit } => {
                Message::new("intake-too-many-entries").with("count", *count).with("limit", *limit)
            }
            Self::LargeDirectory { size, limit } => {
                sizes(Message::new("intake-large-directory"), size, limit)
            }
            Self::FileTooLarge { path, size, limit } => sizes(at("intake-file-too-large", path), size, limit),
            Self::TooManyBytes { size, limit } => sizes(Message::new("intake-too-many-bytes"), size, limit),
            Self::Bomb { path, packed, size, limit } => at("intake-bomb", path)
                .with("packed", amount(*packed))
                .with("size", amount(*size))
                .with("limit", *limit),
            Self::Overlap { path } => at("intake-overlap", path),
            Self::PictureTooLarge { name, width, height, size, limit } => {
                let message =
                    named("intake-picture-large", name).with("width", *width).with("height", *height);
                sizes(message, size, limit)
            }
            Self::PictureBroken { name } => named("intake-picture-broken", name),
            Self::Document { name, fault } => named("intake-document", name).with("fault", fault.message()),
            Self::MoreThanSaid { path, said } => {
                at("intake-more-than-said", path).with("said", amount(*said))
            }
            Self::Damaged { path, .. } => at("intake-damaged", path),
            Self::Io { path, .. } => at("intake-unreadable", path),
        }
    }
}
