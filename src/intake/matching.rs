//! From the path and name of a file to items, years, kind and title, as a proposal that a person sees
//! before anything is taken.
//!
//! `A02/2022/…`, `A02-2022-03 …`, `组织领导/A02 议军会/2022年/…`, `A02,B03_20220315…`: codes are those of the
//! sheet, years those of the round. The innermost name decides; what disagrees is noted.

mod codes;
mod guess;
mod numerals;
mod part;
mod times;
mod title;
mod years;

use chrono::NaiveDate;

use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::round::Round;
use crate::domain::standard::Standard;

use super::kind::FileKind;
use codes::Codes;
use part::Part;

/// What a file seems to be evidence of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Codes of items and bonus items; empty when the path names none.
    pub items: Vec<String>,
    /// Assessment years of the round, in order.
    pub years: Vec<Year>,
    /// The id of one of the sheet's kinds of evidence.
    pub kind: String,
    /// The day that the path names.
    pub day: Option<NaiveDate>,
    /// What it may be called.
    pub title: String,
    /// What does not agree or is not known.
    pub notes: Vec<Message>,
}

/// What the file at `path` in a package seems to be; names are divided by `/`.
pub fn propose(path: &str, standard: &Standard, round: &Round, kind: FileKind) -> Proposal {
    let parts: Vec<Part> = path.split('/').filter(|name| !name.is_empty()).map(Part::new).collect();
    let codes = Codes::of(standard);
    let found = codes.in_path(&parts);
    let times: Vec<_> = parts.iter().map(|part| times::times_in(part, codes.in_part(part).end)).collect();
    let years = years::years_of(&times, round);
    let mut notes = Vec::new();
    if !found.others.is_empty() {
        let note = Message::new("intake-note-item-differs").with("others", found.others.join(", "));
        notes.push(note.with("items", found.items.join(", ")));
    }
    if let Some(code) = found.unknown {
        notes.push(Message::new("intake-note-unknown-code").with("code", code));
    }
    notes.extend(years.notes);
    Proposal {
        kind: guess::kind_of(&parts, &found.items, standard, kind),
        items: found.items,
        years: years.years,
        day: years.day,
        title: parts.last().map_or_else(String::new, |name| title::title_of(name, &codes.in_part(name))),
        notes,
    }
}
