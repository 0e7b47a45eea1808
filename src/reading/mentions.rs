//! Where a report speaks of an item: the clauses around a word that shows it, with the figures in them.

use std::ops::Range;

use super::claims::{Claim, Claims};
use super::figures::Figure;
use super::fold::Folded;
use super::lexicon::{Hit, Lexicon};
use super::outline::{Outline, Standing};
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
    let outline = Outline::of(folded, sentences);
    let hits = lexicon.hits(folded.text(), sentences, &outline.above);
    let claims = Claimed::of(folded, lexicon, (sentences, &outline), hits);
    let mut said = Said::default();
    let told = |(item, at)| mention(folded, figures, (item, at));
    for (sentence, claimed) in sentences.iter().zip(&claims) {
        if claimed.is_empty() {
            continue;
        }
        let clauses = clauses(folded.text(), sentence.clone());
        said.mentions.extend(passages(&clauses, &claimed.done).into_iter().map(told));
        let whole = claimed.denied.iter().map(|hit| (hit.item, items_clause(&clauses, hit)));
        said.denied.extend(whole.map(told));
    }
    said.denied.dedup_by_key(|denial| (denial.item, denial.offset));
    said
}

/// What a sentence claims.
#[derive(Debug, Default)]
struct Claimed {
    done: Vec<Hit>,
    denied: Vec<Hit>,
    named: Vec<Hit>,
}

impl Claimed {
    /// By sentence. What a heading names, and no word below it shows, is what the first sentence below says that
    /// shows nothing else: （三）优待金发放。按每户1.2万元发给320户.
    fn of(
        folded: &Folded<'_>,
        lexicon: &Lexicon,
        (sentences, outline): (&[Range<usize>], &Outline),
        hits: Vec<Vec<Hit>>,
    ) -> Vec<Self> {
        let standing = outline.standing.iter().copied().chain(std::iter::repeat(Standing::Said));
        let sentence = |((sentence, hits), standing): ((&Range<usize>, Vec<Hit>), Standing)| {
            let weighed = lexicon.weighed(folded.text(), sentence);
            let hits = weighed.with_sure(hits);
            if hits.is_empty() {
                return Self::default();
            }
            let clauses = clauses(folded.text(), sentence.clone());
            let mut claimed = claimed(&Claims::of(folded, sentence, standing), &clauses, &hits);
            claimed.done.retain(|hit| !weighed.doubts(hit));
            claimed
        };
        let mut all: Vec<Self> = sentences.iter().zip(hits).zip(standing).map(sentence).collect();
        for (heading, under) in &outline.under {
            let below = all.get(under.clone()).unwrap_or_default();
            let silent = below.first().is_some_and(|first| first.is_empty() && first.named.is_empty());
            let shown = |item| below.iter().any(|claimed| claimed.done.iter().any(|hit| hit.item == item));
            let named = all.get(*heading).filter(|_| silent).map_or(&[][..], |heading| &heading.named);
            let items: Vec<usize> = named.iter().map(|hit| hit.item).filter(|item| !shown(*item)).collect();
            let Some((claimed, at)) = all.get_mut(under.start).zip(sentences.get(under.start)) else {
                continue;
            };
            claimed.done.extend(items.into_iter().map(|item| Hit { item, start: at.start, end: at.end }));
        }
        all
    }

    fn is_empty(&self) -> bool {
        self.done.is_empty() && self.denied.is_empty()
    }
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
fn claimed(claims: &Claims<'_, '_>, clauses: &[Range<usize>], hits: &[Hit]) -> Claimed {
    let mut claimed = Claimed::default();
    for hit in hits {
        let before = claimed.denied.iter().rev().find(|denial| denial.item == hit.item);
        let goes_on = before.is_some_and(|denial| !claims.turns(denial.end..hit.end.max(denial.end)));
        match claims.made_by(&(hit.start..hit.end), clauses) {
            Claim::Named => claimed.named.push(*hit),
            Claim::Denied => claimed.denied.push(*hit),
            Claim::Done if goes_on => claimed.denied.push(*hit),
            Claim::Done => claimed.done.push(*hit),
        }
    }
    claimed
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
