//! The index of what can be searched: for each piece of evidence the short bits of text ("grams") that it holds, and
//! whose it is. What a gram is, is for those who write and ask; here they are words without spaces.
//!
//! The databases have no index for this in common, so its tables are made here and not by a migration, a file for each
//! database: FTS5 on SQLite, an inverted index over an array on PostgreSQL. Both hold a gram once for each piece, and
//! not where it stands. All of it follows from the rest: copies and backups leave it out, and who misses a piece in it
//! adds it anew.

mod postgres;
mod sqlite;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use super::{Conn, StoreError, write};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// All of these, at least one; the one that says whose it is among them.
    pub grams: Vec<String>,
    /// Filed under this item.
    pub item: Option<String>,
    /// Filed under this year.
    pub year: Option<i64>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Older in the index than this place.
    pub after: Option<i64>,
    /// How many at the most.
    pub limit: i64,
}

impl Wanted {
    /// What narrows the hits beside their grams, in the words of both databases; a filter that is not asked for still
    /// takes its value.
    fn narrowing(&self, [kind, item, year]: [&str; 3]) -> String {
        let of_kind =
            format!("EXISTS (SELECT 1 FROM evidence e WHERE e.id = p.evidence AND e.kind = {kind})");
        let filed = |condition: &str| {
            format!("EXISTS (SELECT 1 FROM evidence_link l WHERE l.evidence = p.evidence AND {condition})")
        };
        let any = |value: &str| format!("{value} IS NOT NULL");
        let (of_item, of_year) = (format!("l.item = {item}"), format!("l.year = {year}"));
        let place = match (&self.item, self.year) {
            (Some(_), Some(_)) => filed(&format!("{of_item} AND {of_year}")),
            (Some(_), None) => format!("{} AND {}", filed(&of_item), any(year)),
            (None, Some(_)) => format!("{} AND {}", any(item), filed(&of_year)),
            (None, None) => format!("{} AND {}", any(item), any(year)),
        };
        format!("{} AND {place}", if self.kind.is_some() { of_kind } else { any(kind) })
    }
}

/// A hit: its place in the index, and the evidence.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Hit {
    /// Its place; newer pieces have higher ones.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// The evidence.
    #[diesel(sql_type = Text)]
    pub evidence: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    evidence: String,
}

/// Makes the tables where they are not there.
pub(super) fn ensure(conn: &mut Conn) -> Result<(), StoreError> {
    let (query, made) = match conn {
        Conn::Sqlite(_) => (sqlite::IS_THERE, sqlite::TABLES),
        Conn::Postgres(_) => (postgres::IS_THERE, postgres::TABLES),
    };
    let there: Number = diesel::sql_query(query).get_result(conn)?;
    if there.number > 0 {
        return Ok(());
    }
    super::write_though_closed(conn, |conn| Ok(conn.batch_execute(made)?))
}

/// Keeps the grams of a piece over its earlier ones; they are separated by spaces, each once. For a transaction that
/// writes.
///
/// # Errors
/// When the database refuses.
pub fn put(conn: &mut Conn, evidence: &str, grams: &str) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => sqlite::put(conn, evidence, grams)?,
        Conn::Postgres(conn) => postgres::put(conn, evidence, grams)?,
    }
    Ok(())
}

/// The newest hits, and how many there are with those that are not on the page.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, wanted: &Wanted) -> Result<(Vec<Hit>, i64), StoreError> {
    Ok(match conn {
        Conn::Sqlite(conn) => sqlite::find(conn, wanted)?,
        Conn::Postgres(conn) => postgres::find(conn, wanted)?,
    })
}

/// Evidence after an id that is not in the index, oldest first.
///
/// # Errors
/// When the database refuses.
pub fn missing(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
    let query = format!(
        "SELECT id AS evidence FROM evidence WHERE id > {} AND NOT EXISTS \
         (SELECT 1 FROM search_piece WHERE search_piece.evidence = evidence.id) ORDER BY id LIMIT {limit}",
        match conn {
            Conn::Sqlite(_) => "?",
            Conn::Postgres(_) => "$1",
        }
    );
    let rows: Vec<Name> = diesel::sql_query(query).bind::<Text, _>(after).load(conn)?;
    Ok(rows.into_iter().map(|row| row.evidence).collect())
}

/// Empties the index.
///
/// # Errors
/// When the database refuses.
pub fn clear(conn: &mut Conn) -> Result<(), StoreError> {
    write(conn, |conn| {
        if let Conn::Sqlite(conn) = conn {
            conn.batch_execute(sqlite::CLEARED)?;
        }
        Ok(conn.batch_execute("DELETE FROM search_piece")?)
    })
}

/// A condition on evidence: that it holds all of some grams.
pub(super) type Holds = SqlLiteral<Bool>;

/// The condition, in the words of the database; a gram is nothing but letters and digits, so none can end its quotes.
pub(super) fn holds(conn: &Conn, grams: &[String]) -> Holds {
    let plain = |gram: &&String| gram.chars().all(char::is_alphanumeric);
    let grams: Vec<&String> = grams.iter().filter(plain).collect();
    sql(&match conn {
        Conn::Sqlite(_) => sqlite::holds(&grams),
        Conn::Postgres(_) => postgres::holds(&grams),
    })
}
