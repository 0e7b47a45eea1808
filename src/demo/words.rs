//! The words of the sample round, from `fixtures/demo/`: data files, not code.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::DemoError;

/// The city, its counties and what the city decided.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) city: String,
    pub(super) title: String,
    pub(super) counties: Vec<County>,
    pub(super) excused: Vec<Excused>,
    pub(super) rulings: Vec<Ruled>,
    pub(super) bonus: Vec<Claimed>,
}

/// A county and how far it is; shares are out of a thousand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct County {
    pub(super) code: String,
    pub(super) name: String,
    /// For document numbers and names of towns.
    pub(super) short: String,
    pub(super) fonds: String,
    pub(super) sharing: Sharing,
    pub(super) done: u32,
    pub(super) backed: u32,
    pub(super) reviewed: u32,
    pub(super) sent_back: u32,
    #[serde(default = "yes")]
    pub(super) midterm: bool,
    /// Whether one photo of the last years is used for two things.
    #[serde(default)]
    pub(super) twice: bool,
}

fn yes() -> bool {
    true
}

/// Which items one piece of evidence may prove together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sharing {
    /// Each item has its own.
    None,
    /// Items of one aspect.
    Aspect,
    /// Items of aspects that lie near one another.
    Group,
}

/// An item that did not apply in a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Excused {
    pub(super) county: String,
    pub(super) item: String,
    /// From 0.
    pub(super) year: usize,
    pub(super) reason: String,
}

/// A decision on a veto or bonus item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ruled {
    pub(super) county: String,
    pub(super) code: String,
    pub(super) units: i64,
    pub(super) reason: String,
}

/// A bonus item that a county claims.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claimed {
    pub(super) county: String,
    pub(super) code: String,
    pub(super) kind: String,
    /// From 0.
    pub(super) year: usize,
}

/// What documents are made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) notice: String,
    /// Below the title of every document.
    pub(super) subtitle: String,
    /// The name of the file with a sign-in sheet.
    pub(super) sign_in: String,
    /// Who leads what no item names a unit for.
    pub(super) bonus_lead: String,
    pub(super) need_ratio: String,
    pub(super) need_deduct: String,
    /// How a written report says that an item was done.
    pub(super) told: Vec<String>,
    /// The same with the two figures of a ratio.
    pub(super) told_figures: String,
    /// The title of the written report, and the name of its file.
    pub(super) report: [String; 2],
    pub(super) surnames: Vec<String>,
    pub(super) given: Vec<String>,
    pub(super) towns: Vec<String>,
    pub(super) units: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) marks_full: Vec<String>,
    pub(super) marks_some: Vec<String>,
    pub(super) marks_none: Vec<String>,
    /// The usual lower figure of a ratio, by item.
    pub(super) sizes: BTreeMap<String, u32>,
    /// Texts of catalogue fields.
    pub(super) fields: BTreeMap<String, Vec<String>>,
    /// Texts of table cells.
    pub(super) cells: BTreeMap<String, Vec<String>>,
    /// What the fields are called in documents.
    pub(super) labels: BTreeMap<String, String>,
}

/// How documents of a kind of evidence are made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindWords {
    pub(super) id: String,
    pub(super) form: Form,
    pub(super) titles: Vec<String>,
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) columns: Vec<String>,
    #[serde(default)]
    pub(super) body: Vec<String>,
}

/// The form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Form {
    /// Paragraphs.
    Letter,
    /// A table.
    Table,
    /// A picture.
    Photo,
    /// A film.
    Film,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kinds: Vec<KindWords>,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) plan: Plan,
    pub(super) words: Words,
    kinds: Vec<KindWords>,
}

impl Book {
    /// Reads the files that are built in.
    ///
    /// # Errors
    /// When one is broken, which is a fault of the build.
    pub(super) fn read() -> Result<Self, DemoError> {
        let kinds: Kinds = toml::from_str(include_str!("../../fixtures/demo/kinds.toml"))?;
        Ok(Self {
            plan: toml::from_str(include_str!("../../fixtures/demo/round.toml"))?,
            words: toml::from_str(include_str!("../../fixtures/demo/words.toml"))?,
            kinds: kinds.kinds,
        })
    }

    /// How documents of this kind are made.
    ///
    /// # Errors
    /// When the sheet has a kind that these words don't know, which is a fault of the build.
    pub(super) fn kind(&self, id: &str) -> Result<&KindWords, DemoError> {
        let found = self.kinds.iter().find(|kind| kind.id == id);
        found.ok_or_else(|| DemoError::NoWords(id.to_owned()))
    }
}
