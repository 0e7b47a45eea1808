//! Scores that were worked out before, a row for each county of a round. A row is only worth something while
//! its number of changes and its basis are today's: see [`super::changes`].

use diesel::prelude::*;

use super::conn::execute;
use super::schema::kept_score;
use super::{Conn, StoreError};

/// Rows that one statement inserts, and that are worked out at once.
pub const BATCH: usize = 200;

/// A row of `kept_score`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
// Only so do many rows become one statement on SQLite, too.
#[diesel(table_name = kept_score, treat_none_as_default_value = false)]
pub struct KeptRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// The changes that it takes account of.
    pub counter: i64,
    /// What else it came from: the sheets, the level, the program's release.
    pub basis: String,
    /// Totals and vetoes as JSON.
    pub head: String,
    /// The cells of the midterm as JSON.
    pub midterm: String,
    /// The cells of the final as JSON.
    pub at_final: String,
}

/// What a list of counties needs of a row.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = kept_score)]
pub struct HeadRow {
    /// The county's code.
    pub county: String,
    /// The changes that it takes account of.
    pub counter: i64,
    /// What else it came from.
    pub basis: String,
    /// Totals and vetoes as JSON.
    pub head: String,
}

/// Writes rows over the earlier ones of the same counties, [`BATCH`] at once.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, round: &str, rows: &[KeptRow]) -> Result<(), StoreError> {
    for rows in rows.chunks(BATCH) {
        let counties = rows.iter().map(|row| row.county.as_str());
        let earlier = kept_score::table.filter(kept_score::round.eq(round));
        diesel::delete(earlier.filter(kept_score::county.eq_any(counties))).execute(conn)?;
        execute(conn, diesel::insert_into(kept_score::table).values(rows))?;
    }
    Ok(())
}

/// The heads of a round, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn heads(conn: &mut Conn, round: &str) -> Result<Vec<HeadRow>, StoreError> {
    let rows = kept_score::table.filter(kept_score::round.eq(round));
    Ok(rows.select(HeadRow::as_select()).load(conn)?)
}

/// The cells of some counties in the midterm or the final, by county, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn cells(
    conn: &mut Conn,
    (round, counties): (&str, &[String]),
    midterm: bool,
) -> Result<Vec<(String, String)>, StoreError> {
    let rows =
        kept_score::table.filter(kept_score::round.eq(round)).filter(kept_score::county.eq_any(counties));
    let rows = if midterm {
        rows.select((kept_score::county, kept_score::midterm)).load(conn)
    } else {
        rows.select((kept_score::county, kept_score::at_final)).load(conn)
    };
    Ok(rows?)
}
