//! All that is looked for in a written report: which items it mentions and which not, blanks, repeats.

use super::blanks::blanks;
use super::figures::figures;
use super::fold::{Folded, Passage};
use super::lexicon::Lexicon;
use super::mentions::{Mention, Said, said};
use super::repeats::{Repeat, repeats};
use super::sentences::sentences;

/// What was found in a report; items by their numbers in the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    pub mentions: Vec<Mention<'a>>,
    /// Passages that say of an item that it was not done.
    pub denied: Vec<Mention<'a>>,
    /// Items that are not mentioned, or only denied (漏项).
    pub absent: Vec<usize>,
    pub blanks: Vec<Passage<'a>>,
    pub repeats: Vec<Repeat<'a>>,
}

impl<'a> Coverage<'a> {
    /// Reads a report, in time that grows with its length alone.
    pub fn of(report: &'a str, lexicon: &Lexicon) -> Self {
        let folded = Folded::of(report);
        let (sentences, figures) = (sentences(&folded), figures(&folded));
        let Said { mentions, denied } = said(&folded, lexicon, (&sentences, &figures));
        let mut mentioned = vec![false; lexicon.items()];
        for mention in &mentions {
            if let Some(item) = mentioned.get_mut(mention.item) {
                *item = true;
            }
        }
        let absent = mentioned
            .iter()
            .enumerate()
            .filter(|(_, mentioned)| !**mentioned)
            .map(|(item, _)| item)
            .collect();
        Self { mentions, denied, absent, blanks: blanks(&folded), repeats: repeats(&folded, &sentences) }
    }

    /// The mentions of an item, in the order of the text.
    pub fn of_item(&self, item: usize) -> impl Iterator<Item = &Mention<'a>> {
        self.mentions.iter().filter(move |mention| mention.item == item)
    }
}
