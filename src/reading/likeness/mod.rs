//! Texts that were copied from one another: a plan of last year handed in again, a report taken from the neighbours.
//!
//! Reports on one subject share set phrases and whole stock sentences without being copies. So two things are asked
//! of a pair: that a good part of the shorter text stands in the other, sentence by sentence, and that this is more
//! than chance, given how common each of these sentences is among the texts that are not related to the pair.
//! Names, figures and years may differ between the two; the script and the converter's words are folded away.
//!
//! Each text is kept as marks (winnowed hashes of five characters), so thousands fit into memory, and only pairs
//! that share rare marks are compared. See Schleimer, Wilkerson, Aiken: Winnowing (SIGMOD 2003).

mod chance;
mod index;
mod pair;
mod print;

use std::ops::Range;

use chance::Relatives;
use index::Index;
use pair::Matching;
use print::Print;

/// The least part of the shorter text that stands in the other, in hundredths.
const LEAST_SHARE: u32 = 57;
/// Shorter texts say too little to be called copied: characters without figures and marks.
const LEAST_LENGTH: u32 = 120;
/// The shorter text is at least this part of the longer, in hundredths.
const LEAST_OF_LONGER: u32 = 20;
/// All marks of a collection together; about forty million characters of text, 150 MB of memory.
const MOST_MARKS: usize = 14_000_000;

/// Texts that are compared with each other.
#[derive(Debug, Default)]
pub struct Collection {
    prints: Vec<Print>,
    marks: usize,
    left_out: usize,
}

/// Two texts of a collection of which one was copied from the other, or both from a third.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The one that was added first, by its number.
    pub one: usize,
    /// The one that was added later.
    pub other: usize,
    /// How much of the shorter text stands in the other, in hundredths.
    pub share: u32,
    /// What they share, in the order of the first; the longest alone, when there are very many.
    pub passages: Vec<Passage>,
}

/// A passage that stands in both texts, by characters of the texts as they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where in the first text.
    pub one: Range<usize>,
    /// Where in the other.
    pub other: Range<usize>,
}

impl Collection {
    /// Adds a text; its number counts up from zero. Of a very long text the beginning is looked at; when the
    /// collection is full, the text is like no other, and [`Collection::left_out`] tells.
    pub fn add(&mut self, text: &str) -> usize {
        let print = if self.marks < MOST_MARKS && self.prints.len() < Index::MOST_TEXTS {
            Print::of(text)
        } else {
            self.left_out = self.left_out.saturating_add(1);
            Print::default()
        };
        self.marks = self.marks.saturating_add(print.marks.len());
        self.prints.push(print);
        self.prints.len().saturating_sub(1)
    }

    /// How many texts were not looked at, because there were too many before them.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Every pair of copied texts, the first texts first.
    pub fn alike(&self) -> Vec<Alike> {
        let index = Index::of(&self.prints);
        let mut close = Vec::new();
        for (one, other) in index.candidates(&self.prints) {
            if let Some(matching) = self.compared(one, other) {
                close.push((one, other, matching));
            }
        }
        let relatives = Relatives::of(close.iter().map(|(one, other, _)| (*one, *other)));
        let told = close.into_iter().filter(|(one, other, matching)| {
            chance::is_no_accident((&index, &relatives), (*one, *other), (&self.prints, matching))
        });
        told.filter_map(|(one, other, matching)| self.described((one, other), &matching)).collect()
    }

    /// How two texts match, when enough of the shorter stands in the longer.
    fn compared(&self, one: u32, other: u32) -> Option<Matching> {
        let (one, other) = (self.print(one)?, self.print(other)?);
        let (short, long) = (one.length.min(other.length), one.length.max(other.length));
        if short < LEAST_LENGTH || short.saturating_mul(100) < long.saturating_mul(LEAST_OF_LONGER) {
            return None;
        }
        let matching = Matching::of(one, other);
        (matching.share(one, other) >= LEAST_SHARE).then_some(matching)
    }

    fn described(&self, pair: (u32, u32), matching: &Matching) -> Option<Alike> {
        let (one, other) = (self.print(pair.0)?, self.print(pair.1)?);
        Some(Alike {
            one: usize::try_from(pair.0).ok()?,
            other: usize::try_from(pair.1).ok()?,
            share: matching.share(one, other),
            passages: matching.passages(one, other),
        })
    }

    fn print(&self, number: u32) -> Option<&Print> {
        self.prints.get(usize::try_from(number).ok()?)
    }
}
