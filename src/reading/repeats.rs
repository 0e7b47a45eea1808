//! Sentences and paragraphs that a text says twice.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::Folded;

/// Shorter sentences, in characters, are repeated by chance or as headings.
const SHORTEST: usize = 14;

/// A passage that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat<'a> {
    pub text: &'a str,
    /// Where it stands again, in characters of the given text.
    pub offset: usize,
    /// Where it stood first.
    pub first: usize,
}

/// Repeated sentences; those that follow one another as they did before are one passage.
pub fn repeats<'a>(folded: &Folded<'a>, sentences: &[Range<usize>]) -> Vec<Repeat<'a>> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut runs: Vec<Run> = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let words = spoken(folded.text().get(sentence.clone()).unwrap_or_default());
        let before = seen.get(words).copied();
        seen.entry(words).or_insert(number);
        match (before, runs.last_mut()) {
            (Some(before), Some(run)) if run.goes_on(number, before) => run.take(sentence, words),
            (Some(before), _) => runs.push(Run::new((number, before), sentence, words)),
            (None, _) => {}
        }
    }
    runs.iter().filter(|run| run.longest >= SHORTEST).map(|run| run.told(folded, sentences)).collect()
}

/// A sentence without the number before it and the signs behind it.
fn spoken(sentence: &str) -> &str {
    let numbered = |char: char| char.is_ascii_digit() || "一二三四五六七八九十()、.,".contains(char);
    sentence.trim_start_matches(numbered).trim_end_matches(|char: char| !char.is_alphanumeric())
}

struct Run {
    /// The number of its first sentence, and how many there are.
    number: usize,
    length: usize,
    before: usize,
    at: Range<usize>,
    /// The longest sentence, in characters.
    longest: usize,
}

impl Run {
    fn new((number, before): (usize, usize), sentence: &Range<usize>, words: &str) -> Self {
        Self { number, length: 1, before, at: sentence.clone(), longest: words.chars().count() }
    }

    fn goes_on(&self, number: usize, before: usize) -> bool {
        self.number + self.length == number && self.before + self.length == before
    }

    fn take(&mut self, sentence: &Range<usize>, words: &str) {
        self.length += 1;
        self.at.end = sentence.end;
        self.longest = self.longest.max(words.chars().count());
    }

    fn told<'a>(&self, folded: &Folded<'a>, sentences: &[Range<usize>]) -> Repeat<'a> {
        let passage = folded.passage(self.at.clone());
        let first = sentences.get(self.before).map_or(0, |first| folded.passage(first.clone()).offset);
        Repeat { text: passage.text, offset: passage.offset, first }
    }
}
