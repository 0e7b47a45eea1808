//! An import as programs see it: each file of the package and what becomes of it.

use serde::Serialize;

use crate::intake::Skipped;
use crate::ops::import::{Imported, Line, Plan};
use crate::texts::Lang;

/// A plan (`dry_run`), or what an import did.
#[derive(Debug, Serialize)]
pub struct ImportJson {
    /// The county's code.
    pub county: String,
    /// The round's code.
    pub round: String,
    /// Whether nothing was changed.
    pub dry_run: bool,
    /// Every file, in the order of the package.
    pub files: Vec<ImportedFileJson>,
    /// What was passed over.
    pub skipped: Vec<SkippedJson>,
    /// Why the import stopped half-way; `null` when it did not.
    pub stopped: Option<String>,
}

/// A file of a package.
#[derive(Debug, Serialize)]
pub struct ImportedFileJson {
    /// Its names from the top of the package, divided by `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// `ready`, `taken`, `already` or `not_taken`.
    pub state: &'static str,
    /// Id of the evidence that its bytes are in; `null` when there is none.
    pub evidence: Option<String>,
    /// Why it is not taken, in words; `null` when it is.
    pub reason: Option<String>,
    /// Codes of items.
    pub items: Vec<String>,
    /// Assessment years.
    pub years: Vec<i32>,
    /// Id of its kind; empty when its content is not taken.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The day it speaks of, ISO 8601.
    pub day: Option<String>,
    /// Ids of catalogue fields that stay open.
    pub open: Vec<String>,
    /// What does not agree, in words.
    pub notes: Vec<String>,
}

/// Something that is passed over.
#[derive(Debug, Serialize)]
pub struct SkippedJson {
    /// Its path in the package.
    pub path: String,
    /// Why, in words.
    pub reason: String,
}

impl ImportJson {
    /// What an import would do to a county of a round.
    pub fn of_plan(lang: Lang, (round, county): (&str, &str), plan: &Plan) -> Self {
        let base = Self::new(lang, (round, county), (&plan.lines, &plan.skipped));
        Self { dry_run: true, ..base }
    }

    /// What an import did.
    pub fn of_run(lang: Lang, (round, county): (&str, &str), imported: &Imported) -> Self {
        let base = Self::new(lang, (round, county), (&imported.lines, &imported.skipped));
        Self { stopped: imported.stopped.as_ref().map(|error| lang.say(&error.message())), ..base }
    }

    fn new(lang: Lang, (round, county): (&str, &str), (lines, skipped): (&[Line], &[Skipped])) -> Self {
        let skip =
            |skip: &Skipped| SkippedJson { path: skip.path.clone(), reason: lang.say(&skip.why.message()) };
        Self {
            county: county.to_owned(),
            round: round.to_owned(),
            dry_run: false,
            files: lines.iter().map(|line| file(lang, line)).collect(),
            skipped: skipped.iter().map(skip).collect(),
            stopped: None,
        }
    }
}

fn file(lang: Lang, line: &Line) -> ImportedFileJson {
    ImportedFileJson {
        path: line.path.clone(),
        size: line.size,
        state: line.state.id(),
        evidence: line.state.evidence().map(str::to_owned),
        reason: line.state.reason().map(|why| lang.say(&why)),
        items: line.items.clone(),
        years: line.years.iter().map(|year| year.0).collect(),
        kind: line.kind.clone(),
        title: line.title.clone(),
        day: line.day.map(|day| day.to_string()),
        open: line.open.clone(),
        notes: line.notes.iter().map(|note| lang.say(note)).collect(),
    }
}
