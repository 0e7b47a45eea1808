//! 按比率 × 抽查合格率: a ratio's points, times the share of a sample that passed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Part, Ratio, Scope, Stated, YearFacts, shared_parts};
use crate::domain::facts::Facts;
use crate::domain::message::Message;

/// A ratio whose points a sample confirms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledRatio {
    /// The ratio itself.
    #[serde(flatten)]
    pub ratio: Ratio,
    /// What is drawn as a sample, such as 电话抽查人数.
    pub sample: String,
}

impl SampledRatio {
    pub(super) fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        let need = Message::new("need-sample").with("ratio", self.ratio.need()).with("sample", &self.sample);
        shared_parts(scope, facts, &need, |facts| self.stated(facts))
    }

    fn stated(&self, facts: &Facts) -> Option<Stated> {
        let ratio = self.ratio.stated(facts)?;
        let (checked, passed) = (facts.checked?, facts.passed?);
        let passing = Decimal::from(passed).checked_div(Decimal::from(checked)).unwrap_or(Decimal::ZERO);
        let have = Message::new("have-sample").with("ratio", ratio.have);
        Some(Stated {
            share: ratio.share * passing,
            have: have.with("checked", checked).with("passed", passed),
        })
    }
}
