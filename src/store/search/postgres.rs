//! The index on PostgreSQL: an array of grams in each row, and an inverted index over them, which needs no extension.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Filed, Hit, Number, Row, VERSION, Wanted};
use crate::store::prepared::Prepared;

pub(super) const IS_THERE: &str =
    "SELECT count(*) AS number FROM pg_class WHERE oid = to_regclass('search_place')";

/// Grams lie beside their rows, so that hits are gathered without reading them.
pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS search_piece (id BIGINT PRIMARY KEY, evidence TEXT UNIQUE NOT NULL, grams TEXT[] NOT NULL)
WITH (toast_tuple_target = 128);
ALTER TABLE search_piece ADD COLUMN IF NOT EXISTS version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX IF NOT EXISTS search_by_gram ON search_piece USING gin (grams) WITH (fastupdate = off);";

/// Reading through all rows looks cheap to the planner where a gram is in most of them, but it unpacks all their grams.
const BY_INDEX: &str = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

/// The number of a piece, and whether it was there before.
pub(super) fn put(conn: &mut PgConnection, evidence: &str, grams: &str) -> QueryResult<(i64, bool)> {
    let updated = Prepared::new(
        "UPDATE search_piece SET grams = string_to_array(?, ' '), version = ? WHERE evidence = ? \
         RETURNING id AS number",
    );
    let updated = updated.text(grams).number(VERSION).text(evidence);
    if let Some(known) = updated.get_result::<Number>(conn).optional()? {
        return Ok((known.number, true));
    }
    // Writers take turns, so nobody else takes the same number.
    let last = Prepared::new("SELECT coalesce(max(id), 0) AS number FROM search_piece");
    let last: Number = last.get_result(conn)?;
    let insert = Prepared::new(
        "INSERT INTO search_piece (id, evidence, grams, version) VALUES (?, ?, string_to_array(?, ' '), ?)",
    );
    let number = last.number.saturating_add(1);
    insert.number(number).text(evidence).text(grams).number(VERSION).execute(conn)?;
    Ok((number, false))
}

pub(super) fn find(conn: &mut PgConnection, wanted: &Wanted) -> QueryResult<(Vec<Hit>, i64)> {
    let anywhere = Filed::default();
    let filed = wanted.filed.as_ref().unwrap_or(&anywhere);
    let places = ["$2::text", "$3::text", "$4::text", "$5::bigint"];
    let narrowed = match &wanted.filed {
        Some(filed) => format!("p.id IN ({})", filed.query(places)),
        None => places.map(|value| format!("{value} IS NOT NULL")).join(" AND "),
    };
    let hits = format!(
        "WITH hit AS MATERIALIZED (SELECT p.id FROM search_piece p WHERE p.grams @> string_to_array($1, ' ') \
         AND {narrowed}) {}",
        super::found(["$6", "$7"])
    );
    let rows: Vec<Row> = conn.transaction(|conn| {
        conn.batch_execute(BY_INDEX)?;
        diesel::sql_query(hits)
            .bind::<Text, _>(wanted.grams.join(" "))
            .bind::<Text, _>(&filed.round)
            .bind::<Text, _>(filed.item.as_deref().unwrap_or_default())
            .bind::<Text, _>(filed.county.as_deref().unwrap_or_default())
            .bind::<BigInt, _>(filed.year.unwrap_or_default())
            .bind::<BigInt, _>(wanted.after.unwrap_or(i64::MAX))
            .bind::<BigInt, _>(wanted.limit)
            .load(conn)
    })?;
    Ok(super::page(rows))
}

pub(super) fn holds(grams: &[&String]) -> String {
    let grams = grams.iter().map(|gram| gram.as_str()).collect::<Vec<_>>().join(" ");
    format!(
        "evidence.id IN (SELECT p.evidence FROM search_piece p WHERE p.grams @> string_to_array('{grams}', ' '))"
    )
}
