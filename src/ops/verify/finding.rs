//! What a check can find, each with a name that never changes and words for people.

use crate::blob::Sha256Hex;
use crate::domain::message::Message;
use crate::store::chain::Break;
use crate::store::search::Amiss;
use crate::store::soundness::Dangling;

/// Something that is not as it has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A row names a file that is not there.
    Missing(Sha256Hex),
    /// A folder, a link or the like lies in its place.
    NotAFile(Sha256Hex),
    /// The file has another size than its row says, and other bytes.
    WrongSize {
        /// The file.
        sha256: Sha256Hex,
        /// What its row says.
        expected: i64,
        /// What it has.
        found: u64,
    },
    /// The file is whole, and its row has a wrong size.
    RowSize {
        /// The file.
        sha256: Sha256Hex,
        /// What its row says.
        expected: i64,
        /// What it has.
        found: u64,
    },
    /// Its bytes are not those that its name stands for.
    Damaged {
        /// The file.
        sha256: Sha256Hex,
        /// What its bytes hash to.
        found: Sha256Hex,
    },
    /// It can't be read.
    Unreadable {
        /// The file.
        sha256: Sha256Hex,
        /// What the system says.
        cause: String,
    },
    /// No row names it.
    Orphan {
        /// The file.
        sha256: Sha256Hex,
        /// Its size.
        size: u64,
    },
    /// A row names a file by something that is no hash.
    BadRow(String),
    /// The files can't be listed.
    Listing(String),
    /// The database finds fault with itself.
    Database(String),
    /// Rows that name rows which are not there.
    Dangling(Dangling),
    /// The record of who did what does not hold.
    Record(Break),
    /// The index of searches is not as the evidence is.
    Index {
        /// What is amiss.
        what: Amiss,
        /// With how many pieces.
        pieces: usize,
        /// The first of them.
        first: String,
    },
}

impl Finding {
    /// The kind, as programs know it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::NotAFile(_) => "not_a_file",
            Self::WrongSize { .. } => "wrong_size",
            Self::RowSize { .. } => "row_size",
            Self::Damaged { .. } => "damaged",
            Self::Unreadable { .. } => "unreadable",
            Self::Orphan { .. } => "orphan",
            Self::BadRow(_) => "bad_row",
            Self::Listing(_) => "listing",
            Self::Database(_) => "database",
            Self::Dangling(_) => "dangling",
            Self::Record(_) => "record",
            Self::Index { what: Amiss::Missing, .. } => "not_indexed",
            Self::Index { what: Amiss::Leftover, .. } => "index_leftover",
            Self::Index { what: Amiss::Misplaced, .. } => "index_misplaced",
        }
    }

    /// The file that it is about.
    pub fn sha256(&self) -> Option<&Sha256Hex> {
        match self {
            Self::Missing(sha256)
            | Self::NotAFile(sha256)
            | Self::WrongSize { sha256, .. }
            | Self::RowSize { sha256, .. }
            | Self::Damaged { sha256, .. }
            | Self::Unreadable { sha256, .. }
            | Self::Orphan { sha256, .. } => Some(sha256),
            Self::BadRow(_)
            | Self::Listing(_)
            | Self::Database(_)
            | Self::Dangling(_)
            | Self::Record(_)
            | Self::Index { .. } => None,
        }
    }

    /// What people are told.
    pub fn message(&self) -> Message {
        let of = |id, sha256: &Sha256Hex| Message::new(id).with("hash", sha256.as_str());
        match self {
            Self::Missing(sha256) => of("verify-missing", sha256),
            Self::NotAFile(sha256) => of("verify-not-a-file", sha256),
            Self::WrongSize { sha256, expected, found } => of("verify-wrong-size", sha256)
                .with("expected", expected.to_string())
                .with("found", found.to_string()),
            Self::RowSize { sha256, expected, found } => of("verify-row-size", sha256)
                .with("expected", expected.to_string())
                .with("found", found.to_string()),
            Self::Damaged { sha256, found } => of("verify-damaged", sha256).with("found", found.as_str()),
            Self::Unreadable { sha256, cause } => of("verify-unreadable", sha256).with("cause", cause),
            Self::Orphan { sha256, size } => of("verify-orphan", sha256).with("size", size.to_string()),
            Self::BadRow(row) => Message::new("verify-bad-row").with("row", row),
            Self::Listing(cause) => Message::new("verify-listing").with("cause", cause),
            Self::Database(told) => Message::new("verify-database").with("told", told),
            Self::Dangling(rows) => Message::new("verify-dangling")
                .with("table", &rows.table)
                .with("parent", &rows.parent)
                .with("rows", rows.rows.to_string()),
            Self::Record(broken) => super::super::record::message(broken),
            Self::Index { what, pieces, first } => {
                of_index(*what).with("count", *pieces).with("first", first)
            }
        }
    }
}

fn of_index(what: Amiss) -> Message {
    Message::new(match what {
        Amiss::Missing => "verify-not-indexed",
        Amiss::Leftover => "verify-index-leftover",
        Amiss::Misplaced => "verify-index-misplaced",
    })
}
