//! Which texts hold a mark, and which pairs of texts share so many rare ones that comparing them is worth it.

use super::print::Print;

/// How many pairs of texts may be counted for the marks that they share.
const MOST_COUNTED: u64 = 200_000_000;
/// The most candidates of one text.
const MOST_OF_ONE: usize = 60;
/// The least part of a text's countable marks that a candidate shares, in hundredths.
const LEAST_SHARED: u32 = 28;
/// The least number of them.
const FEWEST_SHARED: u32 = 4;
/// How many texts are told apart.
const TEXT_BITS: u32 = 18;
/// How many sentences of a text; those after are taken together.
const SENTENCE_BITS: u32 = 14;

/// Marks and where they stand, in order. Half of all marks are enough for that.
pub(super) struct Index {
    postings: Vec<Posting>,
    texts: u32,
    /// Marks of more texts than these are passed over in looking for candidates.
    commonest: usize,
}

/// A mark, a text and a sentence of it, in eight bytes that order by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u64);

impl Posting {
    fn new(hash: u32, text: u32, sentence: u32) -> Self {
        let text = text.min((1 << TEXT_BITS) - 1);
        let sentence = sentence.min((1 << SENTENCE_BITS) - 1);
        Self(u64::from(hash) << 32 | u64::from(text) << SENTENCE_BITS | u64::from(sentence))
    }

    fn hash(self) -> u32 {
        u32::try_from(self.0 >> 32).unwrap_or_default()
    }

    /// The text and the sentence, in one number that orders by them.
    pub(super) fn sentence(self) -> u64 {
        self.0 & u64::from(u32::MAX)
    }

    pub(super) fn text(self) -> u32 {
        u32::try_from(self.sentence() >> SENTENCE_BITS).unwrap_or_default()
    }
}

impl Index {
    /// The most texts that an index tells apart.
    pub(super) const MOST_TEXTS: usize = (1 << TEXT_BITS) - 1;

    pub(super) fn of(prints: &[Print]) -> Self {
        let mut postings = Vec::new();
        for (print, text) in prints.iter().zip(0u32..) {
            let marks = print.marks.iter().filter(|mark| is_indexed(mark.hash));
            postings.extend(marks.map(|mark| Posting::new(mark.hash, text, mark.sentence)));
        }
        postings.sort_unstable();
        postings.dedup();
        let commonest = commonest(&postings);
        Self { postings, texts: u32::try_from(prints.len()).unwrap_or(u32::MAX), commonest }
    }

    /// How many texts there are.
    pub(super) fn texts(&self) -> u32 {
        self.texts
    }

    /// Where a mark stands; nothing when it is not one of the index.
    pub(super) fn places(&self, hash: u32) -> &[Posting] {
        let start = self.postings.partition_point(|posting| posting.hash() < hash);
        let rest = self.postings.get(start..).unwrap_or_default();
        // What is held by few is found by walking, and almost everything is held by few.
        let near = rest.iter().take(16).take_while(|posting| posting.hash() == hash).count();
        let count = if near < 16 { near } else { rest.partition_point(|posting| posting.hash() == hash) };
        rest.get(..count).unwrap_or_default()
    }

    /// Pairs of texts that share many of their marks, the lower number first.
    pub(super) fn candidates(&self, prints: &[Print]) -> Vec<(u32, u32)> {
        let mut countable = vec![0u32; prints.len()];
        let mut shared = vec![0u32; prints.len()];
        let mut found = Vec::new();
        // A text is compared with the earlier ones, whose countable marks are known by then.
        for (print, text) in prints.iter().zip(0u32..) {
            let mut touched = Vec::new();
            let mut own = 0u32;
            for hash in distinct(print) {
                let places = self.places(hash);
                if places.len() > self.commonest {
                    continue;
                }
                own = own.saturating_add(1);
                for of_text in places.chunk_by(|one, other| one.text() == other.text()) {
                    let Some(holder) = of_text.first().map(|posting| posting.text()) else { continue };
                    if holder >= text {
                        break;
                    }
                    count(&mut shared, holder, &mut touched);
                }
            }
            if let Some(place) = slot(&mut countable, text) {
                *place = own;
            }
            found.extend(closest((text, own), (&countable, &mut shared), touched));
        }
        found.sort_unstable();
        found
    }
}

/// Whether a mark is one of the index.
pub(super) fn is_indexed(hash: u32) -> bool {
    hash.is_multiple_of(2)
}

fn distinct(print: &Print) -> impl Iterator<Item = u32> + '_ {
    let hashes = print.marks.iter().map(|mark| mark.hash).filter(|hash| is_indexed(*hash));
    let mut last = None;
    hashes.filter(move |hash| last.replace(*hash) != Some(*hash))
}

fn slot(slots: &mut [u32], text: u32) -> Option<&mut u32> {
    slots.get_mut(usize::try_from(text).ok()?)
}

fn count(shared: &mut [u32], holder: u32, touched: &mut Vec<u32>) {
    if let Some(times) = slot(shared, holder) {
        if *times == 0 {
            touched.push(holder);
        }
        *times = times.saturating_add(1);
    }
}

/// The earlier texts that share enough with this one; the counters are zero again afterwards.
fn closest(
    (text, own): (u32, u32),
    (countable, shared): (&[u32], &mut [u32]),
    touched: Vec<u32>,
) -> Vec<(u32, u32)> {
    let mut close = Vec::new();
    for holder in touched {
        let Some(times) = slot(shared, holder).map(std::mem::take) else { continue };
        let theirs =
            usize::try_from(holder).ok().and_then(|at| countable.get(at)).copied().unwrap_or_default();
        let enough = own.min(theirs).saturating_mul(LEAST_SHARED);
        if times >= FEWEST_SHARED && times.saturating_mul(100) >= enough {
            close.push((times.saturating_mul(100).checked_div(own.min(theirs)).unwrap_or_default(), holder));
        }
    }
    close.sort_unstable_by(|one, other| other.cmp(one));
    close.truncate(MOST_OF_ONE);
    close.into_iter().map(|(_, holder)| (holder, text)).collect()
}

/// In how many places a mark may stand, so that counting what pairs share stays within its bound: the rare come first.
fn commonest(postings: &[Posting]) -> usize {
    let mut held: Vec<u64> = Vec::new();
    for run in postings.chunk_by(|one, other| one.hash() == other.hash()) {
        let count = run.len();
        if held.len() <= count {
            held.resize(count.saturating_add(1), 0);
        }
        if let Some(times) = held.get_mut(count) {
            *times = times.saturating_add(1);
        }
    }
    let mut spent = 0u64;
    for (count, times) in held.iter().enumerate() {
        let pairs = u64::try_from(count).unwrap_or(u64::MAX).saturating_pow(2).saturating_mul(*times);
        spent = spent.saturating_add(pairs);
        if spent > MOST_COUNTED {
            return count.saturating_sub(1);
        }
    }
    held.len()
}
