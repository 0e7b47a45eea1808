//! Two texts sentence by sentence: which sentence of one stands in the other, and the passages that they make.

use super::Passage;
use super::print::{Mark, Print, Sentence};

/// The least part of a sentence's marks that the other text has together, in hundredths.
const LEAST_OF_SENTENCE: u32 = 50;
/// A mark that stands more often in a text is not counted more often.
const MOST_PLACES: usize = 12;
/// The most passages that are told.
const MOST_PASSAGES: usize = 200;

/// For each sentence of both texts the sentence of the other in which it stands.
pub(super) struct Matching {
    pub(super) one: Vec<Option<u32>>,
    other: Vec<Option<u32>>,
}

impl Matching {
    pub(super) fn of(one: &Print, other: &Print) -> Self {
        let mut votes = votes(&one.marks, &other.marks);
        votes.sort_unstable();
        let forward = matched(&one.sentences, &votes);
        for (from, to) in &mut votes {
            std::mem::swap(from, to);
        }
        votes.sort_unstable();
        Self { one: forward, other: matched(&other.sentences, &votes) }
    }

    /// How much of the shorter text stands in the other, in hundredths.
    pub(super) fn share(&self, one: &Print, other: &Print) -> u32 {
        if one.length <= other.length { share(one, &self.one) } else { share(other, &self.other) }
    }

    /// What stands in both: sentences in a row in one that are in a row in the other, too.
    pub(super) fn passages(&self, one: &Print, other: &Print) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut before: Option<u32> = None;
        for (sentence, matched) in one.sentences.iter().zip(&self.one) {
            let twin = matched.and_then(|number| Some((number, other.sentence(number)?)));
            match (twin, before, passages.last_mut()) {
                (Some((number, twin)), Some(last), Some(passage)) if goes_on(last, number) => {
                    passage.one.end = sentence.place().end;
                    passage.other.end = passage.other.end.max(twin.place().end);
                }
                (Some((_, twin)), ..) => {
                    passages.push(Passage { one: sentence.place(), other: twin.place() });
                }
                // A heading or a number between two sentences does not part them.
                (None, ..) if !sentence.counts() => continue,
                _ => {}
            }
            before = matched.to_owned();
        }
        longest(passages)
    }
}

/// Whether a sentence of the other text follows the one before, but for a short one between them.
fn goes_on(last: u32, next: u32) -> bool {
    next >= last && next.saturating_sub(last) <= 2
}

/// Those worth telling, in their order.
fn longest(mut passages: Vec<Passage>) -> Vec<Passage> {
    if passages.len() > MOST_PASSAGES {
        passages.sort_by_key(|passage| std::cmp::Reverse(passage.one.len()));
        passages.truncate(MOST_PASSAGES);
        passages.sort_by_key(|passage| passage.one.start);
    }
    passages
}

fn share(print: &Print, matched: &[Option<u32>]) -> u32 {
    let both = print.sentences.iter().zip(matched).filter(|(_, twin)| twin.is_some());
    let found: u32 = both.map(|(sentence, _)| sentence.length).sum();
    found.saturating_mul(100).checked_div(print.length).unwrap_or_default().min(100)
}

/// For each mark of both texts: the sentences in which it stands.
fn votes(one: &[Mark], other: &[Mark]) -> Vec<(u32, u32)> {
    let mut votes = Vec::new();
    let mut rest = other;
    for group in one.chunk_by(|one, other| one.hash == other.hash) {
        let Some(hash) = group.first().map(|mark| mark.hash) else { continue };
        let skipped = rest.iter().take_while(|mark| mark.hash < hash).count();
        rest = rest.get(skipped..).unwrap_or_default();
        let twins = rest.iter().take_while(|mark| mark.hash == hash).take(MOST_PLACES);
        for twin in twins {
            votes.extend(group.iter().take(MOST_PLACES).map(|mark| (mark.sentence, twin.sentence)));
        }
    }
    votes
}

fn matched(sentences: &[Sentence], votes: &[(u32, u32)]) -> Vec<Option<u32>> {
    let mut matched = vec![None; sentences.len()];
    for group in votes.chunk_by(|one, other| one.0 == other.0) {
        let Some(number) = group.first().and_then(|(number, _)| usize::try_from(*number).ok()) else {
            continue;
        };
        if let (Some(sentence), Some(slot)) = (sentences.get(number), matched.get_mut(number)) {
            *slot = twin(sentence, group);
        }
    }
    matched
}

/// The sentence in which this one stands. Its neighbours help, for sentences are not always split alike.
fn twin(sentence: &Sentence, votes: &[(u32, u32)]) -> Option<u32> {
    if !sentence.counts() {
        return None;
    }
    let mut counted: Vec<(u32, u32)> = Vec::new();
    for (_, twin) in votes {
        match counted.last_mut() {
            Some((last, times)) if last == twin => *times = times.saturating_add(1),
            _ => counted.push((*twin, 1)),
        }
    }
    let (best, _) = counted.iter().copied().max_by_key(|(_, times)| *times)?;
    let near = counted.iter().filter(|(twin, _)| twin.abs_diff(best) <= 1);
    let times: u32 = near.map(|(_, times)| *times).sum();
    (times.saturating_mul(100) >= sentence.marks.saturating_mul(LEAST_OF_SENTENCE)).then_some(best)
}
