//! What the city says: inspectors' marks, rulings on vetoes and bonus items, frozen results.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{frozen, mark, ruling};
use super::{Conn, StoreError, changes};

/// A row of `mark`: what one inspector gave an item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = mark)]
pub struct MarkRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// `midterm` or `final`.
    pub phase: String,
    /// Code of the item.
    pub item: String,
    /// Name of the inspector's account.
    pub inspector: String,
    /// The points, an exact decimal.
    pub points: String,
    /// Why.
    pub reason: String,
    /// When.
    pub given_at: NaiveDateTime,
}

/// A row of `ruling`: what the city decided of a veto or a bonus item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = ruling)]
pub struct RulingRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Code of the veto or bonus item.
    pub code: String,
    /// `veto` or `bonus`.
    pub kind: String,
    /// For a veto 1 when it stands and 0 when it does not; for a bonus item the units granted.
    pub units: i64,
    /// Why.
    pub reason: String,
    /// Name of the account.
    pub given_by: String,
    /// When.
    pub given_at: NaiveDateTime,
}

/// A row of `frozen`: a result that stays as it was, with all that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = frozen)]
pub struct FrozenRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// `midterm` or `final`.
    pub phase: String,
    /// The score as JSON.
    pub result: String,
    /// The inputs as JSON, with the hashes of the files.
    pub inputs: String,
    /// SHA-256 of the inputs.
    pub sha256: String,
    /// Name of the account.
    pub frozen_by: String,
    /// When.
    pub frozen_at: NaiveDateTime,
}

/// Writes a mark over the inspector's earlier one.
///
/// # Errors
/// When the database refuses.
pub fn write_mark(conn: &mut Conn, row: &MarkRow) -> Result<(), StoreError> {
    let key = (
        row.round.as_str(),
        row.county.as_str(),
        row.phase.as_str(),
        row.item.as_str(),
        row.inspector.as_str(),
    );
    diesel::delete(mark::table.find(key)).execute(conn)?;
    diesel::insert_into(mark::table).values(row).execute(conn)?;
    changes::bump(conn, &row.round, &row.county)
}

/// Writes a ruling over the earlier one.
///
/// # Errors
/// When the database refuses.
pub fn write_ruling(conn: &mut Conn, row: &RulingRow) -> Result<(), StoreError> {
    let key = (row.round.as_str(), row.county.as_str(), row.code.as_str());
    diesel::delete(ruling::table.find(key)).execute(conn)?;
    diesel::insert_into(ruling::table).values(row).execute(conn)?;
    changes::bump(conn, &row.round, &row.county)
}

/// Freezes a result; a second time is refused by the key, so nothing is changed silently.
///
/// # Errors
/// When the database refuses, as it does for what is frozen already.
pub fn insert_frozen(conn: &mut Conn, row: &FrozenRow) -> Result<(), StoreError> {
    diesel::insert_into(frozen::table).values(row).execute(conn)?;
    changes::bump(conn, &row.round, &row.county)
}

/// The marks of some counties, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn marks(conn: &mut Conn, round: &str, counties: &[String]) -> Result<Vec<MarkRow>, StoreError> {
    let rows = mark::table.filter(mark::round.eq(round)).filter(mark::county.eq_any(counties));
    Ok(rows.order((mark::county, mark::item, mark::inspector)).select(MarkRow::as_select()).load(conn)?)
}

/// The rulings on some counties, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn rulings(conn: &mut Conn, round: &str, counties: &[String]) -> Result<Vec<RulingRow>, StoreError> {
    let rows = ruling::table.filter(ruling::round.eq(round)).filter(ruling::county.eq_any(counties));
    Ok(rows.order((ruling::county, ruling::code)).select(RulingRow::as_select()).load(conn)?)
}

/// A frozen result without its inputs, which nobody reads but to check it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = frozen)]
pub struct ResultRow {
    /// The county's code.
    pub county: String,
    /// `midterm` or `final`.
    pub phase: String,
    /// The score as JSON.
    pub result: String,
    /// SHA-256 of the inputs.
    pub sha256: String,
    /// When.
    pub frozen_at: NaiveDateTime,
}

/// The frozen results of some counties, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn frozen(conn: &mut Conn, round: &str, counties: &[String]) -> Result<Vec<ResultRow>, StoreError> {
    let rows = frozen::table.filter(frozen::round.eq(round)).filter(frozen::county.eq_any(counties));
    Ok(rows.order((frozen::county, frozen::phase)).select(ResultRow::as_select()).load(conn)?)
}
