//! Why an item has the figure that it has: what is lost, in which year, for want of what.

use std::collections::BTreeSet;

use super::facts::Year;
use super::gap::{Cause, Gap, gaps_of};
use super::message::Message;
use super::points::Points;
use super::score::{ItemScore, Missing};
use super::standard::Standard;

/// The provable figure of an item in words: `1.75 of 2`, and a sentence for each loss.
pub fn explain(item: &ItemScore, standard: &Standard) -> Message {
    let losses: Vec<Message> = gaps_of(item).iter().map(|gap| loss(gap, standard)).collect();
    let figures = item.figures;
    if losses.is_empty() {
        return Message::new("explain-full").with("full", figures.full.to_string());
    }
    let said = Message::new("explain-part").with("provable", figures.provable.to_string());
    said.with("full", figures.full.to_string()).with("losses", losses)
}

/// How the figure comes about: what each part gives, what is lost, what is left.
pub fn sum(item: &ItemScore, standard: &Standard) -> Option<Message> {
    let mut terms: Vec<(Points, bool, Vec<Option<Year>>)> = Vec::new();
    for score in &item.parts {
        let (points, year) = (Points::rounded(score.part.full), score.part.year);
        match terms.iter_mut().find(|(known, yearly, _)| *known == points && *yearly == year.is_some()) {
            Some((.., years)) => years.push(year),
            None => terms.push((points, year.is_some(), vec![year])),
        }
    }
    if terms.is_empty() {
        return None;
    }
    let terms: Vec<Message> = terms.into_iter().map(term).collect();
    let losses: Vec<Message> = gaps_of(item).iter().map(|gap| loss(gap, standard)).collect();
    let id = if losses.is_empty() { "explain-sum-full" } else { "explain-sum" };
    let said = Message::new(id).with("terms", terms).with("provable", item.figures.provable.to_string());
    Some(if losses.is_empty() { said } else { said.with("losses", losses) })
}

/// So many years, or places, of so many points.
fn term((points, yearly, years): (Points, bool, Vec<Option<Year>>)) -> Message {
    let count = years.len();
    let different = years.into_iter().collect::<BTreeSet<_>>().len();
    let (id, count, parts) = match (yearly, count) {
        (true, _) if different == count => ("explain-term-years", count, 0),
        (true, _) if count.is_multiple_of(different) => {
            ("explain-term-each-year", different, count / different)
        }
        (_, 1) => ("explain-term-once", count, 0),
        _ => ("explain-term-parts", count, 0),
    };
    let said = Message::new(id).with("points", points);
    match id {
        "explain-term-once" => said,
        "explain-term-each-year" => said.with("count", count).with("parts", parts),
        _ => said.with("count", count),
    }
}

/// One loss in words: the year, what is asked for, what is there, the points.
pub fn loss(gap: &Gap<'_>, standard: &Standard) -> Message {
    let id = match gap.cause {
        Cause::NotDone => "explain-not-done",
        Cause::NotProven => "explain-not-proven",
        Cause::SentBack => "explain-sent-back",
    };
    let said = Message::new(id).with("when", when(gap)).with("need", gap.need.clone());
    let said = said.with("have", gap.have.clone()).with("points", gap.points);
    said.with("missing", missing_of(gap, standard))
}

/// The evidence that a gap lacks, by the names of its kinds.
pub fn missing_of(gap: &Gap<'_>, standard: &Standard) -> Vec<Message> {
    gap.missing.iter().map(|missing| lacking(missing, standard)).collect()
}

fn lacking(missing: &Missing, standard: &Standard) -> Message {
    let label = standard.kind(&missing.kind).map_or(missing.kind.as_str(), |kind| kind.label.as_str());
    let said = Message::new("explain-missing").with("kind", label);
    said.with("have", i64::from(missing.have)).with("min", i64::from(missing.min))
}

fn when(gap: &Gap<'_>) -> Message {
    match gap.year {
        Some(year) => Message::new("explain-year").with("year", year.to_string()),
        None => Message::new("explain-cycle"),
    }
}
