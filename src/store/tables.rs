//! What tables there are, learnt from the migrations themselves, so that whatever copies or checks a whole
//! office can forget none. It makes an empty database in memory and asks that one.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use diesel_migrations::MigrationHarness;

use super::{MIGRATIONS, StoreError};

/// What is of one home and not of the office: the door of its writers, and uploads on their way, whose bytes lie in
/// a folder that nobody copies.
const NOT_THE_OFFICES: [&str; 2] = ["writer", "upload"];

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns that tell its rows apart.
    pub key: Vec<String>,
    /// The tables whose rows its rows name.
    pub parents: Vec<Parent>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds; no migration uses anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Flag,
    /// A time in UTC.
    Time,
}

/// A reference to another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// The other table.
    pub table: String,
    /// Columns here and the columns there that they name.
    pub columns: Vec<(String, String)>,
}

/// All tables of an office; each comes after those whose rows it names.
///
/// # Errors
/// When a migration uses a type that the databases do not share, or tables name each other in a circle.
pub fn all() -> Result<Vec<Table>, StoreError> {
    let mut conn =
        SqliteConnection::establish(":memory:").map_err(|error| StoreError::Migration(error.into()))?;
    conn.run_pending_migrations(MIGRATIONS).map_err(StoreError::Migration)?;
    in_order(read(&mut conn)?)
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    in_key: i64,
}

const COLUMNS: &str = "SELECT t.name AS place, c.name AS name, c.type AS kind, CAST(c.pk AS BIGINT) AS in_key \
     FROM sqlite_master t JOIN pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND substr(t.name, 1, 2) <> '__' AND substr(t.name, 1, 7) <> 'sqlite_' \
     ORDER BY t.name, c.cid";

#[derive(QueryableByName)]
struct ParentRow {
    #[diesel(sql_type = Text)]
    place: String,
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    parent: String,
    #[diesel(sql_type = Text)]
    here: String,
    #[diesel(sql_type = Text)]
    there: String,
}

const PARENTS: &str = "SELECT t.name AS place, CAST(f.id AS BIGINT) AS number, f.\"table\" AS parent, \
     f.\"from\" AS here, f.\"to\" AS there \
     FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY t.name, f.id, f.seq";

fn read(conn: &mut SqliteConnection) -> Result<Vec<Table>, StoreError> {
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for row in diesel::sql_query(COLUMNS).load::<ColumnRow>(conn)? {
        if NOT_THE_OFFICES.contains(&row.place.as_str()) {
            continue;
        }
        let table = tables.entry(row.place.clone()).or_insert_with(|| empty(&row.place));
        if row.in_key > 0 {
            table.key.push(row.name.clone());
        }
        table.columns.push(Column { kind: kind(&row.kind)?, name: row.name });
    }
    let mut last = None;
    for row in diesel::sql_query(PARENTS).load::<ParentRow>(conn)? {
        let Some(table) = tables.get_mut(&row.place) else { continue };
        let this = Some((row.place, row.number));
        if last != this {
            table.parents.push(Parent { table: row.parent, columns: Vec::new() });
            last = this;
        }
        if let Some(parent) = table.parents.last_mut() {
            parent.columns.push((row.here, row.there));
        }
    }
    Ok(tables.into_values().collect())
}

fn empty(name: &str) -> Table {
    Table { name: name.to_owned(), columns: Vec::new(), key: Vec::new(), parents: Vec::new() }
}

fn kind(word: &str) -> Result<Kind, StoreError> {
    match word.to_ascii_uppercase().as_str() {
        "TEXT" => Ok(Kind::Text),
        "BIGINT" => Ok(Kind::Number),
        "BOOLEAN" => Ok(Kind::Flag),
        "TIMESTAMP" => Ok(Kind::Time),
        _ => Err(StoreError::Row { table: "sqlite_master", value: word.to_owned() }),
    }
}

fn in_order(mut rest: Vec<Table>) -> Result<Vec<Table>, StoreError> {
    let mut ordered: Vec<Table> = Vec::new();
    while !rest.is_empty() {
        let waits = |table: &Table| {
            let other = |parent: &&Parent| parent.table != table.name;
            table
                .parents
                .iter()
                .filter(other)
                .any(|parent| ordered.iter().all(|done| done.name != parent.table))
        };
        let (later, next): (Vec<Table>, Vec<Table>) = rest.into_iter().partition(waits);
        if next.is_empty() {
            let value = later.into_iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
            return Err(StoreError::Row { table: "sqlite_master", value });
        }
        ordered.extend(next);
        rest = later;
    }
    Ok(ordered)
}
