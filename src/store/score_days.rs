//! Scores as they stood on earlier days: a row for a county and a day on which its totals were others than before.

use diesel::dsl::max;
use diesel::prelude::*;

use super::schema::score_day;
use super::{Conn, StoreError};

/// A row of `score_day`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = score_day)]
pub struct ScoreDayRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// The day, ISO 8601.
    pub day: String,
    /// Totals and vetoes as JSON.
    pub head: String,
}

/// Writes a row over the one of the same day.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, row: &ScoreDayRow) -> Result<(), StoreError> {
    diesel::delete(score_day::table.find((&row.round, &row.county, &row.day))).execute(conn)?;
    diesel::insert_into(score_day::table).values(row).execute(conn)?;
    Ok(())
}

/// The newest row of every county of a round, in two statements.
///
/// # Errors
/// When the database refuses.
pub fn newest(conn: &mut Conn, round: &str) -> Result<Vec<ScoreDayRow>, StoreError> {
    let newest: Vec<(String, Option<String>)> = score_day::table
        .filter(score_day::round.eq(round))
        .group_by(score_day::county)
        .select((score_day::county, max(score_day::day)))
        .load(conn)?;
    let days: Vec<&String> = newest.iter().filter_map(|(_, day)| day.as_ref()).collect();
    let rows = score_day::table.filter(score_day::round.eq(round)).filter(score_day::day.eq_any(days));
    let mut rows: Vec<ScoreDayRow> = rows.select(ScoreDayRow::as_select()).load(conn)?;
    rows.retain(|row| {
        newest.iter().any(|(county, day)| *county == row.county && day.as_ref() == Some(&row.day))
    });
    Ok(rows)
}

/// The last rows of a county, the earliest of them first.
///
/// # Errors
/// When the database refuses.
pub fn of_county(
    conn: &mut Conn,
    (round, county): (&str, &str),
    most: i64,
) -> Result<Vec<ScoreDayRow>, StoreError> {
    let rows = score_day::table.filter(score_day::round.eq(round)).filter(score_day::county.eq(county));
    let rows = rows.order(score_day::day.desc()).limit(most).select(ScoreDayRow::as_select());
    let mut rows: Vec<ScoreDayRow> = rows.load(conn)?;
    rows.reverse();
    Ok(rows)
}
