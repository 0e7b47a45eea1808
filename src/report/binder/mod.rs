//! The papers of a bound archive: cover, catalogues, spine labels, 备考表 (the note at the end of a
//! binder) and score sheets.
//!
//! They follow GB/T 9705 (卷内目录) and DA/T 22-2015 (归档文件目录, spine labels, 备考表). What the pieces
//! are and how they are numbered is decided by whoever binds them.

mod catalogue;
mod cover;
mod note;
mod score_sheet;
mod spine;

use chrono::NaiveDate;

use super::paper::{Block, Paper};
use super::words;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::texts::Lang;
pub use catalogue::{AspectLines, CatalogueLine, filing_catalogue, inner_catalogue};
pub use cover::{Contents, cover};
pub use note::note;
pub use score_sheet::score_sheet;
pub use spine::{SpineLabel, spine_labels};

/// Whose binder it is, and of when: what each of its papers says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binder {
    /// The county's name.
    pub county: String,
    /// 全宗号.
    pub fonds: String,
    /// The title of the round.
    pub round: String,
    /// The phase.
    pub phase: Phase,
    /// The day it is bound.
    pub date: NaiveDate,
    /// The language of its papers.
    pub lang: Lang,
}

impl Binder {
    /// A paper of this binder, on its long side when its tables are wide.
    fn paper(&self, title: String, (landscape, blocks): (bool, Vec<Block>)) -> Paper {
        Paper {
            title,
            subtitle: Some(self.round_and_phase()),
            number: None,
            author: self.county.clone(),
            date: self.date,
            lang: self.lang,
            landscape,
            blocks,
        }
    }

    fn round_and_phase(&self) -> String {
        let said = Message::new("report-round-phase").with("round", &self.round);
        self.lang.say(&said.with("phase", words::phase(self.phase)))
    }

    /// A title that begins with the county's name.
    fn title(&self, id: &'static str) -> String {
        self.lang.say(&Message::new(id).with("county", &self.county))
    }

    fn fact(&self, label: &'static str, value: impl Into<String>) -> (String, String) {
        (self.lang.word(label), value.into())
    }
}
