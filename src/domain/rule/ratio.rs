//! 按比率: full points at the target, in a straight line down to none at the zero point.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Part, Scope, Stated, YearFacts, shared_parts};
use crate::domain::facts::Facts;
use crate::domain::message::Message;

/// A ratio of two figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// What stands above the line.
    pub numerator: String,
    /// What stands below it.
    pub denominator: String,
    /// From this ratio on, full points.
    pub target: Decimal,
    /// Down to this ratio, none.
    pub zero_at: Decimal,
}

impl Ratio {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        shared_parts(scope, facts, &self.need(), |facts| self.stated(facts))
    }

    pub(super) fn need(&self) -> Message {
        Message::new("need-ratio")
            .with("numerator", &self.numerator)
            .with("denominator", &self.denominator)
            .with("target", percent(self.target))
    }

    pub(super) fn stated(&self, facts: &Facts) -> Option<Stated> {
        let (numerator, denominator) = (facts.numerator?, facts.denominator?);
        let have = Message::new("have-ratio").with("numerator", numerator).with("denominator", denominator);
        let ratio = Decimal::from(numerator).checked_div(Decimal::from(denominator))?;
        Some(Stated { share: self.share(ratio), have: have.with("ratio", percent(ratio)) })
    }

    /// The share of the points for a ratio, between 0 and 1.
    fn share(&self, ratio: Decimal) -> Decimal {
        let span = self.target - self.zero_at;
        let line = (ratio - self.zero_at).checked_div(span).unwrap_or(Decimal::ZERO);
        line.clamp(Decimal::ZERO, Decimal::ONE)
    }
}

/// A ratio as a percentage with at most two digits, such as `85%`.
fn percent(ratio: Decimal) -> String {
    format!("{}%", (ratio * Decimal::ONE_HUNDRED).round_dp(2).normalize())
}
