//! Scores as they stood on earlier days, for charts of progress. They are noted once a day, as they are then, and
//! never worked out afterwards: what was known on a day can't be had from later rows.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::RoundView;
use super::board::board;
use super::kept::{Head, read, text};
use crate::domain::round::Phase;
use crate::domain::score::{Figure, Figures};
use crate::ops::{Office, OpsError};
use crate::report::chart::DayScore;
use crate::store::score_days::{self, ScoreDayRow};
use crate::store::{self, Conn, StoreError};

/// Rows of a county that a chart needs: half a year with a change on each day.
const ROWS: i64 = 190;

/// Notes the scores of all counties of a round as those of a day; a county whose totals are still those that
/// were noted last gets no row.
///
/// # Errors
/// When the database fails.
pub fn note(office: &Office, view: &RoundView, day: NaiveDate) -> Result<(), OpsError> {
    let lines = board(office, view, Figure::Provable)?.lines;
    let conn = &mut *office.store.conn()?;
    let last = score_days::newest(conn, &view.round.code)?;
    let last: HashMap<&str, &str> = last.iter().map(|row| (row.county.as_str(), row.head.as_str())).collect();
    let mut rows = Vec::new();
    for line in &lines {
        let head = text(&line.head)?;
        if last.get(line.county.code.as_str()) != Some(&head.as_str()) {
            let (round, county) = (view.round.code.clone(), line.county.code.clone());
            rows.push(ScoreDayRow { round, county, day: day.to_string(), head });
        }
    }
    store::write(conn, |conn| rows.iter().try_for_each(|row| score_days::write(conn, row)))?;
    Ok(())
}

/// How a phase of a county stood on the days that were noted.
pub(in crate::ops) fn noted(
    conn: &mut Conn,
    (round, county): (&str, &str),
    phase: Phase,
) -> Result<Vec<DayScore>, StoreError> {
    let rows = score_days::of_county(conn, (round, county), ROWS)?;
    let mut noted = Vec::with_capacity(rows.len());
    for row in &rows {
        let bad = |_fault| StoreError::Row { table: "score_day", value: row.day.clone() };
        let day: NaiveDate = row.day.parse().map_err(bad)?;
        let head: Head = read(&row.head)?;
        let figures = if phase == Phase::Midterm { head.midterm } else { Some(head.at_final) };
        noted.extend(figures.map(|figures| score(day, figures)));
    }
    Ok(noted)
}

/// What was noted before today, and how it stands now.
pub(in crate::ops) fn until(noted: &[DayScore], (today, now): (NaiveDate, Figures)) -> Vec<DayScore> {
    let before = noted.iter().filter(|noted| noted.day < today).copied();
    before.chain([score(today, now)]).collect()
}

fn score(day: NaiveDate, figures: Figures) -> DayScore {
    DayScore { day, claimed: figures.claimed, provable: figures.provable }
}
