//! What is wrong with a sheet, collected while it is read.

use std::cell::{Cell, RefCell};

use super::place::{Place, Source, Spot};
use crate::domain::message::Message;

/// Something wrong in a sheet's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// What was found and what was expected.
    pub what: Message,
}

impl Problem {
    /// The problem with its place, as one sentence.
    pub fn message(&self) -> Message {
        Message::new("sheet-problem").with("place", self.place.message()).with("what", self.what.clone())
    }
}

/// Problems in the order in which they are found. Shared by all that read a part of the file, so
/// noting one needs no exclusive borrow.
pub(super) struct Problems<'a> {
    source: &'a Source<'a>,
    found: RefCell<Vec<(Spot, Message)>>,
    unlisted: Cell<usize>,
}

impl<'a> Problems<'a> {
    /// How many are listed; nobody reads more, and a hostile file could hold millions.
    const MOST: usize = 1_000;

    pub(super) fn new(source: &'a Source<'a>) -> Self {
        Self { source, found: RefCell::default(), unlisted: Cell::default() }
    }

    pub(super) fn add(&self, spot: Spot, what: Message) {
        let mut found = self.found.borrow_mut();
        if found.len() < Self::MOST {
            found.push((spot, what));
        } else {
            self.unlisted.set(self.unlisted.get().saturating_add(1));
        }
    }

    /// A place of the file in words, for a sentence about another one.
    pub(super) fn place(&self, spot: Spot) -> Message {
        self.source.place(spot).message()
    }

    /// What was read, if nothing is wrong with it; otherwise the problems in the order of the file.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<Problem>> {
        let mut found = self.found.into_inner();
        if let Some(read) = read.filter(|_| found.is_empty()) {
            return Ok(read);
        }
        found.sort_by_key(|(spot, _)| *spot);
        let listed = found.into_iter().map(|(spot, what)| Problem { place: self.source.place(spot), what });
        let mut listed: Vec<Problem> = listed.collect();
        if self.unlisted.get() > 0 {
            let what = Message::new("sheet-more-problems").with("count", self.unlisted.get());
            listed.push(Problem { place: Place::File, what });
        }
        Err(listed)
    }
}
