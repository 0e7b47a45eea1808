//! 逐条得分: each clause gives its own points, once in the cycle or shared between the years.

use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, cycle_part, year_part};
use crate::domain::message::Message;
use crate::domain::points::Points;

/// Clauses whose points add up to the item's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clauses {
    /// In the order of the sheet, which is the order of the facts.
    pub clauses: Vec<Clause>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// What must be done.
    pub text: String,
    /// What it gives over the whole cycle.
    pub points: Points,
    /// Whether each year earns its share.
    pub each_year: bool,
    /// The kinds of evidence that prove it; all that the item asks for, when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

impl Clauses {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        self.clauses
            .iter()
            .enumerate()
            .flat_map(|(index, clause)| clause.parts(index, scope, facts))
            .collect()
    }
}

impl Clause {
    fn parts(&self, index: usize, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let need = Message::new("need-clause").with("text", &self.text);
        let tick = |facts: &crate::domain::facts::Facts| {
            facts.done.as_ref().and_then(|done| done.get(index).copied())
        };
        let parts = if self.each_year {
            let share = scope.year_share(self.points);
            let of_year = |year| {
                let state = |facts: &_| tick(facts).map_or_else(Stated::nothing, Stated::done);
                year_part(share, need.clone(), (year, facts), state)
            };
            scope.years.iter().copied().map(of_year).collect()
        } else {
            // A clause that is asked for once is done when any year says so.
            let done = |facts: &_| tick(facts).filter(|done| *done).map(Stated::done);
            vec![cycle_part(self.points.decimal(), need, (scope, facts), done)]
        };
        parts.into_iter().map(|part| Part { kinds: self.evidence.clone(), ..part }).collect()
    }
}
