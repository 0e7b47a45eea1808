//! 达到要求得满分，否则零分: one requirement, in every year when the item is yearly.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, cycle_part, excuse, part};
use crate::domain::facts::{Facts, Year};
use crate::domain::message::Message;

/// All or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllOrNone {
    /// What must be reached.
    pub need: String,
}

impl AllOrNone {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let full = scope.points.decimal();
        let need = Message::new("need-clause").with("text", &self.need);
        if scope.each_year {
            return vec![every_year(full, need, scope, facts)];
        }
        let done = |facts: &Facts| reached(facts).then(|| Stated::done(true));
        vec![cycle_part(full, need, (scope, facts), done)]
    }
}

fn every_year(full: Decimal, need: Message, scope: Scope<'_>, facts: &YearFacts<'_>) -> Part {
    let meets = |year: &Year| facts.get(year).is_some_and(|facts| excuse(facts).is_some() || reached(facts));
    let short: Vec<String> =
        scope.years.iter().filter(|year| !meets(year)).map(ToString::to_string).collect();
    let Some(latest) = facts.values().last() else { return part(None, full, need, None) };
    let share = if short.is_empty() { Decimal::ONE } else { Decimal::ZERO };
    let have = match short.is_empty() {
        true => Message::new("have-done"),
        false => Message::new("have-short-years").with("years", short.join(", ")),
    };
    Part {
        earned: full * share,
        have,
        excused: false,
        ..part(None, full, need, Some((latest, Stated::nothing())))
    }
}

fn reached(facts: &Facts) -> bool {
    facts.done.as_ref().is_some_and(|done| !done.is_empty() && done.iter().all(|done| *done))
}
