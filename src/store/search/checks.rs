//! What is amiss in the index: pieces that it misses, and what it has of pieces that are not there.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Number, VERSION};
use crate::store::{Conn, StoreError};

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    evidence: String,
}

/// What can be amiss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amiss {
    /// Evidence is not in the index, or with what an older program knew.
    Missing,
    /// The index has what is no evidence.
    Leftover,
    /// The index has it filed elsewhere than it is.
    Misplaced,
}

/// Whether all that there was has been taken into the index once, as this program knows it. Before that nothing is
/// amiss with what it misses.
///
/// # Errors
/// When the database refuses.
pub fn is_complete(conn: &mut Conn) -> Result<bool, StoreError> {
    let query = format!("SELECT count(*) AS number FROM search_state WHERE version = {VERSION}");
    Ok(diesel::sql_query(query).get_result::<Number>(conn)?.number > 0)
}

/// Says that it has.
///
/// # Errors
/// When the database refuses.
pub fn set_complete(conn: &mut Conn) -> Result<(), StoreError> {
    diesel::sql_query("DELETE FROM search_state").execute(conn)?;
    diesel::sql_query(format!("INSERT INTO search_state (version) VALUES ({VERSION})")).execute(conn)?;
    Ok(())
}

/// Evidence that is not in the index.
const MISSING: &str = "SELECT id AS evidence FROM evidence WHERE id > {after} AND NOT EXISTS \
    (SELECT 1 FROM search_piece p WHERE p.evidence = evidence.id AND p.version >= {version}{held}) ORDER BY id LIMIT {limit}";
/// Names in the index that are no evidence's, and numbers (`#12`) that have no name.
const LEFTOVER: &str = "SELECT named AS evidence FROM (\
    SELECT p.evidence AS named FROM search_piece p WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = p.evidence) \
    UNION SELECT '#' || s.piece FROM search_place s WHERE NOT EXISTS (SELECT 1 FROM search_piece p WHERE p.id = s.piece)\
    {numbered}) AS leftover WHERE named > {after} ORDER BY named LIMIT {limit}";
/// Evidence of which a place is missing in the index, or is there for nothing.
const MISPLACED: &str = "SELECT p.evidence FROM search_piece p WHERE p.evidence > {after} AND p.version >= {version} AND EXISTS (SELECT 1 FROM evidence e WHERE e.id = p.evidence) AND (EXISTS \
    (SELECT 1 FROM evidence_link l WHERE l.evidence = p.evidence AND 2 <> (SELECT count(*) FROM search_place s WHERE \
    s.round = l.round AND s.item IN (l.item, '') AND s.county = l.county AND s.year = l.year AND s.piece = p.id)) OR EXISTS \
    (SELECT 1 FROM search_place s WHERE s.piece = p.id AND NOT EXISTS (SELECT 1 FROM evidence_link l WHERE \
    l.evidence = p.evidence AND l.round = s.round AND l.county = s.county AND l.year = s.year \
    AND (l.item = s.item OR s.item = '')))) ORDER BY p.evidence LIMIT {limit}";

/// Evidence after an id of which something is amiss, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn amiss(conn: &mut Conn, what: Amiss, (after, limit): (&str, i64)) -> Result<Vec<String>, StoreError> {
    let query = match what {
        Amiss::Missing => MISSING,
        Amiss::Leftover => LEFTOVER,
        Amiss::Misplaced => MISPLACED,
    };
    let (first, held, numbered) = match conn {
        Conn::Sqlite(_) => ("?", super::sqlite::HELD, super::sqlite::NUMBERED),
        Conn::Postgres(_) => ("$1", "", ""),
    };
    let query = query.replace("{after}", first).replace("{version}", &VERSION.to_string());
    let query =
        query.replace("{held}", held).replace("{numbered}", numbered).replace("{limit}", &limit.to_string());
    let rows: Vec<Name> = diesel::sql_query(query).bind::<Text, _>(after).load(conn)?;
    Ok(rows.into_iter().map(|row| row.evidence).collect())
}

/// Evidence after an id that is not in the index, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn missing(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
    amiss(conn, Amiss::Missing, (after, limit))
}

/// Takes out of the index what it has under names that are no evidence's, and under numbers without a name.
///
/// # Errors
/// When the database refuses.
pub fn remove_leftovers(conn: &mut Conn, names: &[String]) -> Result<(), StoreError> {
    for name in names {
        let number = match name.strip_prefix('#').and_then(|number| number.parse().ok()) {
            Some(number) => Some(number),
            None => number_of(conn, name)?,
        };
        let Some(number) = number else { continue };
        for table in ["search_place WHERE piece", "search_piece WHERE id"] {
            diesel::sql_query(format!("DELETE FROM {table} = {number}")).execute(conn)?;
        }
        if let Conn::Sqlite(conn) = conn {
            let grams = diesel::sql_query("DELETE FROM search_grams WHERE rowid = ?");
            grams.bind::<BigInt, _>(number).execute(conn)?;
        }
    }
    Ok(())
}

fn number_of(conn: &mut Conn, name: &str) -> Result<Option<i64>, StoreError> {
    let query = match conn {
        Conn::Sqlite(_) => "SELECT id AS number FROM search_piece WHERE evidence = ?",
        Conn::Postgres(_) => "SELECT id AS number FROM search_piece WHERE evidence = $1",
    };
    let known: Option<Number> = diesel::sql_query(query).bind::<Text, _>(name).get_result(conn).optional()?;
    Ok(known.map(|known| known.number))
}
