//! Findings: what a careful clerk would stumble over. A finding points at its places and gives its reason; it is
//! a question to a person and never changes a score. What is looked for, and how, is `crate::ops::findings`'.

use serde::{Deserialize, Serialize};

use super::facts::Year;
use super::message::Message;

/// What is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// The same photo stands in several pieces of a county.
    PhotoAgain,
    /// A text was handed in for an earlier year.
    TextAgain,
    /// Another county has the text, too.
    TextElsewhere,
    /// A paper says another number, day or office than the catalogue.
    PaperDiffers,
    /// A paper has no signature or no day.
    PaperUnsigned,
    /// A paper's day lies outside the year that it is filed under.
    PaperOutsideYear,
    /// Minutes name nobody of the army though the item is about the army.
    MinutesWithoutArmy,
    /// Report, site, facts and roster tell different figures of one fact.
    FiguresDiffer,
    /// Another county has the same photo.
    PhotoElsewhere,
    /// A photo was shot outside the years that it is to prove.
    PhotoYear,
    /// A photo was shot on another day than is said.
    PhotoDay,
    /// A photo was shot elsewhere than can be.
    PhotoPlace,
    /// A photo lacks some of its six facts.
    PhotoCaption,
    /// A picture looks like a screenshot.
    PhotoScreen,
    /// A photo looks as if it were of a screen.
    PhotoOfScreen,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// An inspector would hold it against the county.
    Serious,
    /// It needs a look, and often a word.
    Notice,
    /// It may be nothing.
    Hint,
}

/// Something that was found in a county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// How much it weighs; its kind's weight unless the case is another.
    pub severity: Severity,
    /// What it is about, the same each time it is found again, such as the hash of a file: a wave-off holds for
    /// that, and for nothing else.
    pub about: String,
    /// What is wrong and why one can tell.
    pub message: Message,
    /// Where one can see it.
    pub spots: Vec<Spot>,
    /// The items, each in a year or in the whole cycle, whose points may be lost by it.
    pub parts: Vec<ItemYear>,
    /// Where in other counties; for the city alone.
    pub beyond: Vec<Beyond>,
}

/// A place that a finding points at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Id of the evidence; none for what the facts of an item say.
    pub evidence: Option<String>,
    /// Its title.
    pub title: String,
    /// The position of the file in the evidence.
    pub file: Option<i64>,
    /// The page of the file.
    pub page: Option<u32>,
    /// Whether the file is a picture, so that it can be shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub picture: bool,
    /// The words that it is about, as they stand there; empty for none.
    pub passage: String,
}

/// A place in another county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    /// The other county's code.
    pub county: String,
    /// The place.
    pub spot: Spot,
}

/// An item in a year, or in the whole cycle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemYear {
    /// Code of the item or bonus item.
    pub item: String,
    /// The year; none for the cycle.
    pub year: Option<Year>,
}

impl FindingKind {
    /// Every kind, in the order of filters.
    pub const ALL: [Self; 15] = [
        Self::PhotoAgain,
        Self::TextAgain,
        Self::TextElsewhere,
        Self::PaperDiffers,
        Self::PaperUnsigned,
        Self::PaperOutsideYear,
        Self::MinutesWithoutArmy,
        Self::FiguresDiffer,
        Self::PhotoElsewhere,
        Self::PhotoYear,
        Self::PhotoDay,
        Self::PhotoPlace,
        Self::PhotoCaption,
        Self::PhotoScreen,
        Self::PhotoOfScreen,
    ];

    /// The name in the database, the API and message ids, and how much it weighs.
    const fn told(self) -> (&'static str, Severity) {
        match self {
            Self::PhotoAgain => ("photo_again", Severity::Serious),
            Self::TextAgain => ("text_again", Severity::Notice),
            Self::TextElsewhere => ("text_elsewhere", Severity::Notice),
            Self::PaperDiffers => ("paper_differs", Severity::Notice),
            Self::PaperUnsigned => ("paper_unsigned", Severity::Hint),
            Self::PaperOutsideYear => ("paper_outside_year", Severity::Notice),
            Self::MinutesWithoutArmy => ("minutes_without_army", Severity::Notice),
            Self::FiguresDiffer => ("figures_differ", Severity::Serious),
            Self::PhotoElsewhere => ("photo_elsewhere", Severity::Serious),
            Self::PhotoYear => ("photo_year", Severity::Serious),
            Self::PhotoDay => ("photo_day", Severity::Notice),
            Self::PhotoPlace => ("photo_place", Severity::Notice),
            Self::PhotoCaption => ("photo_caption", Severity::Notice),
            Self::PhotoScreen => ("photo_screen", Severity::Hint),
            Self::PhotoOfScreen => ("photo_of_screen", Severity::Hint),
        }
    }

    /// The name in the database, the API and message ids.
    pub fn id(self) -> &'static str {
        self.told().0
    }

    /// How much one of this kind weighs as a rule.
    pub fn severity(self) -> Severity {
        self.told().1
    }

    /// The kind with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 3] = [Self::Serious, Self::Notice, Self::Hint];

    /// The name in the database, the API and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Serious => "serious",
            Self::Notice => "notice",
            Self::Hint => "hint",
        }
    }

    /// The weight with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.id() == id)
    }
}

impl Finding {
    /// A finding of a kind about something, of its kind's weight and with no places yet.
    pub fn new(kind: FindingKind, about: impl Into<String>, message: Message) -> Self {
        Self {
            kind,
            severity: kind.severity(),
            about: about.into(),
            message,
            spots: Vec::new(),
            parts: Vec::new(),
            beyond: Vec::new(),
        }
    }
}
