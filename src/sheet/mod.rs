//! Scoring sheets as files: reading, checking, writing and comparing them.
//!
//! A TOML file and an XLSX workbook are both turned into one tree whose every value knows its
//! place; one reader turns the tree into a [`Standard`] and notes every problem on the way, so a
//! check exists once. Keeping versions and deciding which round uses which is not done here.
//! docs/STANDARD-FORMAT.md describes both formats.

mod differences;
mod fields;
mod lookup;
mod nearest;
mod place;
mod problem;
mod reader;
mod rule;
mod toml_text;
mod toml_tree;
mod tree;
mod values;
mod workbook;
mod write_toml;

use std::path::Path;

use crate::domain::message::Message;
use crate::domain::standard::Standard;

pub use differences::differences;
pub use place::Place;
pub use problem::Problem;
pub use rule::rule_in_words;

use place::Source;
use problem::Problems;

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 10 * 1024 * 1024;

/// The most items that a sheet may have.
pub const MAX_ITEMS: usize = 1_000;

/// A kind of file that holds a scoring sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// A TOML text.
    Toml,
    /// An XLSX workbook.
    Xlsx,
}

impl SheetFormat {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Toml, Self::Xlsx];

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format that a file's name tells, if it is one of ours.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

/// Reads a sheet, or lists everything that is wrong with it, in the order of its places.
pub fn read(bytes: &[u8], format: SheetFormat) -> Result<Standard, Vec<Problem>> {
    if bytes.len() > MAX_FILE {
        let what = Message::new("sheet-too-large").with("size", bytes.len()).with("limit", MAX_FILE);
        return Err(vec![Problem { place: Place::File, what }]);
    }
    match format {
        SheetFormat::Toml => read_toml(bytes),
        SheetFormat::Xlsx => read_workbook(bytes),
    }
}

fn read_toml(bytes: &[u8]) -> Result<Standard, Vec<Problem>> {
    let text = toml_tree::text_of(bytes).map_err(|problem| vec![problem])?;
    let source = Source::text(text);
    let problems = Problems::new(&source);
    let standard = toml_tree::parse(text, &problems).and_then(|root| reader::read(&root, &problems));
    problems.finish(standard)
}

fn read_workbook(bytes: &[u8]) -> Result<Standard, Vec<Problem>> {
    let (book, source) = workbook::source(bytes).map_err(|problem| vec![problem])?;
    let problems = Problems::new(&source);
    let root = workbook::parse(book, &problems);
    let standard = reader::read(&root, &problems);
    problems.finish(standard)
}

/// A sheet as a file; reading it again gives an equal one.
///
/// # Errors
/// When a text is longer than a cell of a workbook can hold.
pub fn write(standard: &Standard, format: SheetFormat) -> Result<Vec<u8>, NotWritten> {
    match format {
        SheetFormat::Toml => Ok(write_toml::write(standard).into_bytes()),
        SheetFormat::Xlsx => workbook::write(standard).map_err(|cause| NotWritten(cause.into())),
    }
}

/// Why a sheet can't be written.
#[derive(Debug, thiserror::Error)]
#[error("the sheet can't be written as a workbook")]
pub struct NotWritten(#[source] Box<dyn std::error::Error + Send + Sync>);

impl NotWritten {
    /// What people are told; the cause is for the log.
    pub fn message(&self) -> Message {
        Message::new("sheet-not-written")
    }
}

/// The sample sheet that is shipped: not any province's, and its title says so.
///
/// # Errors
/// Never in a built program; a test reads it.
pub fn sample() -> Result<Standard, Vec<Problem>> {
    read(include_bytes!("../../fixtures/standards/sample-2026.toml"), SheetFormat::Toml)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::points::Points;

    #[test]
    fn the_sample_sheet_is_whole() {
        let standard = sample().unwrap_or_else(|problems| {
            panic!("{}", problems.iter().map(|p| format!("{:?} {}\n", p.place, p.what)).collect::<String>())
        });
        let sum: Points = standard.items.iter().map(|item| item.points).sum();
        assert_eq!((standard.aspects.len(), standard.items.len()), (9, 67));
        assert_eq!((standard.vetoes.len(), standard.bonuses.len()), (6, 10));
        assert_eq!((sum, sum), (standard.base_total, "100".parse().unwrap_or_default()));
    }
}
