//! Facts that a text tells: the figures of the sheet's items, found by the words of their labels near a figure of the
//! right unit, in a passage that speaks of the item.

mod agree;
mod labels;

use std::ops::Range;

pub use agree::Meant;
use labels::Words;
pub use labels::{FactLabel, labels};

use super::figures::{Figure, figures};
use super::fold::{BreakKind, Folded};

/// The least part of a label's words that stand beside the figure, in hundredths.
const LEAST_OF_LABEL: usize = 60;
/// The least part of the item's words that stand near it.
const LEAST_OF_ITEM: usize = 45;
/// How far before its clause a text may have named the item, in characters of the folded text.
const BEFORE: usize = 60;
/// The longest clause before a figure, and behind it.
const CLAUSE: usize = 40;
/// Words that add years up.
const CUMULATIVE: [&str; 9] =
    ["四年", "三年来", "近年来", "累计", "以来共", "年来共", "创建以来", "周期内", "届内"];

/// A fact that a text tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFact<'a> {
    /// The number of its label in the list that was given.
    pub label: usize,
    /// The figure.
    pub figure: Figure<'a>,
    /// What it can mean.
    pub meant: Meant,
    /// The year that it is of; none when the text does not say.
    pub year: Option<i32>,
    /// Whether it adds years up.
    pub cumulative: bool,
    /// The sentence, in characters of the text as it was given.
    pub place: Range<usize>,
    /// The sentence as it was given.
    pub passage: &'a str,
}

/// The facts with these labels that a text tells, in the order of the text.
pub fn told<'a>(text: &'a str, labels: &[FactLabel]) -> Vec<ToldFact<'a>> {
    let folded = Folded::of(text);
    let page = Page::of(&folded);
    let mut found = Vec::new();
    let mut spoken = None;
    for figure in figures(&folded) {
        if figure.unit == "年" {
            spoken = year(&figure).or(spoken);
            continue;
        }
        if let Some(label) = page.best(&figure, labels) {
            found.push(page.fact(figure, (label, spoken)));
        }
    }
    found
}

fn year(figure: &Figure<'_>) -> Option<i32> {
    let digits = figure.value.digits();
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

struct Page<'f, 'a> {
    folded: &'f Folded<'a>,
    text: &'f str,
    /// Where something new begins for certain, in bytes: paragraphs, and lines too short to have been filled.
    begins: Vec<usize>,
}

/// A line of so few characters ended because it was over.
const SHORT_LINE: usize = 18;

impl<'f, 'a> Page<'f, 'a> {
    fn of(folded: &'f Folded<'a>) -> Self {
        let text = folded.text();
        let (mut begins, mut before) = (Vec::new(), 0);
        for line in folded.breaks() {
            let length = text.get(before..line.at).map_or(0, |line| line.chars().count());
            if line.kind == BreakKind::Paragraph || length < SHORT_LINE {
                begins.push(line.at);
            }
            before = line.at;
        }
        Self { folded, text, begins }
    }

    /// The label that fits a figure best, if one fits well enough: of equals the one with more words.
    fn best(&self, figure: &Figure<'_>, labels: &[FactLabel]) -> Option<usize> {
        let clause = Words::of(self.slice(self.around(&figure.at, &[',', '。', ';', '、', '!', '?'])));
        let sentence = self.sentence(&figure.at);
        let context = Words::of(self.slice(self.back(sentence.start, BEFORE)..sentence.end));
        let fit = |label: &FactLabel| {
            let (words, topic) = (label.words.found_in(&clause), label.topic.found_in(&context));
            let fits = label.counted.takes(&figure.unit) && words >= LEAST_OF_LABEL && topic >= LEAST_OF_ITEM;
            fits.then(|| (words.saturating_mul(2).saturating_add(topic), label.words.count()))
        };
        let fits = labels.iter().enumerate().filter_map(|(number, label)| Some((fit(label)?, number)));
        let best = fits.max_by_key(|(fit, number)| (*fit, std::cmp::Reverse(*number)))?;
        Some(best.1)
    }

    fn fact(&self, figure: Figure<'a>, (label, year): (usize, Option<i32>)) -> ToldFact<'a> {
        let sentence = self.sentence(&figure.at);
        let cumulative = CUMULATIVE.iter().any(|word| self.slice(sentence.clone()).contains(word));
        let meant = Meant::by(&figure);
        let place = self.folded.place(sentence.clone());
        let passage = self.folded.passage(sentence).text;
        ToldFact { label, figure, meant, year: year.filter(|_| !cumulative), cumulative, place, passage }
    }

    fn sentence(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.back_to(at.start, (BEFORE * 3, &['。', ';', '!', '?']));
        let end = self.on_to(at.end, (BEFORE * 3, &['。', ';', '!', '?']));
        start..end
    }

    fn around(&self, at: &Range<usize>, marks: &[char]) -> Range<usize> {
        self.back_to(at.start, (CLAUSE, marks))..self.on_to(at.end, (CLAUSE, marks))
    }

    fn back_to(&self, from: usize, (most, marks): (usize, &[char])) -> usize {
        let before = self.text.get(..from).unwrap_or_default();
        let line = self.begins.partition_point(|line| *line <= from);
        let line = line.checked_sub(1).and_then(|at| self.begins.get(at)).copied().unwrap_or_default();
        let mut start = from;
        for (byte, char) in before.char_indices().rev().take(most) {
            if marks.contains(&char) || byte < line {
                break;
            }
            start = byte;
        }
        start
    }

    fn on_to(&self, from: usize, (most, marks): (usize, &[char])) -> usize {
        let behind = self.text.get(from..).unwrap_or_default();
        let line = self.begins.get(self.begins.partition_point(|line| *line <= from)).copied();
        let line = line.unwrap_or(self.text.len());
        let mut end = from;
        for (byte, char) in behind.char_indices().take(most) {
            let at = from.saturating_add(byte);
            if marks.contains(&char) || at >= line {
                break;
            }
            end = at.saturating_add(char.len_utf8());
        }
        end
    }

    fn back(&self, from: usize, most: usize) -> usize {
        let before = self.text.get(..from).unwrap_or_default();
        before.char_indices().rev().take(most).last().map_or(from, |(byte, _)| byte)
    }

    fn slice(&self, range: Range<usize>) -> &'f str {
        self.text.get(range).unwrap_or_default()
    }
}
