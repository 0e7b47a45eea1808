//! Pages of a county's evidence, newest first. Every filter has an index that holds the county's rows in that
//! order, so a page costs the same however many rows there are; words, and the items of a unit, are looked for
//! within the county. And what is in one state over all counties, oldest first, which has an index of its own.

use std::collections::BTreeMap;

use diesel::connection::DefaultLoadingMode;
use diesel::dsl::{InnerJoinQuerySource, count_star};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::evidence::EvidenceRow;
use super::schema::{evidence, evidence_link};
use super::search::{Holds, holds};
use super::{Conn, StoreError};

/// A page of a list: what it holds, and where it goes on.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Filed under this item.
    pub item: Option<String>,
    /// Filed under any of these items, such as those of one unit; none of them finds nothing.
    pub items: Option<Vec<String>>,
    /// Filed under this year.
    pub year: Option<i64>,
    /// Of this kind.
    pub kind: Option<String>,
    /// In this state of review.
    pub state: Option<String>,
    /// With this in its title, names or fields.
    pub text: Option<String>,
    /// With all of these in the index of what can be searched.
    pub grams: Option<Vec<String>>,
    /// Older than the evidence with this id.
    pub after: Option<String>,
    /// How many at the most.
    pub limit: i64,
}

impl Filter {
    /// Whether it asks where the evidence is filed.
    fn by_place(&self) -> bool {
        self.item.is_some() || self.items.is_some() || self.year.is_some()
    }
}

/// What a filter asks of the evidence itself, in a query that evidence takes part in.
type Condition<Source> = Box<dyn BoxableExpression<Source, <Conn as Connection>::Backend, SqlType = Bool>>;

/// A page of a county's evidence, newest first, in at most two statements.
///
/// # Errors
/// When the database refuses.
pub fn page(conn: &mut Conn, place: (&str, &str), filter: &Filter) -> Result<Vec<EvidenceRow>, StoreError> {
    if filter.by_place() {
        let ids = filed(conn, place, filter)?;
        let rows = evidence::table.filter(evidence::id.eq_any(ids)).order(evidence::id.desc());
        return Ok(rows.select(EvidenceRow::as_select()).load(conn)?);
    }
    let (round, county) = place;
    let mut rows = evidence::table
        .filter(evidence::round.eq(round))
        .filter(evidence::county.eq(county))
        .select(EvidenceRow::as_select())
        .order(evidence::id.desc())
        .limit(filter.limit)
        .into_boxed();
    if let Some(after) = &filter.after {
        rows = rows.filter(evidence::id.lt(after.clone()));
    }
    for condition in narrowing::<evidence::table>(conn, filter) {
        rows = rows.filter(condition);
    }
    Ok(rows.load(conn)?)
}

/// How many pieces each county has in a state, for counties that have any.
///
/// # Errors
/// When the database refuses.
pub fn counts_in_state(
    conn: &mut Conn,
    (round, state): (&str, &str),
) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = evidence::table.filter(evidence::round.eq(round)).filter(evidence::state.eq(state));
    let counts = rows.group_by(evidence::county).select((evidence::county, count_star()));
    Ok(counts.order(evidence::county).load(conn)?)
}

/// The oldest pieces in a state, of one county or of all.
///
/// # Errors
/// When the database refuses.
pub fn oldest_in_state(
    conn: &mut Conn,
    (round, state): (&str, &str),
    county: Option<&str>,
    limit: i64,
) -> Result<Vec<EvidenceRow>, StoreError> {
    let mut rows = evidence::table
        .filter(evidence::round.eq(round))
        .filter(evidence::state.eq(state))
        .select(EvidenceRow::as_select())
        .order(evidence::id)
        .limit(limit)
        .into_boxed();
    if let Some(county) = county {
        rows = rows.filter(evidence::county.eq(county.to_owned()));
    }
    Ok(rows.load(conn)?)
}

/// What a filter asks of the evidence itself, wherever it is filed.
fn narrowing<Source>(conn: &Conn, filter: &Filter) -> Vec<Condition<Source>>
where
    evidence::kind: SelectableExpression<Source>,
    evidence::state: SelectableExpression<Source>,
    evidence::search: SelectableExpression<Source>,
    Holds: BoxableExpression<Source, <Conn as Connection>::Backend, SqlType = Bool>,
{
    let mut conditions: Vec<Condition<Source>> = Vec::new();
    if let Some(kind) = &filter.kind {
        conditions.push(Box::new(evidence::kind.eq(kind.clone())));
    }
    if let Some(state) = &filter.state {
        conditions.push(Box::new(evidence::state.eq(state.clone())));
    }
    if let Some(text) = &filter.text {
        conditions.push(Box::new(evidence::search.like(containing(text)).escape('\\')));
    }
    if let Some(grams) = &filter.grams {
        conditions.push(Box::new(holds(conn, grams)));
    }
    conditions
}

/// The ids of a page that is narrowed to items or a year, each once however often it is filed.
fn filed(conn: &mut Conn, place: (&str, &str), filter: &Filter) -> Result<Vec<String>, StoreError> {
    let (round, county) = place;
    let mut rows = evidence_link::table
        .inner_join(evidence::table)
        .filter(evidence_link::round.eq(round))
        .filter(evidence_link::county.eq(county))
        .select(evidence_link::evidence)
        .distinct()
        .order(evidence_link::evidence.desc())
        .limit(filter.limit)
        .into_boxed();
    if let Some(item) = &filter.item {
        rows = rows.filter(evidence_link::item.eq(item.clone()));
    }
    if let Some(items) = &filter.items {
        rows = rows.filter(evidence_link::item.eq_any(items.clone()));
    }
    if let Some(year) = filter.year {
        rows = rows.filter(evidence_link::year.eq(year));
    }
    if let Some(after) = &filter.after {
        rows = rows.filter(evidence_link::evidence.lt(after.clone()));
    }
    for condition in narrowing::<InnerJoinQuerySource<evidence_link::table, evidence::table>>(conn, filter) {
        rows = rows.filter(condition);
    }
    Ok(rows.load(conn)?)
}

/// The pieces of an item in a year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfYear {
    /// How many there are.
    pub count: i64,
    /// Ids of the newest, newest first.
    pub newest: Vec<String>,
}

/// The pieces of a county's item by year, and the newest of each, `each` of them at the most. One walk through one
/// index, of which a row at a time is held.
///
/// # Errors
/// When the database refuses.
pub fn newest_filed(
    conn: &mut Conn,
    (round, county): (&str, &str),
    (item, each): (&str, usize),
) -> Result<BTreeMap<i64, OfYear>, StoreError> {
    let rows = evidence_link::table
        .filter(evidence_link::round.eq(round))
        .filter(evidence_link::county.eq(county))
        .filter(evidence_link::item.eq(item))
        .order(evidence_link::evidence.desc())
        .select((evidence_link::year, evidence_link::evidence));
    let mut years: BTreeMap<i64, OfYear> = BTreeMap::new();
    for row in rows.load_iter::<(i64, String), DefaultLoadingMode>(conn)? {
        let (year, evidence) = row?;
        let of_year = years.entry(year).or_default();
        of_year.count = of_year.count.saturating_add(1);
        if of_year.newest.len() < each {
            of_year.newest.push(evidence);
        }
    }
    Ok(years)
}

/// A pattern for `LIKE` that finds the text anywhere, its own signs taken as they are.
fn containing(text: &str) -> String {
    let plain = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}
