//! A line of an import: a file of the package, what it seems to be, and what becomes of it.

use chrono::NaiveDate;

use crate::domain::facts::Year;
use crate::domain::message::Message;

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its names from the top of the package, divided by `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Codes of the items that its path names.
    pub items: Vec<String>,
    /// The assessment years that its path names.
    pub years: Vec<Year>,
    /// Id of the likeliest kind of evidence; empty when its content is not taken.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The day that its path names.
    pub day: Option<NaiveDate>,
    /// Ids of catalogue fields of its kind that stay open.
    pub open: Vec<String>,
    /// What does not agree or should be known.
    pub notes: Vec<Message>,
    /// What becomes of it.
    pub state: State,
}

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It can be taken.
    Ready,
    /// It was taken: the id of its evidence.
    Taken(String),
    /// The same bytes are filed under the same items and years already.
    Already(Same),
    /// It is not taken, and why.
    Not(Message),
}

/// Where the same bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Same {
    /// In evidence with this id.
    Evidence(String),
    /// In the file at this path of the same package.
    Path(String),
}

impl State {
    /// The name in message ids and for programs.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Taken(_) => "taken",
            Self::Already(_) => "already",
            Self::Not(_) => "not_taken",
        }
    }

    /// The evidence that the bytes are in, when there is some.
    pub fn evidence(&self) -> Option<&str> {
        match self {
            Self::Taken(id) | Self::Already(Same::Evidence(id)) => Some(id),
            Self::Ready | Self::Already(Same::Path(_)) | Self::Not(_) => None,
        }
    }

    /// Why it is not taken.
    pub fn reason(&self) -> Option<Message> {
        match self {
            Self::Ready | Self::Taken(_) => None,
            Self::Already(Same::Evidence(_)) => Some(Message::new("import-already")),
            Self::Already(Same::Path(path)) => Some(Message::new("import-doubled").with("path", path)),
            Self::Not(why) => Some(why.clone()),
        }
    }
}
