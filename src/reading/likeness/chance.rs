//! Whether what two texts share can be chance.
//!
//! If one was copied, it has a sentence of the other with a probability of about 0.7. If not, it has the sentence as
//! often as other texts of the collection have it, those that are related to the pair left aside; and when it follows
//! on the sentence before, as often as it does in texts with that sentence, so that a set paragraph speaks only once.
//! The logarithms of these ratios add up, and must outweigh the number of pairs among which the pair was found.

use std::collections::HashMap;

use super::index::{Index, Posting, is_indexed};
use super::pair::Matching;
use super::print::Print;

/// How probable it is that a copy has a sentence.
const IN_A_COPY: f64 = 0.7;
/// How much less probable it is in a copy than by chance that after a sentence which is not there the next is not, too.
const STAYS_AWAY: f64 = 0.6;
/// How probable it is that sentences which follow each other do so in a copy, and in a text that has both by chance.
const GOES_ON: f64 = 0.9;
const GOES_ON_BY_CHANCE: f64 = 0.1;
/// Sentences that are not further apart follow each other.
const NEAR: u32 = 2;
/// What is assumed before anything was counted: half a text of so many has a sentence.
const ASSUMED_HOLDERS: f64 = 0.5;
const ASSUMED_TEXTS: f64 = 20.0;
/// How much a text that follows the marginal probability counts against those that were seen.
const ASSUMED_FOLLOWERS: f64 = 2.0;
/// One false pair in so many collections is put up with; its logarithm.
const CERTAINTY: f64 = 9.2;
/// So many texts may be related to one by copying; eight counties that share a plan are fewer.
const MOST_RELATIVES: usize = 12;
/// A sentence whose marks stand in more places is a set phrase without further ado.
const MOST_PLACES: usize = 20_000;

/// Which texts share so much that they can't witness how common a sentence of each other's is.
pub(super) struct Relatives(HashMap<u32, Vec<u32>>);

impl Relatives {
    pub(super) fn of(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut of: HashMap<u32, Vec<u32>> = HashMap::new();
        for (one, other) in pairs {
            of.entry(one).or_default().push(other);
            of.entry(other).or_default().push(one);
        }
        for list in of.values_mut() {
            list.sort_unstable();
        }
        Self(of)
    }

    /// Those that both texts have, with the two themselves. What very many texts have is a form that all fill in, and
    /// these texts are the best witnesses of it.
    fn of_both(&self, (one, other): (u32, u32)) -> Vec<u32> {
        let of = |text: u32| self.0.get(&text).map(Vec::as_slice).unwrap_or_default();
        let mut both: Vec<u32> =
            of(one).iter().filter(|text| of(other).binary_search(text).is_ok()).copied().collect();
        if both.len() > MOST_RELATIVES {
            both.clear();
        }
        both.extend([one, other]);
        both.sort_unstable();
        both
    }
}

/// Whether the pair shares more than chance would have it.
pub(super) fn is_no_accident(
    (index, relatives): (&Index, &Relatives),
    pair: (u32, u32),
    (prints, matching): (&[Print], &Matching),
) -> bool {
    let Some(print) = usize::try_from(pair.0).ok().and_then(|number| prints.get(number)) else {
        return false;
    };
    let related = relatives.of_both(pair);
    let witnesses = f64::from(index.texts()) - count(related.len());
    let pairs = f64::from(index.texts()) * f64::from(index.texts().saturating_sub(1)) / 2.0;
    let case = Case { index, related, witnesses: witnesses.max(0.0) };
    case.weight(print, matching) >= pairs.max(1.0).ln() + CERTAINTY
}

struct Case<'a> {
    index: &'a Index,
    related: Vec<u32>,
    witnesses: f64,
}

/// A sentence of the first text that stands in the other, too.
struct Shared {
    twin: u32,
    /// Where unrelated texts have it.
    witnessed: Vec<Posting>,
}

impl Case<'_> {
    fn weight(&self, print: &Print, matching: &Matching) -> f64 {
        let marks = marks_by_sentence(print);
        let mut weight = 0.0;
        let mut before: Option<Shared> = None;
        let mut parted = false;
        for ((sentence, twin), marks) in print.sentences.iter().zip(&matching.one).zip(&marks) {
            if !sentence.counts() {
                continue;
            }
            let Some(twin) = *twin else {
                weight += if parted { STAYS_AWAY.ln() } else { (1.0 - IN_A_COPY).ln() };
                before = None;
                parted = true;
                continue;
            };
            parted = false;
            let Some(witnessed) = self.witnessed(marks) else { continue };
            let shared = Shared { twin, witnessed };
            weight += self.ratio(&shared, before.as_ref()).ln();
            before = Some(shared);
        }
        weight
    }

    /// Where unrelated texts have the sentence: at least half of its marks in one of theirs. Nothing when it has no
    /// mark in the index, or is a set phrase.
    fn witnessed(&self, marks: &[u32]) -> Option<Vec<Posting>> {
        let places: Vec<&[Posting]> = marks.iter().map(|hash| self.index.places(*hash)).collect();
        if places.is_empty() || places.iter().map(|places| places.len()).sum::<usize>() > MOST_PLACES {
            return None;
        }
        let mut sentences: Vec<Posting> = places.concat();
        sentences.retain(|posting| self.related.binary_search(&posting.text()).is_err());
        sentences.sort_unstable_by_key(|posting| posting.sentence());
        let same = sentences.chunk_by(|one, other| one.sentence() == other.sentence());
        let having = same.filter(|places| places.len().saturating_mul(2) >= marks.len());
        Some(having.filter_map(|places| places.first().copied()).collect())
    }

    /// How much more probable the shared sentence is in a copy than by chance.
    fn ratio(&self, shared: &Shared, before: Option<&Shared>) -> f64 {
        let alone = (texts(&shared.witnessed) + ASSUMED_HOLDERS) / (self.witnesses + ASSUMED_TEXTS);
        let Some(before) = before else { return IN_A_COPY / alone };
        if shared.twin.abs_diff(before.twin) > NEAR {
            return IN_A_COPY * (1.0 - GOES_ON) / alone;
        }
        let follow: Vec<Posting> =
            shared.witnessed.iter().filter(|at| follows(&before.witnessed, **at)).copied().collect();
        let assumed = ASSUMED_FOLLOWERS * alone * GOES_ON_BY_CHANCE;
        let by_chance = (texts(&follow) + assumed) / (texts(&before.witnessed) + ASSUMED_FOLLOWERS);
        (IN_A_COPY * GOES_ON / by_chance).max(1.0)
    }
}

/// Whether a sentence stands near one of those before.
fn follows(before: &[Posting], at: Posting) -> bool {
    let next = before.partition_point(|posting| posting.sentence() <= at.sentence());
    let last = next.checked_sub(1).and_then(|last| before.get(last));
    let near = |other: &Posting| {
        other.text() == at.text() && other.sentence().abs_diff(at.sentence()) <= u64::from(NEAR)
    };
    last.is_some_and(near) || before.get(next).is_some_and(near)
}

/// How many texts hold these sentences.
fn texts(sentences: &[Posting]) -> f64 {
    count(sentences.chunk_by(|one, other| one.text() == other.text()).count())
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

fn marks_by_sentence(print: &Print) -> Vec<Vec<u32>> {
    let mut marks = vec![Vec::new(); print.sentences.len()];
    for mark in print.marks.iter().filter(|mark| is_indexed(mark.hash)) {
        let slot = usize::try_from(mark.sentence).ok().and_then(|number| marks.get_mut(number));
        if let Some(slot) = slot {
            slot.push(mark.hash);
        }
    }
    marks
}
