//! Facts of items by year, with a version that two people who edit at once are told apart by.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::fact;
use super::{Conn, StoreError, changes};
use crate::domain::facts::Year;
use crate::domain::score::FactsOf;

/// A row of `fact`; `body` is [`crate::domain::facts::Facts`] as JSON.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = fact)]
pub struct FactRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Code of the item or bonus item.
    pub item: String,
    /// The assessment year.
    pub year: i64,
    /// The facts as JSON.
    pub body: String,
    /// 1 for the first, one more with each change.
    pub version: i64,
    /// Name of the account.
    pub changed_by: String,
    /// When.
    pub changed_at: NaiveDateTime,
}

impl TryFrom<&FactRow> for FactsOf {
    type Error = StoreError;

    fn try_from(row: &FactRow) -> Result<Self, StoreError> {
        let bad =
            || StoreError::Row { table: "fact", value: format!("{} {} {}", row.county, row.item, row.year) };
        Ok(Self {
            item: row.item.clone(),
            year: Year(i32::try_from(row.year).map_err(|_fault| bad())?),
            facts: serde_json::from_str(&row.body).map_err(|_fault| bad())?,
        })
    }
}

/// All facts of some counties, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn of_counties(conn: &mut Conn, round: &str, counties: &[String]) -> Result<Vec<FactRow>, StoreError> {
    let rows = fact::table.filter(fact::round.eq(round)).filter(fact::county.eq_any(counties));
    Ok(rows.order((fact::county, fact::item, fact::year)).select(FactRow::as_select()).load(conn)?)
}

/// The facts of one item of a county, in the order of the years.
///
/// # Errors
/// When the database refuses.
pub fn of_item(
    conn: &mut Conn,
    (round, county): (&str, &str),
    item: &str,
) -> Result<Vec<FactRow>, StoreError> {
    let rows = fact::table.filter(fact::round.eq(round)).filter(fact::county.eq(county));
    let rows = rows.filter(fact::item.eq(item)).order(fact::year);
    Ok(rows.select(FactRow::as_select()).load(conn)?)
}

/// What some counties state, without who wrote it when, in one statement.
///
/// # Errors
/// When the database refuses or a row can't be read.
pub fn stated(
    conn: &mut Conn,
    round: &str,
    counties: &[String],
) -> Result<Vec<(String, FactsOf)>, StoreError> {
    let rows: Vec<(String, String, i64, String)> = fact::table
        .filter(fact::round.eq(round))
        .filter(fact::county.eq_any(counties))
        .order((fact::county, fact::item, fact::year))
        .select((fact::county, fact::item, fact::year, fact::body))
        .load(conn)?;
    let read = |(county, item, year, body): (String, String, i64, String)| {
        let bad = || StoreError::Row { table: "fact", value: format!("{county} {item} {year}") };
        let year = Year(i32::try_from(year).map_err(|_fault| bad())?);
        let facts = serde_json::from_str(&body).map_err(|_fault| bad())?;
        Ok((county, FactsOf { item, year, facts }))
    };
    rows.into_iter().map(read).collect()
}

/// The facts of an item in a year.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, at: (&str, &str, &str, i64)) -> Result<Option<FactRow>, StoreError> {
    Ok(fact::table.find(at).select(FactRow::as_select()).first(conn).optional()?)
}

/// Writes facts whose version is one more than what is there; `false` when somebody was faster. Only within
/// [`super::write`], so that nobody comes between the look and the change.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, row: &FactRow) -> Result<bool, StoreError> {
    let written = write_row(conn, row)?;
    if written {
        changes::bump(conn, &row.round, &row.county)?;
    }
    Ok(written)
}

fn write_row(conn: &mut Conn, row: &FactRow) -> Result<bool, StoreError> {
    let key = (row.round.as_str(), row.county.as_str(), row.item.as_str(), row.year);
    if row.version == 1 {
        let known = diesel::select(diesel::dsl::exists(fact::table.find(key))).get_result::<bool>(conn)?;
        return Ok(!known && diesel::insert_into(fact::table).values(row).execute(conn)? == 1);
    }
    let changed = diesel::update(fact::table.find(key).filter(fact::version.eq(row.version - 1)))
        .set((
            fact::body.eq(&row.body),
            fact::version.eq(row.version),
            fact::changed_by.eq(&row.changed_by),
            fact::changed_at.eq(row.changed_at),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}
