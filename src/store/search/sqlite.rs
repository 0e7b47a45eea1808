//! The index on SQLite: FTS5 without the text itself. It is asked by its own small language, in which a gram in
//! quotes is a word, and hands out the newest first without sorting.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Hit, NUMBER_OF, Number, Row, VERSION, Wanted};
use crate::store::prepared::Prepared;

pub(super) const IS_THERE: &str = "SELECT count(*) AS number FROM sqlite_master WHERE name = 'search_place'";

/// For this tokenizer whatever is no ASCII is part of a word, so a gram is one, however new its characters are.
pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS search_piece (id INTEGER PRIMARY KEY, evidence TEXT UNIQUE NOT NULL);
ALTER TABLE search_piece ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE VIRTUAL TABLE IF NOT EXISTS search_grams
USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');";

/// Whether a piece's grams are there, too; a table of FTS5's own lists whose are.
pub(super) const HELD: &str = " AND EXISTS (SELECT 1 FROM search_grams_docsize d WHERE d.id = p.id)";

/// Grams without a piece.
pub(super) const NUMBERED: &str = " UNION SELECT '#' || d.id FROM search_grams_docsize d \
    WHERE NOT EXISTS (SELECT 1 FROM search_piece p WHERE p.id = d.id)";

pub(super) const CLEARED: &str = "DELETE FROM search_grams";

/// What `RETURNING` gives would go through a table of its own, made each time.
const LAST: &str = "SELECT last_insert_rowid() AS number";

/// The number of a piece, and whether it was there before.
pub(super) fn put(conn: &mut SqliteConnection, evidence: &str, grams: &str) -> QueryResult<(i64, bool)> {
    let known = Prepared::new(NUMBER_OF).text(evidence).get_result::<Number>(conn).optional()?;
    let id = match &known {
        Some(known) => {
            let renewed = Prepared::new("UPDATE search_piece SET version = ? WHERE id = ?");
            renewed.number(VERSION).number(known.number).execute(conn)?;
            known.number
        }
        None => {
            let piece = Prepared::new("INSERT INTO search_piece (evidence, version) VALUES (?, ?)");
            piece.text(evidence).number(VERSION).execute(conn)?;
            Prepared::new(LAST).get_result::<Number>(conn)?.number
        }
    };
    let kept = Prepared::new("INSERT OR REPLACE INTO search_grams (rowid, grams) VALUES (?, ?)");
    kept.number(id).text(grams).execute(conn)?;
    Ok((id, known.is_some()))
}

/// The plus keeps SQLite from asking for each place by itself whether it has the grams.
pub(super) fn find(conn: &mut SqliteConnection, wanted: &Wanted) -> QueryResult<(Vec<Hit>, i64)> {
    let grams: Vec<&String> = wanted.grams.iter().collect();
    let asked = asked(&grams);
    let Some(filed) = &wanted.filed else { return find_anywhere(conn, wanted, &asked) };
    let filed_there = filed.query(["?2", "?3", "?4", "?5"]);
    let found = super::found(["?6", "?7"]);
    let hits = format!(
        "WITH hit AS MATERIALIZED (SELECT search_grams.rowid AS id FROM search_grams \
         WHERE search_grams MATCH ?1 AND +search_grams.rowid IN ({filed_there})) {found}"
    );
    let rows: Vec<Row> = diesel::sql_query(hits)
        .bind::<Text, _>(&asked)
        .bind::<Text, _>(&filed.round)
        .bind::<Text, _>(filed.item.as_deref().unwrap_or_default())
        .bind::<Text, _>(filed.county.as_deref().unwrap_or_default())
        .bind::<BigInt, _>(filed.year.unwrap_or_default())
        .bind::<BigInt, _>(wanted.after.unwrap_or(i64::MAX))
        .bind::<BigInt, _>(wanted.limit)
        .load(conn)?;
    Ok(super::page(rows))
}

fn find_anywhere(conn: &mut SqliteConnection, wanted: &Wanted, asked: &str) -> QueryResult<(Vec<Hit>, i64)> {
    let page = "SELECT p.id AS id, p.evidence AS evidence FROM search_grams \
        JOIN search_piece p ON p.id = search_grams.rowid \
        WHERE search_grams MATCH ? AND search_grams.rowid < ? ORDER BY search_grams.rowid DESC LIMIT ?";
    let hits = diesel::sql_query(page)
        .bind::<Text, _>(asked)
        .bind::<BigInt, _>(wanted.after.unwrap_or(i64::MAX))
        .bind::<BigInt, _>(wanted.limit)
        .load(conn)?;
    let count = "SELECT count(*) AS number FROM search_grams WHERE search_grams MATCH ?";
    let count: Number = diesel::sql_query(count).bind::<Text, _>(asked).get_result(conn)?;
    Ok((hits, count.number))
}

pub(super) fn holds(grams: &[&String]) -> String {
    format!(
        "evidence.id IN (SELECT p.evidence FROM search_piece p WHERE p.id IN \
         (SELECT rowid FROM search_grams WHERE search_grams MATCH '{}'))",
        asked(grams)
    )
}

fn asked(grams: &[&String]) -> String {
    grams.iter().map(|gram| format!("\"{gram}\"")).collect::<Vec<_>>().join(" AND ")
}
