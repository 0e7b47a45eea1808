//! A text that grows line by line, within a budget, and knows where its parts begin.

use super::{FileText, Mark, Place};
use crate::intake::preview::{Block, Budget};

pub(super) struct Lines {
    pub(super) budget: Budget,
    text: String,
    characters: usize,
    marks: Vec<Mark>,
    pages: usize,
}

impl Lines {
    pub(super) fn new(budget: Budget) -> Self {
        Self { budget, text: String::new(), characters: 0, marks: Vec::new(), pages: 0 }
    }

    /// Whether the reading has to end.
    pub(super) fn is_spent(&mut self) -> bool {
        self.budget.is_spent()
    }

    /// Begins a page, a worksheet, the margins.
    pub(super) fn begin(&mut self, place: Place) {
        if !matches!(place, Place::Margin) {
            self.pages = self.pages.saturating_add(1);
        }
        self.marks.push(Mark { at: self.characters, place });
    }

    /// Adds a line, or several; blank ones are left out.
    pub(super) fn line(&mut self, text: &str) {
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}']) {
            let line = line.trim_end();
            if line.trim_start().is_empty() {
                continue;
            }
            let before = self.text.len();
            self.budget.add(&mut self.text, line);
            let added = self.text.get(before..).unwrap_or_default().chars().count();
            self.text.push('\n');
            self.characters = self.characters.saturating_add(added).saturating_add(1);
        }
    }

    /// Adds what another reader took out of the same budget.
    pub(super) fn blocks(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            match block {
                Block::Text(text) => self.taken(&text),
                Block::Sheet(name) => self.begin(Place::Sheet(name)),
                Block::Table(rows) => rows.iter().for_each(|row| self.taken(&joined(row))),
            }
        }
    }

    fn taken(&mut self, text: &str) {
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            self.text.push_str(line);
            self.text.push('\n');
            self.characters = self.characters.saturating_add(line.chars().count()).saturating_add(1);
        }
    }

    pub(super) fn done(mut self) -> FileText {
        // Margins that hold nothing are none.
        let (end, empty) = (self.characters, Place::Margin);
        self.marks.retain(|mark| mark.at < end || mark.place != empty);
        FileText { text: self.text, marks: self.marks, pages: self.pages, cut: self.budget.is_cut() }
    }
}

/// A row as a line: what stands in a cell stays in it.
fn joined(row: &[String]) -> String {
    row.iter().map(|cell| cell.replace(['\n', '\t'], " ")).collect::<Vec<_>>().join("\t")
}
