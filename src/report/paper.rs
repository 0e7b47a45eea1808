//! A printed thing without a format: titles, paragraphs, label and value pairs, tables.
//!
//! It says what stands where, never how it looks; that is each writer's.

use chrono::NaiveDate;

use super::chart::Chart;
use crate::domain::points::Points;
use crate::texts::Lang;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The title at its head and in its metadata.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// 发文字号, such as 〔2026〕3号 with its office.
    pub number: Option<String>,
    /// Who issues it: metadata and, with a date, the end of the document.
    pub author: String,
    /// The day it is dated; also the only time that any format records.
    pub date: NaiveDate,
    /// The language of its words.
    pub lang: Lang,
    /// Whether the sheet lies on its long side, for wide tables.
    pub landscape: bool,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is the highest level. Level 0 is the paper's own title where it is to stand
    /// elsewhere than at the head, as on covers.
    Heading {
        /// 0 to 3.
        level: u8,
        /// Its words.
        text: String,
    },
    /// Running text.
    Paragraph(String),
    /// Labels with their values.
    Facts(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// Pictures of figures, side by side where there is room.
    Charts(Vec<Chart>),
    /// What follows begins on a new page.
    PageBreak,
    /// Some empty height.
    Spacer,
}

/// A table with one head row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name: a sheet's in XLSX, a caption elsewhere.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a row shorter than the columns is filled with empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// Indexes of the columns that get a sum in a last row; none means no such row.
    pub totals: Vec<usize>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The words at its head.
    pub title: String,
    /// Its width relative to the other columns.
    pub width: u16,
    /// Where its cells' text stands.
    pub align: Align,
}

/// Where text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, never read as a formula or as markup.
    Text(String),
    /// Points, exact.
    Points(Points),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(NaiveDate),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Points> for Cell {
    fn from(points: Points) -> Self {
        Self::Points(points)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Column {
    /// A column with text at its left.
    pub fn left(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, align: Align::Left }
    }

    /// A column with text in the middle.
    pub fn center(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, align: Align::Center }
    }

    /// A column with text, usually figures, at its right.
    pub fn right(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, align: Align::Right }
    }
}

impl Paper {
    /// Whether the title stands among the blocks instead of at the head; such a cover has no page number.
    pub(super) fn places_its_title(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Heading { level: 0, .. }))
    }

    /// The tables, in order, and after them those behind charts.
    pub(super) fn tables(&self) -> impl Iterator<Item = &Table> {
        let tables = self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let charts = self.blocks.iter().filter_map(|block| match block {
            Block::Charts(charts) => Some(charts),
            _ => None,
        });
        tables.chain(charts.flatten().map(|chart| &chart.table))
    }
}

impl Table {
    /// The last row: the word for sums in the first column, a sum in each column that has one.
    pub(super) fn sums(&self, lang: Lang) -> Vec<Cell> {
        let cell = |at: usize| {
            if self.totals.contains(&at) {
                Cell::Points(self.total(at))
            } else if at == 0 {
                Cell::Text(lang.word("report-sum"))
            } else {
                Cell::Empty
            }
        };
        (0..self.columns.len()).map(cell).collect()
    }

    /// The sum of a column's points and numbers.
    pub(super) fn total(&self, column: usize) -> Points {
        self.rows.iter().filter_map(|row| row.get(column)?.points()).sum()
    }
}

impl Cell {
    /// The value that goes into sums.
    pub(super) fn points(&self) -> Option<Points> {
        match self {
            Self::Points(points) => Some(*points),
            Self::Number(number) => Some(Points::exact((*number).into())),
            Self::Text(_) | Self::Date(_) | Self::Empty => None,
        }
    }
}
