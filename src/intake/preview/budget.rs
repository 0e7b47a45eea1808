//! What the reading of a document may still take: characters, cells, time.

use std::time::{Duration, Instant};

/// What may be taken of a document.
#[derive(Debug, Clone, Copy)]
pub(in crate::intake) struct Limits {
    /// Characters of all text together.
    pub(in crate::intake) characters: usize,
    /// Cells of all tables together.
    pub(in crate::intake) cells: usize,
    /// How long the reading may go on.
    pub(in crate::intake) time: Duration,
    /// Worksheets that are looked at.
    pub(in crate::intake) sheets: usize,
    /// Rows of a worksheet.
    pub(in crate::intake) rows: usize,
    /// Columns of a worksheet.
    pub(in crate::intake) columns: u32,
}

impl Limits {
    /// For what is shown while a person waits.
    pub(in crate::intake) const SHOWN: Self = Self {
        characters: 200_000,
        cells: 20_000,
        time: Duration::from_secs(2),
        sheets: 20,
        rows: 500,
        columns: 40,
    };

    /// For what is read in the background.
    pub(in crate::intake) const WHOLE: Self = Self {
        characters: 2_000_000,
        cells: 1_000_000,
        time: Duration::from_secs(8),
        sheets: 200,
        rows: 100_000,
        columns: 256,
    };
}

pub(in crate::intake) struct Budget {
    /// What there was at first.
    pub(in crate::intake) limits: Limits,
    characters: usize,
    cells: usize,
    until: Instant,
    cut: bool,
}

impl Budget {
    pub(in crate::intake) fn new(limits: Limits) -> Self {
        let until = Instant::now() + limits.time;
        Self { characters: limits.characters, cells: limits.cells, until, limits, cut: false }
    }

    /// Adds as much of a text as may still be taken.
    pub(in crate::intake) fn add(&mut self, to: &mut String, text: &str) {
        for char in text.chars() {
            match self.characters.checked_sub(1) {
                Some(left) => self.characters = left,
                None => return self.cut(),
            }
            to.push(if char.is_control() && char != '\n' && char != '\t' { ' ' } else { char });
        }
    }

    /// Takes a cell.
    pub(in crate::intake) fn cell(&mut self) {
        match self.cells.checked_sub(1) {
            Some(left) => self.cells = left,
            None => self.cut(),
        }
    }

    /// Notes that something is left out.
    pub(in crate::intake) fn cut(&mut self) {
        self.cut = true;
    }

    /// Whether the reading has to end; call it often, it looks at the clock.
    pub(in crate::intake) fn is_spent(&mut self) -> bool {
        let spent = self.characters == 0 || self.cells == 0 || Instant::now() > self.until;
        self.cut |= spent;
        spent
    }

    pub(in crate::intake) fn is_cut(&self) -> bool {
        self.cut
    }
}
