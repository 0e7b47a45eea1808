//! What an office document says, as text and tables: no layout, no pictures, nothing that runs.
//!
//! Time, size and memory stay small whatever a document claims; what is left out is said. That it unpacks to what
//! its directory says was seen when it came in (`inspect`).

mod budget;
pub(super) mod text_document;
pub(super) mod workbook;

use std::fs::File;
use std::io::{BufReader, Read};

use zip::ZipArchive;

use super::FileKind;
pub(super) use budget::{Budget, Limits};

/// The most bytes of XML that are read of a part, and of parts that a reader holds in memory together.
const MOST_BYTES: u64 = 32 << 20;

/// A piece of what a document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// The name of a worksheet, before its rows.
    Sheet(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// What a document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// In the order of the document.
    pub blocks: Vec<Block>,
    /// Whether there is more than this.
    pub cut: bool,
}

/// Why a document can't be shown as text.
#[derive(Debug, thiserror::Error)]
#[error("the document can't be shown as text: {0}")]
pub struct PreviewFault(String);

impl PreviewFault {
    pub(super) fn of(cause: &dyn std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

pub(super) type Archive = ZipArchive<BufReader<File>>;

/// Whether documents of this kind are shown as text.
pub fn has_preview(kind: FileKind) -> bool {
    matches!(kind, FileKind::Docx | FileKind::Xlsx)
}

/// What the document in a file says.
///
/// # Errors
/// When it is of another kind, damaged, or so large that looking into it would cost too much.
pub fn preview(file: File, kind: FileKind) -> Result<Preview, PreviewFault> {
    let mut budget = Budget::new(Limits::SHOWN);
    let blocks = match kind {
        FileKind::Docx => text_document::read(&mut opened(file)?, text_document::MAIN, &mut budget)?,
        FileKind::Xlsx => workbook::read(opened(file)?, &mut budget)?,
        _ => return Err(PreviewFault::of(&kind.extension())),
    };
    Ok(Preview { blocks, cut: budget.is_cut() })
}

pub(super) fn opened(file: File) -> Result<Archive, PreviewFault> {
    ZipArchive::new(BufReader::new(file)).map_err(|fault| PreviewFault::of(&fault))
}

/// A part of a document, up to as many bytes as are read.
pub(super) fn part<'a>(archive: &'a mut Archive, name: &str) -> Result<impl Read + use<'a>, PreviewFault> {
    let part = archive.by_name(name).map_err(|fault| PreviewFault::of(&fault))?;
    Ok(part.take(MOST_BYTES))
}
