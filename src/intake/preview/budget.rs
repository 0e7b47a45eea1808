//! What a preview may still take: characters, cells, time.

use std::time::{Duration, Instant};

/// Characters of all text together.
const CHARACTERS: usize = 200_000;
/// Cells of all tables together.
const CELLS: usize = 20_000;
/// How long the reading may go on.
const TIME: Duration = Duration::from_secs(2);

pub(super) struct Budget {
    characters: usize,
    cells: usize,
    until: Instant,
    cut: bool,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { characters: CHARACTERS, cells: CELLS, until: Instant::now() + TIME, cut: false }
    }

    /// Adds as much of a text as may still be taken.
    pub(super) fn add(&mut self, to: &mut String, text: &str) {
        for char in text.chars() {
            match self.characters.checked_sub(1) {
                Some(left) => self.characters = left,
                None => return self.cut(),
            }
            to.push(if char.is_control() && char != '\n' && char != '\t' { ' ' } else { char });
        }
    }

    /// Takes a cell.
    pub(super) fn cell(&mut self) {
        match self.cells.checked_sub(1) {
            Some(left) => self.cells = left,
            None => self.cut(),
        }
    }

    /// Notes that something is left out.
    pub(super) fn cut(&mut self) {
        self.cut = true;
    }

    /// Whether the reading has to end; call it often, it looks at the clock.
    pub(super) fn is_spent(&mut self) -> bool {
        let spent = self.characters == 0 || self.cells == 0 || Instant::now() > self.until;
        self.cut |= spent;
        spent
    }

    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }
}
