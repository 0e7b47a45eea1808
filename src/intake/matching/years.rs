//! From the times in a path to assessment years, with what does not agree.

use chrono::{Months, NaiveDate};

use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::round::Round;

use super::times::Times;

/// The years of a file, and the day it names.
#[derive(Debug, Default)]
pub(super) struct Years {
    pub(super) years: Vec<Year>,
    pub(super) day: Option<NaiveDate>,
    pub(super) notes: Vec<Message>,
}

/// What a path says, from the times in its names; the file's own are the last.
///
/// A day decides by the windows of the round, because an assessment year is not always a calendar
/// year; a year in words is taken for an assessment year.
pub(super) fn years_of(parts: &[Times], round: &Round) -> Years {
    let mut found = Years::default();
    let (day_at, day) = nearest(parts, |times| times.days.first().copied());
    found.day = day;
    let dated = match day {
        Some(day) => {
            let year = round.year_of(day);
            if year.is_none() {
                found.notes.push(Message::new("intake-note-day-outside").with("day", day.to_string()));
            }
            year
        }
        None => nearest(parts, |times| times.months.iter().find_map(|first| month_year(*first, round))).1,
    };
    let (stated_at, stated) = found.stated(parts, round);
    found.years = match dated {
        None => stated,
        Some(year) if stated.contains(&year) && stated_at == day_at => stated,
        Some(year) => {
            if !stated.is_empty() && !stated.contains(&year) {
                found.notes.push(disagreement(&stated, day, year));
            }
            vec![year]
        }
    };
    found
}

impl Years {
    /// The years in words of the innermost name that has any in the round.
    fn stated(&mut self, parts: &[Times], round: &Round) -> (Option<usize>, Vec<Year>) {
        let within = |years: &[i32]| {
            let mut years: Vec<Year> =
                years.iter().map(|year| Year(*year)).filter(|year| round.has_year(*year)).collect();
            years.sort_unstable();
            years.dedup();
            (!years.is_empty()).then_some(years)
        };
        let (at, inner) = nearest(parts, |times| within(&times.years));
        let Some(inner) = inner else {
            let (at, numbered) = nearest(parts, |times| within(&times.of_numbers));
            let outside = nearest(parts, |times| times.years.first().copied()).1;
            if let (None, None, Some(outside)) = (&numbered, self.day, outside) {
                self.notes.push(Message::new("intake-note-year-outside").with("year", outside.to_string()));
            }
            return (at, numbered.unwrap_or_default());
        };
        for outer in parts.iter().take(at.unwrap_or_default()).filter_map(|times| within(&times.years)) {
            if !outer.iter().any(|year| inner.contains(year)) {
                let note = Message::new("intake-note-folder-year").with("folder", list(&outer));
                self.notes.push(note.with("name", list(&inner)));
            }
        }
        (at, inner)
    }
}

/// The year in whose window the whole month lies.
fn month_year(first: NaiveDate, round: &Round) -> Option<Year> {
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    round.year_of(first).filter(|year| round.year_of(last) == Some(*year))
}

fn disagreement(stated: &[Year], day: Option<NaiveDate>, year: Year) -> Message {
    let note = Message::new("intake-note-year-differs").with("stated", list(stated));
    let note = note.with("year", year.to_string());
    note.with("day", day.map_or_else(String::new, |day| day.to_string()))
}

fn list(years: &[Year]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What the innermost name says that says anything, and where it stands in the path.
fn nearest<T>(parts: &[Times], of: impl Fn(&Times) -> Option<T>) -> (Option<usize>, Option<T>) {
    let found = parts.iter().enumerate().rev().find_map(|(at, times)| of(times).map(|value| (at, value)));
    found.map_or((None, None), |(at, value)| (Some(at), Some(value)))
}
