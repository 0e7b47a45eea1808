//! What the findings of each county were worked out from: the number of its changes, and how often something else
//! that they come from was touched, such as what was read out of a file in the background.

use chrono::NaiveDateTime;
use diesel::dsl::count;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::schema::{county_change, evidence, evidence_file, finding_state, job};
use super::{Conn, StoreError};

/// A row of `finding_state`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = finding_state, treat_none_as_default_value = false)]
pub struct StateRow {
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// How often something was touched that is not counted as a change of the county.
    pub touched: i64,
    /// How much of that the findings take account of.
    pub seen: i64,
    /// The changes of the county that they take account of.
    pub counter: i64,
    /// What else they come from.
    pub basis: String,
    /// When they were worked out last.
    pub worked_at: Option<NaiveDateTime>,
}

/// The state of a county; one of which nothing is known was never worked out.
///
/// # Errors
/// When the database refuses.
pub fn of_county(conn: &mut Conn, (round, county): (&str, &str)) -> Result<StateRow, StoreError> {
    let row = finding_state::table.find((round, county)).select(StateRow::as_select());
    Ok(row.first(conn).optional()?.unwrap_or_else(|| unknown(round.to_owned(), county.to_owned())))
}

/// The counties whose findings do not take account of all that has changed: of all rounds or one, of all counties or
/// one.
///
/// # Errors
/// When the database refuses.
pub fn stale(
    conn: &mut Conn,
    basis: &str,
    (round, county): (Option<&str>, Option<&str>),
) -> Result<Vec<StateRow>, StoreError> {
    let same =
        finding_state::round.eq(county_change::round).and(finding_state::county.eq(county_change::county));
    let changed = finding_state::counter
        .ne(county_change::counter)
        .or(finding_state::touched.ne(finding_state::seen))
        .or(finding_state::basis.ne(basis));
    let mut rows = county_change::table
        .left_join(finding_state::table.on(same))
        .filter(finding_state::county.nullable().is_null().or(changed.assume_not_null()))
        .select((county_change::round, county_change::county, Option::<StateRow>::as_select()))
        .into_boxed();
    if let Some(round) = round {
        rows = rows.filter(county_change::round.eq(round));
    }
    if let Some(county) = county {
        rows = rows.filter(county_change::county.eq(county));
    }
    let rows: Vec<(String, String, Option<StateRow>)> = rows.load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(round, county, known)| known.unwrap_or_else(|| unknown(round, county)))
        .collect())
}

/// The state of a county that was never worked out.
fn unknown(round: String, county: String) -> StateRow {
    StateRow { round, county, touched: 0, seen: 0, counter: 0, basis: String::new(), worked_at: None }
}

/// Says that something was touched that the findings of a county come from; call it in [`crate::store::write`].
///
/// # Errors
/// When the database refuses.
pub fn touch(conn: &mut Conn, (round, county): (&str, &str)) -> Result<(), StoreError> {
    let known = diesel::update(finding_state::table.find((round, county)))
        .set(finding_state::touched.eq(finding_state::touched + 1))
        .execute(conn)?;
    if known == 0 {
        let first = StateRow { touched: 1, ..of_county(conn, (round, county))? };
        diesel::insert_into(finding_state::table).values(&first).execute(conn)?;
    }
    Ok(())
}

/// The same for every county that has a file in use: what was read out of it is new.
///
/// # Errors
/// When the database refuses.
pub fn touch_users(conn: &mut Conn, sha256: &str) -> Result<(), StoreError> {
    let users: Vec<(String, String)> = evidence_file::table
        .inner_join(evidence::table)
        .filter(evidence_file::sha256.eq(sha256))
        .filter(evidence_file::revision.eq(evidence::revision))
        .select((evidence::round, evidence::county))
        .distinct()
        .load(conn)?;
    users.iter().try_for_each(|(round, county)| touch(conn, (round, county)))
}

/// Says what the findings of a county take account of now; what was touched meanwhile stays to be looked at.
///
/// # Errors
/// When the database refuses.
pub fn worked(conn: &mut Conn, row: &StateRow) -> Result<(), StoreError> {
    let now = of_county(conn, (&row.round, &row.county))?;
    diesel::delete(finding_state::table.find((&row.round, &row.county))).execute(conn)?;
    let row = StateRow { touched: now.touched, seen: row.touched, ..row.clone() };
    diesel::insert_into(finding_state::table).values(&row).execute(conn)?;
    Ok(())
}

/// How many files that count in a round, or in one county of it, wait for jobs of some kinds that are still open; one
/// file in two pieces is one. It begins at the open jobs, of which there are few where there is much evidence.
///
/// # Errors
/// When the database refuses.
pub fn unread(
    conn: &mut Conn,
    (round, county): (&str, Option<&str>),
    (kinds, open): (&[&str], &[&str]),
) -> Result<i64, StoreError> {
    let files = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(job::table.on(job::subject.eq(evidence_file::sha256)))
        .filter(job::state.eq_any(open))
        .filter(job::kind.eq_any(kinds))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(evidence::round.eq(round))
        .filter(evidence::county.eq(county.unwrap_or_default()).or(county.is_none().into_sql::<Bool>()));
    Ok(files.select(count(evidence_file::sha256).aggregate_distinct()).first(conn)?)
}

/// How many files count in a county.
///
/// # Errors
/// When the database refuses.
pub fn files(conn: &mut Conn, (round, county): (&str, &str)) -> Result<i64, StoreError> {
    let files = evidence_file::table
        .inner_join(evidence::table)
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(evidence::round.eq(round))
        .filter(evidence::county.eq(county));
    Ok(files.select(count(evidence_file::sha256).aggregate_distinct()).first(conn)?)
}
