//! The words of a file, all of them, with the places where they stand: for search and for checks. One file a format.
//!
//! What is read here comes from anybody, so [`TextReader`] reads it in a process of its own, whose memory and time
//! the kernel bounds; here, too, everything has its limit. Text comes in lines as it stands, and nothing of it runs.

mod doc;
mod lines;
mod ofd;
mod office;
mod pdf;
mod pictures;
mod plain;
mod reader;
mod sheets;

use std::fs::File;

use serde::{Deserialize, Serialize};

use super::FileKind;
use super::preview::{Budget, Limits, PreviewFault};
use lines::Lines;

pub(in crate::intake) use plain::is_plain;
pub use plain::plain_text;
pub(in crate::intake) use reader::answer;
pub use reader::{TextReader, serve};

/// Which version of the readers a text comes from; it grows when they read more or better.
pub const VERSION: i64 = 1;

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileText {
    /// In lines; the cells of a row with tabs between them.
    pub text: String,
    /// Where pages, worksheets and notes begin, in order.
    pub marks: Vec<Mark>,
    /// Pages, slides or worksheets; 0 where there are none.
    pub pages: usize,
    /// Whether there is more than was read.
    pub cut: bool,
}

/// The beginning of a part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Characters before it.
    pub at: usize,
    /// What begins.
    pub place: Place,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A page or a slide, from 1.
    Page(usize),
    /// A worksheet, by its name.
    Sheet(String),
    /// Headers, footers, notes.
    Margin,
}

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFault {
    /// It is cut off or not what it says it is.
    Damaged,
    /// It opens with a password only.
    Locked,
    /// Reading it would take more memory or time than any file may.
    TooMuch,
}

impl TextFault {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Damaged, Self::Locked, Self::TooMuch];

    /// The name in the database.
    pub fn id(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Locked => "locked",
            Self::TooMuch => "too_much",
        }
    }

    /// The reason with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.id() == id)
    }
}

impl From<PreviewFault> for TextFault {
    fn from(_fault: PreviewFault) -> Self {
        Self::Damaged
    }
}

/// How a text is got out of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Ofd,
    Document,
    Slides,
    Workbook,
    OldWord,
    OldWorkbook,
    Plain,
}

impl Format {
    fn of(kind: FileKind) -> Option<Self> {
        match kind {
            FileKind::Pdf => Some(Self::Pdf),
            FileKind::Ofd => Some(Self::Ofd),
            FileKind::Docx => Some(Self::Document),
            FileKind::Pptx => Some(Self::Slides),
            FileKind::Xlsx => Some(Self::Workbook),
            FileKind::Doc | FileKind::Wps => Some(Self::OldWord),
            FileKind::Xls | FileKind::Et => Some(Self::OldWorkbook),
            FileKind::Txt => Some(Self::Plain),
            FileKind::Ppt | FileKind::Jpg | FileKind::Png | FileKind::Heic | FileKind::Mp4 => None,
        }
    }

    fn read(self, file: File, lines: &mut Lines) -> Result<(), TextFault> {
        match self {
            Self::Pdf => pdf::read(file, lines),
            Self::Ofd => ofd::read(file, lines),
            Self::Document => office::read_document(file, lines),
            Self::Slides => office::read_slides(file, lines),
            Self::Workbook => sheets::read(file, lines),
            Self::OldWord => doc::read(file, lines),
            Self::OldWorkbook => sheets::read_old(file, lines),
            Self::Plain => plain::read(file, lines),
        }
    }
}

/// Whether files of this kind hold text that can be read without looking at pictures.
pub fn has_text(kind: FileKind) -> bool {
    Format::of(kind).is_some()
}

/// What a file says, read in this very process: for files that the program trusts, and for the process that
/// [`TextReader`] starts.
///
/// # Errors
/// When it has none that can be read.
pub fn read(file: File, kind: FileKind) -> Result<FileText, TextFault> {
    let mut lines = Lines::new(Budget::new(Limits::WHOLE));
    Format::of(kind).ok_or(TextFault::Damaged)?.read(file, &mut lines)?;
    Ok(lines.done())
}
