//! A text as what is kept of it for comparing: its sentences, and marks that say what stands in each.

use std::ops::Range;

use crate::reading::fold::Folded;

/// Characters of a mark.
const SHINGLE: usize = 5;
/// Of so many marks in a row one is kept at the least.
const WINDOW: usize = 5;
/// Characters of a text that are looked at.
const MOST_CHARACTERS: usize = 400_000;
/// A sentence that does not end is taken to end here.
const LONGEST_SENTENCE: u32 = 120;
/// A shorter one says nothing by itself: a heading, a number.
const SHORTEST_SENTENCE: u32 = 6;

/// Signs at which a sentence ends.
const ENDS: [char; 4] = ['。', '!', '?', ';'];
/// Characters of figures, which differ between copies.
const NUMERALS: [char; 14] =
    ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '余'];

/// What is kept of a text.
#[derive(Debug, Default)]
pub(super) struct Print {
    pub(super) sentences: Vec<Sentence>,
    /// Ordered by hash.
    pub(super) marks: Vec<Mark>,
    /// Characters that count, in sentences that count.
    pub(super) length: u32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Sentence {
    start: u32,
    end: u32,
    /// Characters that count.
    pub(super) length: u32,
    /// How many marks begin in it.
    pub(super) marks: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) hash: u32,
    pub(super) sentence: u32,
}

impl Sentence {
    /// Where it stands, in characters of the text.
    pub(super) fn place(&self) -> Range<usize> {
        usize::try_from(self.start).unwrap_or_default()..usize::try_from(self.end).unwrap_or_default()
    }

    /// Whether it is long enough to say something.
    pub(super) fn counts(&self) -> bool {
        self.length >= SHORTEST_SENTENCE && self.marks > 0
    }
}

impl Print {
    pub(super) fn of(text: &str) -> Self {
        let (stream, mut sentences) = split(text);
        let mut marks = marks(&stream);
        for mark in &marks {
            if let Some(sentence) = sentence_at(&mut sentences, mark.sentence) {
                sentence.marks = sentence.marks.saturating_add(1);
            }
        }
        marks.sort_unstable();
        let counted = sentences.iter().filter(|sentence| sentence.counts());
        let length = counted.map(|sentence| sentence.length).sum();
        Self { sentences, marks, length }
    }

    pub(super) fn sentence(&self, number: u32) -> Option<&Sentence> {
        self.sentences.get(usize::try_from(number).ok()?)
    }
}

fn sentence_at(sentences: &mut [Sentence], number: u32) -> Option<&mut Sentence> {
    sentences.get_mut(usize::try_from(number).ok()?)
}

/// The characters that count, each with the number of its sentence, and the sentences. Figures don't count.
fn split(text: &str) -> (Vec<(char, u32)>, Vec<Sentence>) {
    let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(end, _)| end);
    let folded = Folded::of(text.get(..end).unwrap_or_default());
    let mut breaks = folded.breaks().iter().map(|line| line.at).peekable();
    let mut stream = Vec::new();
    let mut sentences = Vec::new();
    let mut open: Option<(Range<usize>, u32)> = None;
    for (at, char) in folded.text().char_indices() {
        let broken = breaks.next_if(|line| *line <= at).is_some();
        let full = open.as_ref().is_some_and(|(_, length)| *length >= LONGEST_SENTENCE);
        if broken || full || ENDS.contains(&char) {
            sentences.extend(open.take().map(|open| closed(&folded, open)));
        }
        if char.is_alphabetic() && !NUMERALS.contains(&char) {
            let (place, length) = open.get_or_insert((at..at, 0));
            place.end = at.saturating_add(char.len_utf8());
            *length = length.saturating_add(1);
            stream.push((char, u32::try_from(sentences.len()).unwrap_or(u32::MAX)));
        }
    }
    sentences.extend(open.map(|open| closed(&folded, open)));
    (stream, sentences)
}

fn closed(folded: &Folded<'_>, (place, length): (Range<usize>, u32)) -> Sentence {
    let place = folded.place(place);
    let small = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    Sentence { start: small(place.start), end: small(place.end), length, marks: 0 }
}

/// In each window of hashes the smallest, the last of equals; so two texts keep the same marks where they are alike.
fn marks(stream: &[(char, u32)]) -> Vec<Mark> {
    let hashes: Vec<Mark> = stream.windows(SHINGLE).map(mark).collect();
    let mut kept: Vec<Mark> = Vec::new();
    let mut last = None;
    for (start, window) in hashes.windows(WINDOW.min(hashes.len()).max(1)).enumerate() {
        let smallest = window.iter().enumerate().min_by_key(|(at, mark)| (mark.hash, usize::MAX - at));
        let Some((at, mark)) = smallest else { continue };
        let at = start.saturating_add(at);
        if last != Some(at) {
            kept.push(*mark);
            last = Some(at);
        }
    }
    kept
}

/// FNV-1a over the characters, stirred, so that the smallest is not a matter of the last character.
fn mark(shingle: &[(char, u32)]) -> Mark {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (char, _) in shingle {
        hash = (hash ^ u64::from(u32::from(*char))).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let sentence = shingle.first().map_or(0, |(_, sentence)| *sentence);
    Mark { hash: u32::try_from(hash >> 32).unwrap_or_default(), sentence }
}
