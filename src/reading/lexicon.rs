//! The words of all items, ready to be looked for at once.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::examples::{Examples, Weighed};
use super::fold::fold_query;
use super::subject::is_subject;
use crate::domain::lexicon::{Cue, cues, wholes};
use crate::domain::standard::{Item, Standard};

/// How far around a word others stand near it, in bytes of the folded text: thirty characters.
const NEAR: usize = 90;

/// How far words that must not be there are looked for: about eighteen characters.
const NOT_NEAR: usize = 54;

/// The words of a sheet.
#[derive(Debug)]
pub struct Lexicon {
    finder: AhoCorasick,
    words: Vec<Word>,
    cues: Vec<Compiled>,
    items: usize,
    groups: usize,
    /// The classes of items that there are examples of.
    taught: Vec<Option<usize>>,
}

/// What a word is for: the cues that it begins, and the groups that it is in.
#[derive(Debug, Default, Clone)]
struct Word {
    begins: Vec<usize>,
    groups: Vec<usize>,
    /// Groups that may stand above, too.
    about: Vec<usize>,
    /// Whether what stands inside is no word.
    whole: bool,
}

/// A cue with its groups by number.
#[derive(Debug)]
struct Compiled {
    item: usize,
    near: Vec<usize>,
    not_near: Option<usize>,
    about: Vec<usize>,
}

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    word: usize,
    start: usize,
    end: usize,
    /// The number of the clause that it ends in.
    clause: usize,
}

/// An item that shows at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub item: usize,
    pub start: usize,
    pub end: usize,
}

impl Lexicon {
    /// The words of a sheet, and the examples of its items.
    ///
    /// # Errors
    /// When they are more than a finder can hold.
    pub fn of_sheet(standard: &Standard) -> Result<Self, BuildError> {
        let words = Self::of(&cues(standard), &wholes(standard))?;
        let class = |item: &Item| Examples::all().class(&item.name);
        Ok(Self { taught: standard.items.iter().map(class).collect(), ..words })
    }

    /// The words of each item, in the order of the sheet, and those whose parts are none.
    ///
    /// # Errors
    /// When they are more than a finder can hold.
    pub fn of(items: &[Vec<Cue>], wholes: &[String]) -> Result<Self, BuildError> {
        let mut builder = Builder::default();
        for whole in wholes {
            if let Some(word) = builder.word(whole) {
                word.whole = true;
            }
        }
        for (item, cues) in items.iter().enumerate() {
            cues.iter().for_each(|cue| builder.add(item, cue));
        }
        let groups = builder.groups.len();
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&builder.patterns)?;
        Ok(Self {
            finder,
            words: builder.words,
            cues: builder.cues,
            items: items.len(),
            groups,
            taught: Vec::new(),
        })
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Where items show, sentence by sentence. `above` are the sentences that say whom each is about.
    pub fn hits(&self, text: &str, sentences: &[Range<usize>], above: &[Vec<usize>]) -> Vec<Vec<Hit>> {
        let mut all = self.occurrences(text);
        all.sort_by_key(|occurrence| (occurrence.start, std::cmp::Reverse(occurrence.end)));
        self.keep_whole(&mut all);
        let inside = |sentence: &Range<usize>| {
            let from = all.partition_point(|occurrence| occurrence.start < sentence.start);
            let to = all.partition_point(|occurrence| occurrence.start < sentence.end);
            let inside = all.get(from..to).unwrap_or_default().iter();
            inside.filter(|occurrence| occurrence.end <= sentence.end).copied().collect::<Vec<_>>()
        };
        let inside: Vec<Vec<Occurrence>> = sentences.iter().map(inside).collect();
        let subjects: Vec<Vec<usize>> = inside.iter().map(|inside| self.subjects(text, inside)).collect();
        let mut marks = Marks::of(self.groups);
        let of_sentence = |(number, inside): (usize, &Vec<Occurrence>)| {
            let above = above.get(number).into_iter().flatten().filter_map(|above| subjects.get(*above));
            let mut about: Vec<usize> = above.flatten().copied().collect();
            about.extend(self.words_of(inside).flat_map(|word| word.about.iter().copied()));
            self.of_sentence(inside, &about, &mut marks)
        };
        inside.iter().enumerate().map(of_sentence).collect()
    }

    /// What examples say of a sentence.
    pub(super) fn weighed(&self, text: &str, sentence: &Range<usize>) -> Weighed<'_> {
        Weighed::of(&self.taught, (text, sentence))
    }

    /// Every word, by its end.
    fn occurrences(&self, text: &str) -> Vec<Occurrence> {
        let mut signs =
            text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b',' | b';' | b':')).peekable();
        let (mut clause, mut all) = (0, Vec::new());
        for found in self.finder.find_overlapping_iter(text) {
            while signs.next_if(|(at, _)| *at < found.end()).is_some() {
                clause += 1;
            }
            let (start, end) = (found.start(), found.end());
            all.push(Occurrence { word: found.pattern().as_usize(), start, end, clause });
        }
        all
    }

    /// Leaves out what is a part of a longer word.
    fn keep_whole(&self, all: &mut Vec<Occurrence>) {
        let mut last = (0, 0);
        all.retain(|one| {
            let inside = last.0 <= one.start && one.end <= last.1 && last != (one.start, one.end);
            if !inside && one.end > last.1 && self.words.get(one.word).is_some_and(|word| word.whole) {
                last = (one.start, one.end);
            }
            !inside
        });
    }

    fn words_of<'l>(&'l self, occurrences: &'l [Occurrence]) -> impl Iterator<Item = &'l Word> {
        occurrences.iter().filter_map(|one| self.words.get(one.word))
    }

    /// The groups of which a word is whom a sentence is about.
    fn subjects(&self, text: &str, occurrences: &[Occurrence]) -> Vec<usize> {
        let about = occurrences.iter().filter_map(|one| Some((one, &self.words.get(one.word)?.about)));
        let about = about.filter(|(one, about)| !about.is_empty() && is_subject(text, one.start));
        let mut groups: Vec<usize> = about.flat_map(|(_, about)| about.iter().copied()).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    fn of_sentence(&self, occurrences: &[Occurrence], about: &[usize], marks: &mut Marks) -> Vec<Hit> {
        let mut shown: Vec<Shown> = Vec::new();
        for one in occurrences {
            let begins = self.words.get(one.word).map_or(&[][..], |word| &word.begins);
            if begins.is_empty() {
                continue;
            }
            marks.forget();
            self.mark_around(occurrences, one, marks);
            let cues = begins.iter().filter_map(|cue| self.cues.get(*cue));
            let fits =
                cues.filter(|cue| marks.fit(cue) && cue.about.iter().all(|group| about.contains(group)));
            shown.extend(fits.map(|cue| Shown {
                hit: Hit { item: cue.item, start: one.start, end: one.end },
                clause: one.clause,
                whole: marks.fit_whole(cue),
            }));
        }
        keep_nearest(&mut shown);
        let mut hits: Vec<Hit> = shown.into_iter().map(|shown| shown.hit).collect();
        hits.dedup();
        hits
    }

    /// Marks the groups of which a word stands near, in the clause or the one beside it.
    fn mark_around(&self, occurrences: &[Occurrence], one: &Occurrence, marks: &mut Marks) {
        let from = occurrences.partition_point(|other| other.start < one.start.saturating_sub(NEAR));
        let around = occurrences.get(from..).unwrap_or_default().iter();
        let around = around.take_while(|other| other.start <= one.end + NEAR);
        for other in around.filter(|other| other.end <= one.end + NEAR) {
            let Some(word) = self.words.get(other.word) else { continue };
            let same = other.clause == one.clause;
            let close = same && other.start + NOT_NEAR >= one.start && other.end <= one.end + NOT_NEAR;
            let beside = other.clause.abs_diff(one.clause) <= 1;
            for group in word.groups.iter().filter(|_| beside) {
                marks.set(*group, (same, close));
            }
            for group in word.about.iter().filter(|_| same) {
                marks.set(*group, (true, false));
            }
        }
    }
}

/// A hit, where, and whether all that its cue asks for stands in its clause.
struct Shown {
    hit: Hit,
    clause: usize,
    whole: bool,
}

/// A clause that shows an item by itself shows no other by what stands around it.
fn keep_nearest(shown: &mut Vec<Shown>) {
    let whole: HashSet<usize> = shown.iter().filter(|shown| shown.whole).map(|shown| shown.clause).collect();
    shown.retain(|shown| shown.whole || !whole.contains(&shown.clause));
}

/// Which groups stand near the word at hand: the number of the word by group.
struct Marks {
    word: usize,
    near: Vec<usize>,
    same_clause: Vec<usize>,
    close: Vec<usize>,
}

impl Marks {
    fn of(groups: usize) -> Self {
        let none = || vec![0; groups];
        Self { word: 0, near: none(), same_clause: none(), close: none() }
    }

    fn forget(&mut self) {
        self.word += 1;
    }

    fn set(&mut self, group: usize, (same_clause, close): (bool, bool)) {
        let marks = [(&mut self.near, true), (&mut self.same_clause, same_clause), (&mut self.close, close)];
        for (marks, _) in marks.into_iter().filter(|(_, set)| *set) {
            marks.get_mut(group).into_iter().for_each(|mark| *mark = self.word);
        }
    }

    fn fit(&self, cue: &Compiled) -> bool {
        let near = |group: &usize| self.near.get(*group) == Some(&self.word);
        cue.near.iter().all(near)
            && cue.not_near.is_none_or(|group| self.close.get(group) != Some(&self.word))
    }

    fn fit_whole(&self, cue: &Compiled) -> bool {
        cue.near.iter().chain(&cue.about).all(|group| self.same_clause.get(*group) == Some(&self.word))
    }
}

#[derive(Default)]
struct Builder {
    ids: HashMap<String, usize>,
    patterns: Vec<String>,
    words: Vec<Word>,
    cues: Vec<Compiled>,
    groups: HashMap<Vec<String>, usize>,
}

impl Builder {
    fn add(&mut self, item: usize, cue: &Cue) {
        let number = self.cues.len();
        let near = cue.near.iter().map(|words| self.group(words, |word| &mut word.groups)).collect();
        let not_near = (!cue.not_near.is_empty()).then(|| self.group(&cue.not_near, |word| &mut word.groups));
        let about = cue.about.iter().map(|words| self.group(words, |word| &mut word.about)).collect();
        self.cues.push(Compiled { item, near, not_near, about });
        for word in &cue.any {
            if let Some(word) = self.word(word) {
                word.begins.push(number);
            }
        }
    }

    /// The number of a group. Cues that ask for the same words share it.
    fn group(&mut self, words: &[String], of: impl Fn(&mut Word) -> &mut Vec<usize>) -> usize {
        let next = self.groups.len();
        let group = *self.groups.entry(words.to_vec()).or_insert(next);
        for word in words {
            if let Some(groups) = self.word(word).map(&of).filter(|groups| !groups.contains(&group)) {
                groups.push(group);
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
