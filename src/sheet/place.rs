//! Where something stands in a sheet's file.
//!
//! While reading, a place is a small [`Spot`]; what a person needs, a line or a cell, is worked
//! out only for what is reported.

use crate::domain::message::Message;

/// A place in the file, as a person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line of a text and the column in characters, both from 1.
    Line {
        /// The line.
        line: usize,
        /// The character within the line.
        column: usize,
    },
    /// A worksheet as a whole.
    Sheet {
        /// Its name.
        sheet: String,
    },
    /// A cell of a worksheet; row and column from 1.
    Cell {
        /// The worksheet's name.
        sheet: String,
        /// The row, as on its left edge.
        row: u32,
        /// The column; 1 is A.
        column: u32,
    },
}

impl Place {
    /// The place in words, such as “line 12, column 3”.
    pub fn message(&self) -> Message {
        match self {
            Self::File => Message::new("sheet-place-file"),
            Self::Line { line, column } => {
                Message::new("sheet-place-line").with("line", *line).with("column", *column)
            }
            Self::Sheet { sheet } => Message::new("sheet-place-sheet").with("sheet", sheet),
            Self::Cell { sheet, row, column } => Message::new("sheet-place-cell")
                .with("sheet", sheet)
                .with("row", i64::from(*row))
                .with("column", column_letters(*column)),
        }
    }
}

/// The letters of a column counted from 1: A, Z, AA.
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(char::from_digit(left % 26 + 10, 36).unwrap_or('?').to_ascii_uppercase());
        left /= 26;
    }
    letters.into_iter().rev().collect()
}

/// A place while reading; ordered as in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// The file as a whole.
    File,
    /// A byte of a text.
    Offset(usize),
    /// A cell, counted from 1, of the worksheet with this number; row 0 is the whole worksheet.
    Cell { sheet: usize, row: u32, column: u32 },
}

impl Spot {
    /// A worksheet as a whole.
    pub(super) fn sheet(sheet: usize) -> Self {
        Self::Cell { sheet, row: 0, column: 0 }
    }
}

/// What turns spots into places.
pub(super) enum Source<'a> {
    /// A text with its lines.
    Text(Lines<'a>),
    /// The names of a workbook's worksheets.
    Book(Vec<String>),
}

impl<'a> Source<'a> {
    pub(super) fn text(text: &'a str) -> Self {
        Self::Text(Lines::new(text))
    }

    pub(super) fn place(&self, spot: Spot) -> Place {
        match (self, spot) {
            (Self::Text(lines), Spot::Offset(offset)) => lines.place(offset),
            (Self::Book(names), Spot::Cell { sheet, row, column }) => {
                let sheet = names.get(sheet).cloned().unwrap_or_default();
                if row == 0 { Place::Sheet { sheet } } else { Place::Cell { sheet, row, column } }
            }
            _ => Place::File,
        }
    }
}

/// The lines of a text. Characters are counted ahead by blocks, so that a place in the middle of
/// a line of megabytes costs no more than any other.
pub(super) struct Lines<'a> {
    text: &'a [u8],
    starts: Vec<usize>,
    characters_before_block: Vec<usize>,
}

impl<'a> Lines<'a> {
    const BLOCK: usize = 1024;

    fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let mut before = 0;
        let mut characters_before_block = vec![0];
        for block in text.chunks(Self::BLOCK) {
            before += characters(block);
            characters_before_block.push(before);
        }
        Self { text, starts, characters_before_block }
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        Place::Line { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / Self::BLOCK;
        let before = self.characters_before_block.get(block).copied().unwrap_or(0);
        before + self.text.get(block * Self::BLOCK..offset).map_or(0, characters)
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0b1100_0000) != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters_also_far_into_a_long_line() {
        let text = format!("一\n{}x", "双".repeat(5_000));
        let source = Source::text(&text);
        let at = text.find('x').unwrap();
        assert_eq!(source.place(Spot::Offset(at)), Place::Line { line: 2, column: 5_001 });
        assert_eq!(source.place(Spot::Offset(0)), Place::Line { line: 1, column: 1 });
        assert_eq!(source.place(Spot::Offset(text.len())), Place::Line { line: 2, column: 5_002 });
    }

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let letters: Vec<String> = [1, 26, 27, 52, 703].into_iter().map(column_letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
