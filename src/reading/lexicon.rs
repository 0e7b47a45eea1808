//! The words of all items, ready to be looked for at once.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::fold::fold_query;
use crate::domain::lexicon::Cue;

/// How far around a word others stand near it, in bytes of the folded text: about forty characters.
const NEAR: usize = 120;

/// How far words that must not be there are looked for: about eighteen characters.
const NOT_NEAR: usize = 54;

/// The words of a sheet.
#[derive(Debug)]
pub struct Lexicon {
    finder: AhoCorasick,
    words: Vec<Word>,
    cues: Vec<Compiled>,
    items: usize,
}

/// What a word is for: the cues that it begins, and the groups that it is in.
#[derive(Debug, Default, Clone)]
struct Word {
    begins: Vec<usize>,
    groups: Vec<usize>,
}

/// A cue with its groups by number.
#[derive(Debug)]
struct Compiled {
    item: usize,
    near: Vec<usize>,
    not_near: Option<usize>,
}

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    word: usize,
    start: usize,
    end: usize,
}

/// An item that shows at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub item: usize,
    pub start: usize,
    pub end: usize,
}

impl Lexicon {
    /// The words of each item, in the order of the sheet.
    ///
    /// # Errors
    /// When they are more than a finder can hold.
    pub fn of(items: &[Vec<Cue>]) -> Result<Self, BuildError> {
        let mut builder = Builder::default();
        for (item, cues) in items.iter().enumerate() {
            cues.iter().for_each(|cue| builder.add(item, cue));
        }
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&builder.patterns)?;
        Ok(Self { finder, words: builder.words, cues: builder.cues, items: items.len() })
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Where items show, sentence by sentence.
    pub fn hits(&self, text: &str, sentences: &[std::ops::Range<usize>]) -> Vec<Vec<Hit>> {
        let found = self.finder.find_overlapping_iter(text);
        let mut all: Vec<Occurrence> = found
            .map(|found| Occurrence {
                word: found.pattern().as_usize(),
                start: found.start(),
                end: found.end(),
            })
            .collect();
        all.sort_by_key(|occurrence| occurrence.start);
        let inside = |sentence: &std::ops::Range<usize>| {
            let from = all.partition_point(|occurrence| occurrence.start < sentence.start);
            let to = all.partition_point(|occurrence| occurrence.start < sentence.end);
            let inside: Vec<Occurrence> = all
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .filter(|occurrence| occurrence.end <= sentence.end)
                .copied()
                .collect();
            self.of_sentence(&inside)
        };
        sentences.iter().map(inside).collect()
    }

    fn of_sentence(&self, occurrences: &[Occurrence]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for one in occurrences {
            let begins = self.words.get(one.word).map_or(&[][..], |word| &word.begins);
            if begins.is_empty() {
                continue;
            }
            let near = self.groups_around(occurrences, one, NEAR);
            let close = self.groups_around(occurrences, one, NOT_NEAR);
            let cues = begins.iter().filter_map(|cue| self.cues.get(*cue));
            let shown = cues.filter(|cue| cue.near.iter().all(|group| near.contains(group)));
            let shown = shown.filter(|cue| cue.not_near.is_none_or(|group| !close.contains(&group)));
            hits.extend(shown.map(|cue| Hit { item: cue.item, start: one.start, end: one.end }));
        }
        hits
    }

    /// The groups of which a word stands within so many bytes.
    fn groups_around(&self, occurrences: &[Occurrence], one: &Occurrence, far: usize) -> Vec<usize> {
        let from = occurrences.partition_point(|other| other.start < one.start.saturating_sub(far));
        let around = occurrences.get(from..).unwrap_or_default().iter();
        let around = around
            .take_while(|other| other.start <= one.end + far)
            .filter(|other| other.end <= one.end + far);
        let mut groups: Vec<usize> = around
            .filter_map(|other| self.words.get(other.word))
            .flat_map(|word| word.groups.iter().copied())
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

#[derive(Default)]
struct Builder {
    ids: HashMap<String, usize>,
    patterns: Vec<String>,
    words: Vec<Word>,
    cues: Vec<Compiled>,
    groups: usize,
}

impl Builder {
    fn add(&mut self, item: usize, cue: &Cue) {
        let number = self.cues.len();
        let near = cue.near.iter().map(|words| self.group(words)).collect();
        let not_near = (!cue.not_near.is_empty()).then(|| self.group(&cue.not_near));
        self.cues.push(Compiled { item, near, not_near });
        for word in &cue.any {
            if let Some(word) = self.word(word) {
                word.begins.push(number);
            }
        }
    }

    fn group(&mut self, words: &[String]) -> usize {
        let group = self.groups;
        self.groups += 1;
        for word in words {
            if let Some(word) = self.word(word) {
                word.groups.push(group);
            }
        }
        group
    }

    /// A word as the folded texts have it.
    fn word(&mut self, word: &str) -> Option<&mut Word> {
        let folded = fold_query(word);
        if folded.is_empty() {
            return None;
        }
        let next = self.words.len();
        let id = *self.ids.entry(folded.clone()).or_insert(next);
        if id == next {
            self.patterns.push(folded);
            self.words.push(Word::default());
        }
        self.words.get_mut(id)
    }
}
