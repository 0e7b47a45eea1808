//! Facts as programs state and read them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::facts::Facts;

/// The facts of an item in a year. What is left out is not stated, which earns nothing; the item's rule says
/// which of the fields it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsJson {
    /// For clauses and conditions, in the order of the sheet: done or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Vec<bool>>,
    /// How many times, pieces or places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The upper figure of a ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    /// The lower figure of a ratio; never zero, see `not_applicable`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// How many of a sample were looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<i64>,
    /// How many of the sample passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<i64>,
    /// How many times what must not happen did happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incidents: Option<i64>,
    /// Why the item does not apply in this year; earns full points, proven by a proof of no task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
}

impl From<Facts> for FactsJson {
    fn from(facts: Facts) -> Self {
        Self {
            done: facts.done,
            count: facts.count,
            numerator: facts.numerator,
            denominator: facts.denominator,
            checked: facts.checked,
            passed: facts.passed,
            incidents: facts.incidents,
            not_applicable: facts.not_applicable,
        }
    }
}

impl From<FactsJson> for Facts {
    fn from(facts: FactsJson) -> Self {
        Self {
            done: facts.done,
            count: facts.count,
            numerator: facts.numerator,
            denominator: facts.denominator,
            checked: facts.checked,
            passed: facts.passed,
            incidents: facts.incidents,
            not_applicable: facts.not_applicable,
        }
    }
}
