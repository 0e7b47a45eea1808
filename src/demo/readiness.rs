//! How far a county is with an item in a year: what it has done, and the facts that it states.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::dice::Dice;
use super::words::{Book, County};
use crate::domain::facts::{Facts, Year};
use crate::domain::rule::{Count, Ratio, Rule};
use crate::domain::standard::{Item, Level};
use crate::ops::scores::RoundView;

/// How much of an item was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    All,
    Some,
    Nothing,
}

/// How much of the evidence that a thing done asks for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Backed {
    Wholly,
    /// One piece of the last kind is missing.
    Short,
    NotAtAll,
}

/// What a county did of an item in a year.
pub(super) fn done(county: &County, item: &str, year: Year) -> Done {
    let mut dice = Dice::of(&format!("{} {item} {year} done", county.code));
    if dice.chance(county.done) {
        Done::All
    } else if dice.chance(600) {
        Done::Some
    } else {
        Done::Nothing
    }
}

/// What of it is backed; `scope` is a year or the whole cycle.
pub(super) fn backed(county: &County, item: &str, scope: &str) -> Backed {
    let mut dice = Dice::of(&format!("{} {item} {scope} backed", county.code));
    if dice.chance(county.backed) {
        Backed::Wholly
    } else if dice.chance(500) {
        Backed::Short
    } else {
        Backed::NotAtAll
    }
}

/// The reason why an item did not apply in a year.
pub(super) fn excuse<'a>(
    book: &'a Book,
    view: &RoundView,
    (county, item, year): (&County, &str, Year),
) -> Option<&'a str> {
    let at = view.round.years.iter().position(|window| window.year == year)?;
    let mut here = book.plan.excused.iter().filter(|one| one.county == county.code);
    here.find(|one| one.item == item && one.year == at).map(|one| one.reason.as_str())
}

/// The facts that a county states of an item in a year; none when it states nothing.
pub(super) fn facts(book: &Book, county: &County, item: &Item, year: Year) -> Option<Facts> {
    let done = done(county, &item.code, year);
    let mut dice = Dice::of(&format!("{} {} {year} facts", county.code, item.code));
    // Half of what was not done is stated as not done, the other half is passed over.
    if done == Done::Nothing && dice.chance(500) {
        return None;
    }
    let size = book.words.sizes.get(&item.code).copied().unwrap_or(20);
    let facts = of_rule(item.rule.at(Level::County), done, (&mut dice, size));
    Some(facts)
}

fn of_rule(rule: &Rule, done: Done, (dice, size): (&mut Dice, u32)) -> Facts {
    match rule {
        Rule::Clauses(_) | Rule::Both(_) | Rule::AllOrNone(_) => ticked(rule.ticks().len(), done),
        Rule::PerYear(rule) => {
            let few = i64::from(rule.min_count.saturating_sub(1));
            counted(done, i64::from(rule.min_count.saturating_add(dice.below(3))), few)
        }
        Rule::Count(rule) => counted(done, step(rule, dice, true), step(rule, dice, false)),
        Rule::Ratio(rule) => ratio(rule, done, (dice, size)),
        Rule::SampledRatio(rule) => Facts {
            checked: Some(20),
            passed: Some(if done == Done::All { 20 } else { 15 }),
            ..ratio(&rule.ratio, done, (dice, size))
        },
        Rule::Deduct(_) => Facts { incidents: Some(i64::from(done != Done::All)), ..Facts::default() },
        // A rule by level was resolved by the caller; nothing is stated of one inside another.
        Rule::ByLevel(_) => Facts::default(),
    }
}

/// All ticks, all but the last, or none; of a single tick some is none.
fn ticked(count: usize, done: Done) -> Facts {
    let until = match done {
        Done::All => count,
        Done::Some => count.saturating_sub(1),
        Done::Nothing => 0,
    };
    Facts { done: Some((0..count).map(|at| at < until).collect()), ..Facts::default() }
}

fn counted(done: Done, all: i64, some: i64) -> Facts {
    let count = match done {
        Done::All => all,
        Done::Some => some,
        Done::Nothing => 0,
    };
    Facts { count: Some(count), ..Facts::default() }
}

/// A count that reaches the highest step, or the lowest only.
fn step(rule: &Count, dice: &mut Dice, highest: bool) -> i64 {
    let steps = rule.tiers.iter().map(|tier| tier.min);
    let step = if highest { steps.max() } else { steps.min() };
    i64::from(step.unwrap_or(1).saturating_add(if highest { dice.below(3) } else { 0 }))
}

/// Figures at or above the target, between it and the zero point, or at the zero point.
fn ratio(rule: &Ratio, done: Done, (dice, size): (&mut Dice, u32)) -> Facts {
    let below = size.saturating_add(dice.below(size / 5 + 1)).max(1);
    let share = match done {
        Done::All => rule.target,
        Done::Some => (rule.target + rule.zero_at) / Decimal::TWO,
        Done::Nothing => rule.zero_at,
    };
    let exact = Decimal::from(below) * share;
    let above = if done == Done::All { exact.ceil() } else { exact.floor() };
    let above = above.to_i64().unwrap_or_default().min(i64::from(below));
    Facts { numerator: Some(above), denominator: Some(i64::from(below)), ..Facts::default() }
}
