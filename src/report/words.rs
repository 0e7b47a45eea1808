//! Words that every printed thing shares: days, years, phases.

use chrono::{Datelike, NaiveDate};

use super::paper::{Cell, Paper};
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::texts::Lang;

/// A day in words, such as 2026年9月10日.
pub(super) fn day(date: NaiveDate) -> Message {
    Message::new("report-day")
        .with("year", i64::from(date.year()))
        .with("month", i64::from(date.month()))
        .with("day", i64::from(date.day()))
}

/// An assessment year, or that a thing is for the whole cycle.
pub(super) fn year(year: Option<Year>) -> Message {
    match year {
        Some(year) => Message::new("report-year").with("year", year.to_string()),
        None => Message::new("report-whole-cycle"),
    }
}

/// The name of a phase.
pub(super) fn phase(phase: Phase) -> Message {
    Message::new(match phase {
        Phase::Midterm => "report-phase-midterm",
        Phase::Final => "report-phase-final",
    })
}

/// Points with their unit.
pub(super) fn points(points: Points) -> Message {
    Message::new("report-points").with("points", points)
}

impl Cell {
    /// The cell as it is read.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Points(points) => points.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => lang.say(&day(*date)),
            Self::Empty => String::new(),
        }
    }
}

impl Paper {
    /// Who issues the paper and when, as it ends official documents.
    pub(super) fn signature(&self) -> (String, String) {
        (self.author.clone(), self.lang.say(&day(self.date)))
    }
}
