//! 同时具备: conditions that earn only together, such as in the budget *and* with a payment voucher.

use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, shared_parts};
use crate::domain::facts::Facts;
use crate::domain::message::Message;

/// Conditions that must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    /// Two or more, in the order of the facts.
    pub conditions: Vec<String>,
}

impl Both {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let conditions = self.conditions.iter().map(|text| Message::new("need-clause").with("text", text));
        let need = Message::new("need-together").with("conditions", conditions.collect::<Vec<_>>());
        shared_parts(scope, facts, &need, |facts| self.stated(facts))
    }

    fn stated(&self, facts: &Facts) -> Option<Stated> {
        let done = facts.done.as_ref()?;
        let held = done.iter().filter(|done| **done).count();
        let have = Message::new("have-conditions").with("held", held).with("all", self.conditions.len());
        Some(Stated { have, ..Stated::done(held == self.conditions.len()) })
    }
}
