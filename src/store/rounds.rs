//! Rounds with their years, and counties.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};

use super::conn::{all, one};
use super::schema::{assessment_year, county, round};
use super::{Conn, StoreError};
use crate::domain::facts::Year;
use crate::domain::round::{Phase, Round, Window};

/// A row of `round`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = round)]
pub struct RoundRow {
    /// Short code.
    pub code: String,
    /// Title as printed.
    pub title: String,
    /// The city whose counties take part.
    pub city: String,
    /// Between 0 and 1, as a decimal.
    pub midterm_weight: String,
    /// `zero`, `final_only` or `excluded`.
    pub without_midterm: String,
    /// The day of the inspection, ISO 8601.
    pub deadline: String,
    /// Row id of the midterm's sheet.
    pub midterm_standard: String,
    /// Row id of the final's sheet.
    pub final_standard: String,
    /// Whether counties see each other's results.
    pub published: bool,
    /// When it was opened.
    pub opened_at: NaiveDateTime,
}

/// A row of `assessment_year`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = assessment_year)]
pub struct YearRow {
    /// The round's code.
    pub round: String,
    /// Its name.
    pub year: i64,
    /// First day, ISO 8601.
    pub starts: String,
    /// Last day, ISO 8601.
    pub ends: String,
    /// Whether the midterm covers it.
    pub midterm: bool,
    /// Whether the final covers it.
    pub at_final: bool,
}

/// A row of `county`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = county)]
pub struct CountyRow {
    /// Short code, such as `c1`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The city that it belongs to.
    pub city: String,
    /// `county` or `prefecture`.
    pub level: String,
    /// 全宗号 for file numbers.
    pub fonds: String,
    /// Its place in lists.
    pub position: i64,
}

/// Keeps a round with its years.
///
/// # Errors
/// When the database refuses, as it does for a code that is there already.
pub fn insert(conn: &mut Conn, row: &RoundRow, years: &[YearRow]) -> Result<(), StoreError> {
    diesel::insert_into(round::table).values(row).execute(conn)?;
    for year in years {
        diesel::insert_into(assessment_year::table).values(year).execute(conn)?;
    }
    Ok(())
}

/// Makes a phase use another sheet; `false` when there is no such round.
///
/// # Errors
/// When the database refuses, as it does for a sheet that is not there.
pub fn set_standard(
    conn: &mut Conn,
    code: &str,
    (phase, standard): (Phase, &str),
) -> Result<bool, StoreError> {
    let row = round::table.find(code);
    let changed = match phase {
        Phase::Midterm => diesel::update(row).set(round::midterm_standard.eq(standard)).execute(conn)?,
        Phase::Final => diesel::update(row).set(round::final_standard.eq(standard)).execute(conn)?,
    };
    Ok(changed == 1)
}

/// The round with this code, or the one that was opened last.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, code: Option<&str>) -> Result<Option<RoundRow>, StoreError> {
    let row = round::table.order(round::opened_at.desc()).limit(1);
    Ok(match code {
        Some(code) => one(conn, row.filter(round::code.eq(code)))?,
        None => one(conn, row)?,
    })
}

/// The round of a row, with its years.
///
/// # Errors
/// When the database refuses or a row can't be read.
pub fn with_years(conn: &mut Conn, row: &RoundRow) -> Result<Round, StoreError> {
    let years = assessment_year::table
        .filter(assessment_year::round.eq(&row.code))
        .order(assessment_year::starts.asc());
    let years: Vec<YearRow> = all(conn, years)?;
    Ok(Round {
        code: row.code.clone(),
        title: row.title.clone(),
        years: years.iter().map(Window::try_from).collect::<Result<_, _>>()?,
        midterm_weight: row.midterm_weight.parse().map_err(|_fault| bad("round", &row.midterm_weight))?,
        without_midterm: named("round", &row.without_midterm)?,
        deadline: day("round", &row.deadline)?,
    })
}

impl TryFrom<&YearRow> for Window {
    type Error = StoreError;

    fn try_from(row: &YearRow) -> Result<Self, StoreError> {
        Ok(Self {
            year: Year(
                i32::try_from(row.year).map_err(|_fault| bad("assessment_year", &row.year.to_string()))?,
            ),
            starts: day("assessment_year", &row.starts)?,
            ends: day("assessment_year", &row.ends)?,
            midterm: row.midterm,
            at_final: row.at_final,
        })
    }
}

/// Keeps a county.
///
/// # Errors
/// When the database refuses, as it does for a code that is there already.
pub fn insert_county(conn: &mut Conn, row: &CountyRow) -> Result<(), StoreError> {
    diesel::insert_into(county::table).values(row).execute(conn)?;
    Ok(())
}

/// The counties of a city, in the order of its lists.
///
/// # Errors
/// When the database refuses.
pub fn counties(conn: &mut Conn, city: &str) -> Result<Vec<CountyRow>, StoreError> {
    let rows =
        county::table.filter(county::city.eq(city)).order((county::position.asc(), county::code.asc()));
    Ok(rows.select(CountyRow::as_select()).load(conn)?)
}

/// The county with this code.
///
/// # Errors
/// When the database refuses.
pub fn find_county(conn: &mut Conn, code: &str) -> Result<Option<CountyRow>, StoreError> {
    Ok(one(conn, county::table.find(code))?)
}

/// A value of an enum by its name in the database, which is its name in JSON.
pub(super) fn named<'de, T: Deserialize<'de>>(table: &'static str, name: &'de str) -> Result<T, StoreError> {
    let value: StrDeserializer<'de, ValueError> = serde::de::IntoDeserializer::into_deserializer(name);
    T::deserialize(value).map_err(|_fault| bad(table, name))
}

fn day(table: &'static str, text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_fault| bad(table, text))
}

fn bad(table: &'static str, value: &str) -> StoreError {
    StoreError::Row { table, value: value.to_owned() }
}
