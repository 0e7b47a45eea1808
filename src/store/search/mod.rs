//! The index of what can be searched: for each piece of evidence the short bits of text ("grams") that it holds, and
//! whose it is. What a gram is, is for those who write and ask; here they are words without spaces. And, beside them,
//! where it is filed, which changes more often than what it says.
//!
//! The databases have no index for this in common, so its tables are made here and not by a migration, a file for each
//! database: FTS5 on SQLite, an inverted index over an array on PostgreSQL. Both hold a gram once for each piece, and
//! not where it stands. All of it follows from the rest: copies and backups leave it out, and who misses a piece in it
//! adds it anew.

mod checks;
mod places;
mod postgres;
mod sqlite;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};

use super::{Conn, StoreError, write};

pub use checks::{Amiss, amiss, is_complete, missing, remove_leftovers, set_complete};
pub use places::{Filed, refresh};

/// What the grams of a piece are like; pieces with older ones are taken in anew.
const VERSION: i64 = 2;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// All of these, at least one; the one that says whose it is among them.
    pub grams: Vec<String>,
    /// Filed here.
    pub filed: Option<Filed>,
    /// Older in the index than this place.
    pub after: Option<i64>,
    /// How many at the most.
    pub limit: i64,
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

/// A row of a page of hits, with the number of all; where there is no hit, one row says so.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    id: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    evidence: Option<String>,
}

/// What is begun with all hits once goes on with how many they are and a page of them, in one statement.
fn found([after, limit]: [&str; 2]) -> String {
    format!(
        "SELECT counted.number, page.id, page.evidence FROM (SELECT count(*) AS number FROM hit) counted LEFT JOIN (\
         SELECT p.id, p.evidence FROM search_piece p \
         JOIN (SELECT id FROM hit WHERE id < {after} ORDER BY id DESC LIMIT {limit}) few ON few.id = p.id\
         ) page ON true ORDER BY page.id DESC"
    )
}

fn page(rows: Vec<Row>) -> (Vec<Hit>, i64) {
    let count = rows.first().map_or(0, |row| row.number);
    let hits = rows.into_iter().filter_map(|row| Some(Hit { id: row.id?, evidence: row.evidence? }));
    (hits.collect(), count)
}

const NUMBER_OF: &str = "SELECT id AS number FROM search_piece WHERE evidence = ?";

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Makes the tables where they are not there, and adds what older ones lack.
pub(super) fn ensure(conn: &mut Conn) -> Result<(), StoreError> {
    if is_there(conn)? {
        return Ok(());
    }
    super::write_though_closed(conn, |conn| {
        // Another copy may have made them meanwhile.
        if is_there(conn)? {
            return Ok(());
        }
        conn.batch_execute(match conn {
            Conn::Sqlite(_) => sqlite::TABLES,
            Conn::Postgres(_) => postgres::TABLES,
        })?;
        Ok(conn.batch_execute(places::TABLES)?)
    })
}

fn is_there(conn: &mut Conn) -> Result<bool, StoreError> {
    let query = match conn {
        Conn::Sqlite(_) => sqlite::IS_THERE,
        Conn::Postgres(_) => postgres::IS_THERE,
    };
    let there: Number = diesel::sql_query(query).get_result(conn)?;
    Ok(there.number > 0)
}

/// Keeps the grams of a piece over its earlier ones, and where it is filed; the grams are separated by spaces, each
/// once. For a transaction that writes.
///
/// # Errors
/// When the database refuses.
pub fn put(conn: &mut Conn, evidence: &str, grams: &str) -> Result<(), StoreError> {
    let (piece, known) = match conn {
        Conn::Sqlite(conn) => sqlite::put(conn, evidence, grams)?,
        Conn::Postgres(conn) => postgres::put(conn, evidence, grams)?,
    };
    if known { places::renew(conn, evidence, piece) } else { places::add(conn, evidence, piece) }
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

/// Empties the index.
///
/// # Errors
/// When the database refuses.
pub fn clear(conn: &mut Conn) -> Result<(), StoreError> {
    write(conn, |conn| {
        if let Conn::Sqlite(conn) = conn {
            conn.batch_execute(sqlite::CLEARED)?;
        }
        Ok(conn
            .batch_execute("DELETE FROM search_state; DELETE FROM search_place; DELETE FROM search_piece")?)
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
