//! 逐年达标: a year in which something took place often enough earns its share.

use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, year_part};
use crate::domain::message::Message;

/// A number of times in each year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerYear {
    /// What must take place.
    pub need: String,
    /// How often in a year.
    pub min_count: u32,
}

impl PerYear {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let share = scope.year_share(scope.points);
        let need = Message::new("need-count").with("text", &self.need).with("min", i64::from(self.min_count));
        let of_year = |year| {
            year_part(share, need.clone(), (year, facts), |facts| {
                facts.count.map_or_else(Stated::nothing, |count| Stated {
                    have: Message::new("have-count").with("count", count),
                    ..Stated::done(count >= i64::from(self.min_count))
                })
            })
        };
        scope.years.iter().copied().map(of_year).collect()
    }
}
