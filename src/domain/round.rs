//! The round (创建周期): assessment years with their windows, two phases, the weight, the deadline.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::facts::Year;
use super::message::Message;
use super::points::Points;

/// A four-year cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Short code, such as `sample`.
    pub code: String,
    /// Title as printed.
    pub title: String,
    /// The assessment years, in order of time.
    pub years: Vec<Window>,
    /// The midterm's share of the selection score, between 0 and 1; 0.4 by the usual rule.
    pub midterm_weight: Decimal,
    /// What becomes of a county without a midterm.
    pub without_midterm: WithoutMidterm,
    /// The day of the inspection.
    pub deadline: NaiveDate,
}

/// An assessment year with its first and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its name.
    pub year: Year,
    /// First day.
    pub starts: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
    /// Whether the midterm covers it.
    pub midterm: bool,
    /// Whether the final covers it.
    pub at_final: bool,
}

/// One of the two checks of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 届中检查评估.
    Midterm,
    /// 考评验收.
    Final,
}

/// What the round says of a county that had no midterm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithoutMidterm {
    /// The midterm counts zero.
    Zero,
    /// The final alone is the score.
    FinalOnly,
    /// The county has no score and no place.
    Excluded,
}

impl Phase {
    /// Both, in order of time.
    pub const ALL: [Self; 2] = [Self::Midterm, Self::Final];

    /// The name in the database, the API and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Midterm => "midterm",
            Self::Final => "final",
        }
    }

    /// The phase with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.id() == id)
    }
}

impl WithoutMidterm {
    /// The name in the database, the API and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::FinalOnly => "final_only",
            Self::Excluded => "excluded",
        }
    }
}

impl Round {
    /// The years that a phase covers, in order.
    pub fn years_of(&self, phase: Phase) -> Vec<Year> {
        let covers = |window: &&Window| match phase {
            Phase::Midterm => window.midterm,
            Phase::Final => window.at_final,
        };
        self.years.iter().filter(covers).map(|window| window.year).collect()
    }

    /// The year in whose window a day lies.
    pub fn year_of(&self, day: NaiveDate) -> Option<Year> {
        self.years.iter().find(|window| window.starts <= day && day <= window.ends).map(|window| window.year)
    }

    /// Whether the round has this year.
    pub fn has_year(&self, year: Year) -> bool {
        self.years.iter().any(|window| window.year == year)
    }

    /// What people are told of a year that is not one of the round's.
    pub fn year_outside(&self, year: &str) -> Message {
        Message::new("facts-year-outside").with("year", year).with("years", self.year_names())
    }

    /// The years, for a sentence.
    pub fn year_names(&self) -> String {
        let names: Vec<String> = self.years.iter().map(|window| window.year.to_string()).collect();
        names.join(", ")
    }

    /// Days until the inspection; negative after it.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        self.deadline.signed_duration_since(today).num_days()
    }

    /// The selection score: the weighted sum of midterm and final, exact, without rounding.
    pub fn composite(&self, midterm: Option<Points>, at_final: Points) -> Option<Points> {
        let weighted = |midterm: Points| {
            let rest = Decimal::ONE - self.midterm_weight;
            Points::exact(self.midterm_weight * midterm.decimal() + rest * at_final.decimal())
        };
        match (midterm, self.without_midterm) {
            (Some(midterm), _) => Some(weighted(midterm)),
            (None, WithoutMidterm::Zero) => Some(weighted(Points::ZERO)),
            (None, WithoutMidterm::FinalOnly) => Some(at_final),
            (None, WithoutMidterm::Excluded) => None,
        }
    }
}
