//! Facts: what a county states of one item in one assessment year.
//!
//! A rule says which of the fields it takes; [`crate::domain::rule::Rule::check`] refuses the others.

use serde::{Deserialize, Serialize};

/// An assessment year of a round, named by the calendar year in which most of it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(pub i32);

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The facts of one item in one year. Absent means "not stated", which earns nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
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

impl Facts {
    /// Whether nothing at all is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names of the fields that are stated, as in the JSON.
    pub fn stated(&self) -> Vec<&'static str> {
        let fields = [
            ("done", self.done.is_some()),
            ("count", self.count.is_some()),
            ("numerator", self.numerator.is_some()),
            ("denominator", self.denominator.is_some()),
            ("checked", self.checked.is_some()),
            ("passed", self.passed.is_some()),
            ("incidents", self.incidents.is_some()),
        ];
        fields.into_iter().filter(|(_, stated)| *stated).map(|(name, _)| name).collect()
    }

    /// The figure of a field that holds a number.
    pub fn number(&self, field: &str) -> Option<i64> {
        match field {
            "count" => self.count,
            "numerator" => self.numerator,
            "denominator" => self.denominator,
            "checked" => self.checked,
            "passed" => self.passed,
            "incidents" => self.incidents,
            _ => None,
        }
    }
}
