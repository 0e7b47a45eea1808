//! The kinds of jobs, one file each.

use super::thumbnail::Size;
use super::work::{Made, Stop, Work};
use super::{archive, findings, hash, scan, score_days, text, text_pairs, thumbnail, tidy, unread};

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// A small picture of a picture.
    Thumbnail,
    /// A large picture of one that browsers don't show.
    Picture,
    /// The archive of a county, to be fetched when it is whole.
    Archive,
    /// A share of the files, read through again.
    Hash,
    /// What is no longer of use, cleared away.
    Tidy,
    /// The scores of all counties as they stand on a day.
    ScoreDays,
    /// What a file says.
    Text,
    /// Words in pictures.
    Scan,
    /// Files that nobody has read yet, or only older readers.
    Unread,
    /// What is found in a county, worked out anew.
    Findings,
    /// Which texts of a round were copied from one another.
    TextPairs,
}

impl JobKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Thumbnail,
        Self::Picture,
        Self::Archive,
        Self::Hash,
        Self::Tidy,
        Self::ScoreDays,
        Self::Text,
        Self::Scan,
        Self::Unread,
        Self::Findings,
        Self::TextPairs,
    ];

    /// The name in the database.
    pub fn id(self) -> &'static str {
        match self {
            Self::Thumbnail => "thumbnail",
            Self::Picture => "picture",
            Self::Archive => "archive",
            Self::Hash => "hash",
            Self::Tidy => "tidy",
            Self::ScoreDays => "score_days",
            Self::Text => "text",
            Self::Scan => "scan",
            Self::Unread => "unread",
            Self::Findings => "findings",
            Self::TextPairs => "text_pairs",
        }
    }

    /// The kind with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Does a job of this kind.
    pub(super) fn run(self, work: &Work<'_>) -> Result<Made, Stop> {
        match self {
            Self::Thumbnail => thumbnail::make(work, Size::Small),
            Self::Picture => thumbnail::make(work, Size::Large),
            Self::Archive => archive::make(work),
            Self::Hash => hash::make(work),
            Self::Tidy => tidy::make(work),
            Self::ScoreDays => score_days::make(work),
            Self::Text => text::make(work),
            Self::Scan => scan::make(work),
            Self::Unread => unread::make(work),
            Self::Findings => findings::make(work),
            Self::TextPairs => text_pairs::make(work),
        }
    }
}
