//! What a paper says of itself: its number, who issued it, of which day it is, whether it is signed; and which persons
//! of the army it names. A stamp can't be seen in a text.

mod army;
mod dates;
mod number;
mod signature;
mod signs;
mod unit;

use std::ops::Range;

use chrono::NaiveDate;

pub use army::ArmyPerson;
pub use dates::{Dated, dates};
pub use number::DocNumber;
pub use signature::Basis;
use signs::Signs;
pub use unit::is_same_unit;

/// Characters of a paper that are looked at.
const MOST_CHARACTERS: usize = 200_000;

/// Something that a paper says, and where, in characters of the text as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// What it says.
    pub what: T,
    /// Where.
    pub place: Range<usize>,
}

/// The day of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnDay {
    /// Which day.
    pub day: NaiveDate,
    /// What makes it the paper's own.
    pub basis: Basis,
}

/// What a paper says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// 发文字号.
    pub number: Option<Told<DocNumber>>,
    /// The office of the heading.
    pub heading: Option<Told<String>>,
    /// Who signed: offices, or a person.
    pub signer: Option<Told<String>>,
    /// The day of the paper (成文日期); when it has none, the day of the meeting or of printing.
    pub day: Option<Told<OwnDay>>,
    /// The time that it gives for a meeting or an event.
    pub meeting: Option<Told<NaiveDate>>,
}

/// The persons of the army whom a text names, each once.
pub fn army_persons(text: &str) -> Vec<ArmyPerson> {
    army::persons(&Signs::of(beginning(text)))
}

fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}

impl Paper {
    /// Reads a text.
    pub fn read(text: &str) -> Self {
        let signs = Signs::of(beginning(text));
        let candidates = signature::candidates(&signs, &dates::found(&signs));
        let number = number::own(&signs);
        let heading = signature::heading(&signs, number.as_ref().map(|(_, place)| place));
        let name = |place: Range<usize>| Told { what: signs.given(place.clone()), place: signs.place(place) };
        let signer = candidates.iter().find_map(|candidate| candidate.signer.clone());
        let meeting = candidates.iter().find(|candidate| candidate.basis == Basis::Time);
        Self {
            heading: heading.map(name),
            signer: signer.map(name),
            number: number.map(|(what, place)| Told { what, place: signs.place(place) }),
            day: candidates.first().map(|first| Told {
                what: OwnDay { day: first.day, basis: first.basis },
                place: signs.place(first.signs.clone()),
            }),
            meeting: meeting.map(|time| Told { what: time.day, place: signs.place(time.signs.clone()) }),
        }
    }

    /// Whether an office or a person stands under it with a day.
    pub fn is_signed(&self) -> bool {
        self.signer.is_some()
    }
}
