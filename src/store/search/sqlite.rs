//! The index on SQLite: FTS5 without the text itself. It is asked by its own small language, in which a gram in
//! quotes is a word, and hands out the newest first without sorting.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Hit, Number, Wanted};

pub(super) const IS_THERE: &str = "SELECT count(*) AS number FROM sqlite_master WHERE name = 'search_grams'";

/// For this tokenizer whatever is no ASCII is part of a word, so a gram is one, however new its characters are.
pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS search_piece (id INTEGER PRIMARY KEY, evidence TEXT UNIQUE NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS search_grams
USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');";

pub(super) const CLEARED: &str = "DELETE FROM search_grams";

pub(super) fn put(conn: &mut SqliteConnection, evidence: &str, grams: &str) -> QueryResult<()> {
    let known = diesel::sql_query("SELECT id AS number FROM search_piece WHERE evidence = ?");
    let known: Option<Number> = known.bind::<Text, _>(evidence).get_result(conn).optional()?;
    let id = match known {
        Some(known) => known.number,
        None => {
            let piece = "INSERT INTO search_piece (evidence) VALUES (?) RETURNING id AS number";
            diesel::sql_query(piece).bind::<Text, _>(evidence).get_result::<Number>(conn)?.number
        }
    };
    let grams = diesel::sql_query("INSERT OR REPLACE INTO search_grams (rowid, grams) VALUES (?, ?)")
        .bind::<BigInt, _>(id)
        .bind::<Text, _>(grams);
    grams.execute(conn).map(|_rows| ())
}

pub(super) fn find(conn: &mut SqliteConnection, wanted: &Wanted) -> QueryResult<(Vec<Hit>, i64)> {
    let grams: Vec<&String> = wanted.grams.iter().collect();
    let asked = asked(&grams);
    let (item, year) = (wanted.item.as_deref().unwrap_or_default(), wanted.year.unwrap_or_default());
    let kind = wanted.kind.as_deref().unwrap_or_default();
    let joined = format!(
        "FROM search_grams JOIN search_piece p ON p.id = search_grams.rowid WHERE search_grams MATCH ?1 AND {}",
        wanted.narrowing(["?2", "?3", "?4"])
    );
    let page = format!(
        "SELECT p.id AS id, p.evidence AS evidence {joined} AND search_grams.rowid < ?5 \
         ORDER BY search_grams.rowid DESC LIMIT ?6"
    );
    let hits = diesel::sql_query(page)
        .bind::<Text, _>(&asked)
        .bind::<Text, _>(kind)
        .bind::<Text, _>(item)
        .bind::<BigInt, _>(year)
        .bind::<BigInt, _>(wanted.after.unwrap_or(i64::MAX))
        .bind::<BigInt, _>(wanted.limit)
        .load(conn)?;
    let count: Number = if (kind, item, year) == ("", "", 0) {
        let count = "SELECT count(*) AS number FROM search_grams WHERE search_grams MATCH ?1";
        diesel::sql_query(count).bind::<Text, _>(&asked).get_result(conn)?
    } else {
        diesel::sql_query(format!("SELECT count(*) AS number {joined}"))
            .bind::<Text, _>(&asked)
            .bind::<Text, _>(kind)
            .bind::<Text, _>(item)
            .bind::<BigInt, _>(year)
            .get_result(conn)?
    };
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
