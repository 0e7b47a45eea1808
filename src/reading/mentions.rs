//! Where a report speaks of an item: the clauses around a word that shows it, with the figures in them.

use std::ops::Range;

use super::claims::{Claim, Claims};
use super::figures::Figure;
use super::fold::Folded;
use super::lexicon::{Hit, Lexicon};
use super::sentences::clauses;

/// A passage that speaks of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The number of the item in the sheet.
    pub item: usize,
    /// As given.
    pub text: &'a str,
    /// In characters of the given text.
    pub offset: usize,
    pub figures: Vec<Figure<'a>>,
}

/// All that a report says of items.
#[derive(Debug, Default)]
pub struct Said<'a> {
    /// In the order of the text.
    pub mentions: Vec<Mention<'a>>,
    /// Passages that say of an item that it was not done.
    pub denied: Vec<Mention<'a>>,
}

/// Every mention, and every denial.
pub fn said<'a>(
    folded: &Folded<'a>,
    lexicon: &Lexicon,
    (sentences, figures): (&[Range<usize>], &[Figure<'a>]),
) -> Said<'a> {
    let hits = lexicon.hits(folded.text(), sentences);
    let mut said = Said::default();
    for (sentence, hits) in sentences.iter().zip(hits).filter(|(_, hits)| !hits.is_empty()) {
        let clauses = clauses(folded.text(), sentence.clone());
        let (done, denied) = claimed(&Claims::of(folded, sentence), &clauses, &hits);
        let told = |(item, at)| mention(folded, figures, (item, at));
        said.mentions.extend(passages(&clauses, &done).into_iter().map(told));
        let whole = denied.iter().map(|hit| (hit.item, items_clause(&clauses, hit)));
        said.denied.extend(whole.map(told));
    }
    said.denied.dedup_by_key(|denial| (denial.item, denial.offset));
    said
}

fn mention<'a>(
    folded: &Folded<'a>,
    figures: &[Figure<'a>],
    (item, at): (usize, Range<usize>),
) -> Mention<'a> {
    let passage = folded.passage(at.clone());
    let from = figures.partition_point(|figure| figure.at.start < at.start);
    let inside = figures.get(from..).unwrap_or_default().iter();
    let figures = inside.take_while(|figure| figure.at.end <= at.end).cloned().collect();
    Mention { item, text: passage.text, offset: passage.offset, figures }
}

/// What claims that something was done, and what denies it. What a sentence denied once it goes on denying, until it
/// turns: 未落实家属就业政策，9名军嫂待业.
fn claimed(claims: &Claims<'_, '_>, clauses: &[Range<usize>], hits: &[Hit]) -> (Vec<Hit>, Vec<Hit>) {
    let (mut done, mut denied): (Vec<Hit>, Vec<Hit>) = (Vec::new(), Vec::new());
    for hit in hits {
        let before = denied.iter().rev().find(|denial| denial.item == hit.item);
        let goes_on = before.is_some_and(|denial| !claims.turns(denial.end..hit.end.max(denial.end)));
        match claims.made_by(&(hit.start..hit.end), clauses) {
            Claim::Named => {}
            Claim::Denied => denied.push(*hit),
            Claim::Done if goes_on => denied.push(*hit),
            Claim::Done => done.push(*hit),
        }
    }
    (done, denied)
}

/// The clause that a word stands in.
fn items_clause(clauses: &[Range<usize>], hit: &Hit) -> Range<usize> {
    clauses.iter().find(|clause| hit.start < clause.end).cloned().unwrap_or(hit.start..hit.end)
}

/// Clauses by the items that show in them. What shows none goes with the items before it, at the beginning of a
/// sentence with those behind it: 投资230万元，为营区接通自来水 is one passage.
fn passages(clauses: &[Range<usize>], hits: &[Hit]) -> Vec<(usize, Range<usize>)> {
    let shown: Vec<Vec<usize>> = clauses.iter().map(|clause| items_in(clause, hits)).collect();
    let mut items: Vec<usize> = shown.iter().flatten().copied().collect();
    items.sort_unstable();
    items.dedup();
    let first = shown.iter().position(|items| !items.is_empty()).unwrap_or_default();
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for item in items {
        let mut open: Option<Range<usize>> = None;
        for (number, (clause, shown)) in clauses.iter().zip(&shown).enumerate() {
            let here = shown.contains(&item);
            match &mut open {
                Some(open) if here || shown.is_empty() => open.end = clause.end,
                None if here => {
                    let start = if number == first {
                        clauses.first().map_or(clause.start, |first| first.start)
                    } else {
                        clause.start
                    };
                    open = Some(start..clause.end);
                }
                _ => found.extend(open.take().map(|open| (item, open))),
            }
        }
        found.extend(open.map(|open| (item, open)));
    }
    found.sort_by_key(|(item, at)| (at.start, *item));
    found
}

fn items_in(clause: &Range<usize>, hits: &[Hit]) -> Vec<usize> {
    let mut items: Vec<usize> = hits
        .iter()
        .filter(|hit| hit.start < clause.end && clause.start < hit.end)
        .map(|hit| hit.item)
        .collect();
    items.sort_unstable();
    items.dedup();
    items
}
