//! 按数量分档: the highest step that a count reaches gives the points.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, shared_parts};
use crate::domain::facts::Facts;
use crate::domain::message::Message;
use crate::domain::points::Points;

/// Points by steps of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What is counted.
    pub metric: String,
    /// The steps, in any order; below the lowest there is nothing.
    pub tiers: Vec<Tier>,
}

/// A step of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// From this count on.
    pub min: u32,
    /// It gives this much of the item.
    pub points: Points,
}

impl Count {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let most = self.tiers.iter().map(|tier| tier.min).max().unwrap_or(0);
        let need = Message::new("need-count").with("text", &self.metric).with("min", i64::from(most));
        shared_parts(scope, facts, &need, |facts| self.stated(facts, scope.points))
    }

    fn stated(&self, facts: &Facts, points: Points) -> Option<Stated> {
        let count = facts.count?;
        let reached =
            self.tiers.iter().filter(|tier| count >= i64::from(tier.min)).map(|tier| tier.points).max();
        let share =
            reached.unwrap_or_default().decimal().checked_div(points.decimal()).unwrap_or(Decimal::ZERO);
        Some(Stated { share, have: Message::new("have-count").with("count", count) })
    }
}
