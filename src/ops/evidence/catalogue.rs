//! The catalogue fields of a piece of evidence: checked against its kind, and what title, day and
//! search text follow from them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::day::parse_day;
use crate::domain::message::Message;
use crate::domain::standard::EvidenceKind;

/// The most characters that one field takes.
const MAX_FIELD: usize = 2_000;

/// The most characters of a title.
const MAX_TITLE: usize = 300;

/// Fields that hold the day a piece speaks of, first to last.
const DAYS: [&str; 3] = ["date", "meeting_date", "photo_date"];

/// Fields that name a piece when it has no title, first to last.
const NAMES: [&str; 3] = ["title", "event", "name"];

/// What is known of a piece of evidence besides its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Its title: the field `title`, or what stands for it in its kind, or the first file's name.
    pub title: String,
    /// The day it speaks of.
    pub day: Option<NaiveDate>,
    /// Fields by id, none of them empty.
    pub fields: BTreeMap<String, String>,
}

impl Catalogue {
    /// Reads the fields of a kind; `file_name` names the piece when no field does.
    ///
    /// # Errors
    /// Every fault at once: a field that the kind does not have, one that is too long, a day that is none.
    pub fn read(
        kind: &EvidenceKind,
        fields: &BTreeMap<String, String>,
        file_name: Option<&str>,
    ) -> Result<Self, Vec<Message>> {
        let fields: BTreeMap<String, String> = fields
            .iter()
            .map(|(id, value)| (id.clone(), value.trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let mut faults: Vec<Message> =
            fields.iter().filter_map(|(id, value)| fault(kind, id, value)).collect();
        let written = DAYS.iter().find_map(|id| fields.get(*id));
        let day = written.and_then(|text| parse_day(text));
        if let (Some(text), None) = (written, day) {
            faults.push(Message::new("evidence-bad-day").with("value", text));
        }
        if faults.is_empty() {
            Ok(Self { title: title(&fields, file_name), day, fields })
        } else {
            Err(faults)
        }
    }

    /// The field of a kind that holds its day; `date` when it has none of its own.
    pub fn day_field(kind: &EvidenceKind) -> &'static str {
        of_kind(kind, &DAYS).unwrap_or("date")
    }

    /// The field of a kind that names a piece; `title` when it has none of its own.
    pub fn name_field(kind: &EvidenceKind) -> &'static str {
        of_kind(kind, &NAMES).unwrap_or("title")
    }

    /// What search looks in: title, fields and file names, in lower case.
    pub(super) fn search<'a>(&'a self, file_names: impl Iterator<Item = &'a str>) -> String {
        let own = std::iter::once(self.title.as_str()).chain(self.fields.values().map(String::as_str));
        let words: Vec<&str> = own.chain(file_names).collect();
        words.join("\n").to_lowercase()
    }
}

fn fault(kind: &EvidenceKind, id: &str, value: &str) -> Option<Message> {
    if !is_field(kind, id) {
        let known = kind.fields.join(", ");
        let fault = Message::new("evidence-unknown-field").with("field", id).with("kind", &kind.label);
        return Some(fault.with("known", known));
    }
    let limit = if id == "title" { MAX_TITLE } else { MAX_FIELD };
    let length = value.chars().count();
    (length > limit).then(|| {
        Message::new("evidence-long-field").with("field", id).with("length", length).with("limit", limit)
    })
}

fn of_kind(kind: &EvidenceKind, ids: &[&'static str]) -> Option<&'static str> {
    ids.iter().copied().find(|id| kind.fields.iter().any(|field| field == id))
}

/// A title and a day may be given for every kind, since lists and catalogues need them.
fn is_field(kind: &EvidenceKind, id: &str) -> bool {
    matches!(id, "title" | "date") || kind.fields.iter().any(|field| field == id)
}

fn title(fields: &BTreeMap<String, String>, file_name: Option<&str>) -> String {
    let named = NAMES.iter().find_map(|id| fields.get(*id)).map(String::as_str);
    let stem = || file_name.map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let title = named.or_else(stem).unwrap_or_default();
    title.chars().take(MAX_TITLE).collect()
}
