//! Where a report speaks of an item: the clauses around a word that shows it, with the figures in them.

use std::ops::Range;

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

/// Every mention, in the order of the text.
pub fn mentions<'a>(
    folded: &Folded<'a>,
    lexicon: &Lexicon,
    (sentences, figures): (&[Range<usize>], &[Figure<'a>]),
) -> Vec<Mention<'a>> {
    let hits = lexicon.hits(folded.text(), sentences);
    let mut found = Vec::new();
    for (sentence, hits) in sentences.iter().zip(hits).filter(|(_, hits)| !hits.is_empty()) {
        for (item, at) in passages(&clauses(folded.text(), sentence.clone()), &hits) {
            let passage = folded.passage(at.clone());
            let from = figures.partition_point(|figure| figure.at.start < at.start);
            let inside = figures.get(from..).unwrap_or_default().iter();
            let inside = inside.take_while(|figure| figure.at.end <= at.end).cloned().collect();
            found.push(Mention { item, text: passage.text, offset: passage.offset, figures: inside });
        }
    }
    found
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
