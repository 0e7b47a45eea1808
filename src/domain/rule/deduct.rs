//! 满分起扣: full points, less so much for each incident of the cycle, down to a floor.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, excuse, part};
use crate::domain::facts::Facts;
use crate::domain::message::Message;
use crate::domain::points::Points;

/// A deduction for each incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deduct {
    /// What must not happen.
    pub event: String,
    /// What each costs.
    pub per_event: Points,
    /// What is left at the least.
    pub floor: Points,
}

impl Deduct {
    /// One part for the cycle. Years that state nothing are not counted as free of incidents: with
    /// no year stated at all there is nothing earned.
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let need = Message::new("need-no-incident").with("text", &self.event);
        let of_years: Vec<&Facts> = scope.years.iter().filter_map(|year| facts.get(year).copied()).collect();
        let excused = of_years.iter().find(|facts| excuse(facts).is_some()).copied();
        let counts: Vec<i64> = of_years.iter().filter_map(|facts| facts.incidents).collect();
        let found = match (excused, of_years.last(), counts.is_empty()) {
            (Some(facts), ..) => Some((facts, Stated::nothing())),
            (None, Some(facts), false) => Some((*facts, self.stated(counts.iter().sum(), scope.points))),
            _ => None,
        };
        vec![part(None, scope.points.decimal(), need, found)]
    }

    fn stated(&self, incidents: i64, points: Points) -> Stated {
        let off = Decimal::from(incidents).saturating_mul(self.per_event.decimal());
        let left = (points.decimal() - off).max(self.floor.decimal());
        let share = left.checked_div(points.decimal()).unwrap_or(Decimal::ZERO);
        Stated { share, have: Message::new("have-incidents").with("count", incidents) }
    }
}
