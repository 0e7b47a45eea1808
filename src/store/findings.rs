//! What was found in a county, with the items and the evidence that each is about, and what people have waved off.
//! Findings are worked out anew again and again; a wave-off has a row of its own and stays.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::conn::execute;
use super::schema::{finding, finding_piece, finding_waved};
use super::{Conn, StoreError};

/// Rows that one statement inserts or names.
const BATCH: usize = 500;

/// A row of `finding`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = finding, treat_none_as_default_value = false)]
pub struct FindingRow {
    /// The hash of what it is about.
    pub key: String,
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// What lists are ordered by, downwards; no two are the same.
    pub rank: String,
    /// Id of its kind.
    pub kind: String,
    /// Id of its severity.
    pub severity: String,
    /// Points at stake.
    pub points: String,
    /// Codes of the items that it is about, with a space before and behind each.
    pub items: String,
    /// The years that it is about, in the same way.
    pub years: String,
    /// What is said of it, and its places, as JSON.
    pub body: String,
    /// Its places in other counties as JSON, for the city alone; empty for none.
    pub beyond: String,
    /// Whether somebody has waved it off.
    pub waved: bool,
    /// When it was first found.
    pub found_at: NaiveDateTime,
}

/// A row of `finding_piece`: evidence that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = finding_piece, treat_none_as_default_value = false)]
pub struct PieceRow {
    /// The finding.
    pub finding: String,
    /// Id of the evidence.
    pub evidence: String,
}

/// A row of `finding_waved`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = finding_waved)]
pub struct WavedRow {
    /// The finding, which may not be found any more.
    pub key: String,
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Why.
    pub reason: String,
    /// Name of the account.
    pub account: String,
    /// When.
    pub at: NaiveDateTime,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct FindingFilter {
    /// Of this county; of all when there is none.
    pub county: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this severity.
    pub severity: Option<String>,
    /// About this item.
    pub item: Option<String>,
    /// About this year.
    pub year: Option<i64>,
    /// Waved off, or not.
    pub waved: Option<bool>,
    /// After the finding of this rank.
    pub after: Option<String>,
    /// How many at the most.
    pub limit: i64,
}

/// A page of the findings of a round, the gravest first, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn page(conn: &mut Conn, round: &str, filter: &FindingFilter) -> Result<Vec<FindingRow>, StoreError> {
    let rows = finding::table.filter(finding::round.eq(round)).select(FindingRow::as_select());
    let mut rows = rows.order(finding::rank.desc()).limit(filter.limit).into_boxed();
    if let Some(county) = &filter.county {
        rows = rows.filter(finding::county.eq(county));
    }
    if let Some(kind) = &filter.kind {
        rows = rows.filter(finding::kind.eq(kind));
    }
    if let Some(severity) = &filter.severity {
        rows = rows.filter(finding::severity.eq(severity));
    }
    if let Some(item) = &filter.item {
        rows = rows.filter(finding::items.like(format!("% {item} %")));
    }
    if let Some(year) = filter.year {
        rows = rows.filter(finding::years.like(format!("% {year} %")));
    }
    if let Some(waved) = filter.waved {
        rows = rows.filter(finding::waved.eq(waved));
    }
    if let Some(after) = &filter.after {
        rows = rows.filter(finding::rank.lt(after));
    }
    Ok(rows.load(conn)?)
}

/// A finding of a county, by its key.
///
/// # Errors
/// When the database refuses.
pub fn find(
    conn: &mut Conn,
    key: &str,
    (round, county): (&str, &str),
) -> Result<Option<FindingRow>, StoreError> {
    let own = finding::table.find(key).filter(finding::round.eq(round)).filter(finding::county.eq(county));
    Ok(own.select(FindingRow::as_select()).first(conn).optional()?)
}

/// How many findings of each severity nobody in a county has waved off.
///
/// # Errors
/// When the database refuses.
pub fn open_counts(conn: &mut Conn, (round, county): (&str, &str)) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = finding::table.filter(finding::round.eq(round)).filter(finding::county.eq(county));
    let rows = rows.filter(finding::waved.eq(false)).group_by(finding::severity);
    Ok(rows.select((finding::severity, count_star())).load(conn)?)
}

/// How many findings of a round nobody has waved off, by county.
///
/// # Errors
/// When the database refuses.
pub fn open_by_county(conn: &mut Conn, round: &str) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = finding::table.filter(finding::round.eq(round)).filter(finding::waved.eq(false));
    Ok(rows.group_by(finding::county).select((finding::county, count_star())).load(conn)?)
}

/// Which of some evidence open findings are about, with their severities, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn open_of_evidence(conn: &mut Conn, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let rows = finding_piece::table.inner_join(finding::table);
    let rows = rows.filter(finding_piece::evidence.eq_any(ids)).filter(finding::waved.eq(false));
    Ok(rows.select((finding_piece::evidence, finding::severity)).load(conn)?)
}

/// What people said of those of some findings that they waved off, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn waved(conn: &mut Conn, keys: &[String]) -> Result<HashMap<String, WavedRow>, StoreError> {
    let rows = finding_waved::table.filter(finding_waved::key.eq_any(keys));
    let rows: Vec<WavedRow> = rows.select(WavedRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.key.clone(), row)).collect())
}

/// Keeps a wave-off over an earlier one of the same finding.
///
/// # Errors
/// When the database refuses.
pub fn wave_off(conn: &mut Conn, row: &WavedRow) -> Result<(), StoreError> {
    diesel::delete(finding_waved::table.find(&row.key)).execute(conn)?;
    diesel::insert_into(finding_waved::table).values(row).execute(conn)?;
    diesel::update(finding::table.find(&row.key)).set(finding::waved.eq(true)).execute(conn)?;
    Ok(())
}

/// Forgets a wave-off; `false` when there is none.
///
/// # Errors
/// When the database refuses.
pub fn take_back(conn: &mut Conn, key: &str) -> Result<bool, StoreError> {
    diesel::update(finding::table.find(key)).set(finding::waved.eq(false)).execute(conn)?;
    Ok(diesel::delete(finding_waved::table.find(key)).execute(conn)? == 1)
}

/// The places in other counties that the findings of a county have, by key.
///
/// # Errors
/// When the database refuses.
pub fn beyond(conn: &mut Conn, (round, county): (&str, &str)) -> Result<HashMap<String, String>, StoreError> {
    let rows = finding::table.filter(finding::round.eq(round)).filter(finding::county.eq(county));
    let rows = rows.filter(finding::beyond.ne("")).select((finding::key, finding::beyond));
    let rows: Vec<(String, String)> = rows.load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Keeps what was found in a county in the place of what was found before; what was found before, too, keeps the
/// time of that, and what is the same is not written again.
///
/// # Errors
/// When the database refuses.
pub fn replace(
    conn: &mut Conn,
    (round, county): (&str, &str),
    found: &[(FindingRow, Vec<PieceRow>)],
) -> Result<(), StoreError> {
    let earlier = finding::table.filter(finding::round.eq(round)).filter(finding::county.eq(county));
    let earlier: Vec<FindingRow> = earlier.select(FindingRow::as_select()).load(conn)?;
    let mut earlier: HashMap<String, FindingRow> =
        earlier.into_iter().map(|row| (row.key.clone(), row)).collect();
    let waved = finding_waved::table.filter(finding_waved::round.eq(round));
    let waved = waved.filter(finding_waved::county.eq(county)).select(finding_waved::key);
    let waved: HashSet<String> = waved.load(conn)?.into_iter().collect();
    let (mut rows, mut pieces, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for (row, of_row) in found {
        let before = earlier.remove(&row.key);
        let found_at = before.as_ref().map_or(row.found_at, |before| before.found_at);
        let row = FindingRow { found_at, waved: waved.contains(&row.key), ..row.clone() };
        match before {
            Some(before) if before == row => continue,
            Some(before) => gone.push(before.key),
            None => {}
        }
        rows.push(row);
        pieces.extend_from_slice(of_row);
    }
    gone.extend(earlier.into_keys());
    for gone in gone.chunks(BATCH) {
        diesel::delete(finding_piece::table.filter(finding_piece::finding.eq_any(gone))).execute(conn)?;
        diesel::delete(finding::table.filter(finding::key.eq_any(gone))).execute(conn)?;
    }
    for rows in rows.chunks(BATCH) {
        execute(conn, diesel::insert_into(finding::table).values(rows))?;
    }
    for pieces in pieces.chunks(BATCH) {
        execute(conn, diesel::insert_into(finding_piece::table).values(pieces))?;
    }
    Ok(())
}
