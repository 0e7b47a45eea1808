//! Which item a clause shows, by examples: naive Bayes over the one, two and three characters that stand together in
//! a clause, each counted once (binary features of a multinomial model: Metsis et al., "Spam filtering with naive Bayes",
//! 2006). The examples are `fixtures/reading/examples.txt`, by the names of items, so that they serve every sheet that
//! has items of these names, whatever words it has.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::Hit;
use super::sentences::clauses;
use super::tally::Tally;

const FILE: &str = include_str!("../../fixtures/reading/examples.txt");

/// What every count begins with, so that nothing is impossible.
const LEAST: f64 = 0.2;

/// Features that overlap tell the same thing several times: what they say together is taken down to this share.
const TEMPER: f64 = 0.3;

/// A clause with fewer known features says nothing.
const FEWEST: usize = 6;

/// From here on a clause shows an item without a word of the sheet.
const SURE: f64 = 0.8;

/// Below this it shows none, even with a word of the sheet. A denial is none of these: what denies shows nothing.
const DOUBT: f64 = 0.01;

/// How likely each part of a sentence shows the items that there are examples of.
pub(super) struct Weighed<'l> {
    taught: &'l [Option<usize>],
    parts: Vec<(Range<usize>, Vec<f64>)>,
}

impl<'l> Weighed<'l> {
    /// `taught` are the classes of items.
    pub(super) fn of(taught: &'l [Option<usize>], (text, sentence): (&str, &Range<usize>)) -> Self {
        let likely = |part: Range<usize>| Some((part.clone(), Examples::all().likely(text.get(part)?)?));
        let parts = if taught.is_empty() { Vec::new() } else { parts(text, sentence) };
        Self { taught, parts: parts.into_iter().filter_map(likely).collect() }
    }

    /// Words of the sheet where they stand, and the parts that surely show an item without one.
    pub(super) fn with_sure(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        for (part, likely) in &self.parts {
            let of = |item: &usize| self.of_item(likely, *item).is_some_and(|likely| likely > SURE);
            let known = |item: &usize| hits.iter().any(|hit| hit.item == *item && overlap(hit, part));
            let new: Vec<usize> = (0..self.taught.len()).filter(|item| of(item) && !known(item)).collect();
            hits.extend(new.into_iter().map(|item| Hit { item, start: part.start, end: part.end }));
        }
        hits.sort_by_key(|hit| hit.start);
        hits
    }

    /// Whether the part that a word stands in hardly shows the item.
    pub(super) fn doubts(&self, hit: &Hit) -> bool {
        let here = self.parts.iter().filter(|(part, _)| overlap(hit, part));
        let mut likely = here.filter_map(|(_, likely)| self.of_item(likely, hit.item));
        likely.any(|likely| likely < DOUBT)
    }

    fn of_item(&self, likely: &[f64], item: usize) -> Option<f64> {
        likely.get((*self.taught.get(item)?)?).copied()
    }
}

fn overlap(hit: &Hit, part: &Range<usize>) -> bool {
    hit.start < part.end && part.start < hit.end
}

/// Clauses, and what stands in a row in them.
fn parts(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for clause in clauses(text, sentence.clone()) {
        let mut start = clause.start;
        for part in text.get(clause).unwrap_or_default().split('、') {
            found.push(start..start + part.len());
            start += part.len() + '、'.len_utf8();
        }
    }
    found
}

/// What examples taught.
#[derive(Debug)]
pub(super) struct Examples {
    /// The classes by the names of items; what shows nothing has none.
    names: HashMap<&'static str, usize>,
    /// How often each class has examples, in logarithms.
    prior: Vec<f64>,
    /// What a feature that a class does not have counts for it.
    missing: Vec<f64>,
    /// How often features were seen in classes.
    seen: Tally,
    /// What a feature counts more than a missing one, by how often it was seen.
    more: Vec<f64>,
}

static ALL: LazyLock<Examples> = LazyLock::new(|| Examples::of(FILE));

impl Examples {
    /// The examples that the program has.
    pub(super) fn all() -> &'static Self {
        &ALL
    }

    fn of(file: &'static str) -> Self {
        let (mut names, mut lines) = (HashMap::new(), vec![0_u16]);
        let mut seen = Vec::new();
        let mut class = 0;
        for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(name) = line.strip_prefix('=') {
                class = match name.trim() {
                    "" => 0,
                    name => *names.entry(name).or_insert(lines.len()),
                };
                lines.resize(lines.len().max(class + 1), 0);
                continue;
            }
            lines.get_mut(class).into_iter().for_each(|lines| *lines = lines.saturating_add(1));
            let class = u16::try_from(class).unwrap_or_default();
            seen.extend(features(line).into_iter().map(|feature| (feature, class)));
        }
        Self::counted(names, &lines, Tally::of(seen))
    }

    fn counted(names: HashMap<&'static str, usize>, lines: &[u16], seen: Tally) -> Self {
        let mut totals = vec![0.0; lines.len()];
        for (class, count) in seen.counts() {
            totals.get_mut(usize::from(*class)).into_iter().for_each(|total| *total += f64::from(*count));
        }
        let known = LEAST * u32::try_from(seen.len()).map_or(f64::MAX, f64::from);
        let most = seen.counts().iter().map(|(_, count)| *count).max().unwrap_or_default();
        Self {
            names,
            prior: lines.iter().map(|lines| f64::from((*lines).max(1)).ln()).collect(),
            missing: totals.iter().map(|total| (LEAST / (total + known)).ln()).collect(),
            more: (0..=most).map(|count| ((f64::from(count) + LEAST) / LEAST).ln()).collect(),
            seen,
        }
    }

    /// The class of an item by its name.
    pub(super) fn class(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// How likely a clause of a folded text shows each class, from 0 to 1; nothing of a clause that is too short.
    pub(super) fn likely(&self, clause: &str) -> Option<Vec<f64>> {
        let mut known: Vec<&[(u16, u16)]> =
            features(clause).into_iter().map(|feature| self.seen.get(feature)).collect();
        known.retain(|classes| !classes.is_empty());
        if known.len() < FEWEST {
            return None;
        }
        let share = known.iter().map(|_| TEMPER).sum::<f64>();
        let begun = self.prior.iter().zip(&self.missing);
        let mut likely: Vec<f64> = begun.map(|(prior, missing)| prior + missing * share).collect();
        for (class, count) in known.into_iter().flatten() {
            let more = self.more.get(usize::from(*count)).copied().unwrap_or_default();
            likely.get_mut(usize::from(*class)).into_iter().for_each(|likely| *likely += more * TEMPER);
        }
        let most = likely.iter().copied().fold(f64::MIN, f64::max);
        likely.iter_mut().for_each(|likely| *likely = (*likely - most).exp());
        let all: f64 = likely.iter().sum();
        likely.iter_mut().for_each(|likely| *likely /= all);
        Some(likely)
    }
}

/// One to three characters that stand together, each once. Signs are nothing, and any number is one character.
fn features(clause: &str) -> Vec<u64> {
    let mut before = (0_u64, 0_u64);
    let mut found = Vec::with_capacity(clause.len());
    for char in clause.chars().filter(|char| char.is_alphanumeric()) {
        let this = if char.is_ascii_digit() { u64::from('0') } else { u64::from(char) };
        if this == u64::from('0') && before.1 == this {
            continue;
        }
        found.push(this);
        if before.1 > 0 {
            found.push(before.1 << 21 | this);
        }
        if before.0 > 0 {
            found.push(before.0 << 42 | before.1 << 21 | this);
        }
        before = (before.1, this);
    }
    found.sort_unstable();
    found.dedup();
    found
}
