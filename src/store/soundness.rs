//! Whether the database itself is sound: its pages can be read, and every reference leads somewhere.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::copy::quoted;
use super::tables::{Parent, Table};
use super::{Conn, StoreError};

#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = Text)]
    told: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Rows that name a row which is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dangling {
    /// The table of the rows.
    pub table: String,
    /// The table that they name rows of.
    pub parent: String,
    /// How many.
    pub rows: i64,
}

/// What the database says is wrong with its own files. SQLite checks every page and index; PostgreSQL has no
/// such question, so every row of every table is read, which is where a damaged page shows.
///
/// # Errors
/// When the database can't be asked at all.
pub fn integrity(conn: &mut Conn, tables: &[Table]) -> Result<Vec<String>, StoreError> {
    match conn {
        Conn::Sqlite(conn) => {
            let query = "SELECT integrity_check AS told FROM pragma_integrity_check";
            let told = match diesel::sql_query(query).load::<Told>(conn) {
                Err(diesel::result::Error::DatabaseError(_, told)) => vec![told.message().to_owned()],
                told => told?.into_iter().map(|row| row.told).filter(|told| told != "ok").collect(),
            };
            Ok(told)
        }
        Conn::Postgres(conn) => {
            let mut faults = Vec::new();
            for table in tables {
                let name = quoted(&table.name);
                let query = format!("SELECT count(CAST(row AS TEXT)) AS count FROM {name} AS row");
                match diesel::sql_query(query).get_result::<Count>(conn) {
                    Err(diesel::result::Error::DatabaseError(_, told)) => {
                        faults.push(format!("{}: {}", table.name, told.message()));
                    }
                    read => {
                        read?;
                    }
                }
            }
            Ok(faults)
        }
    }
}

/// Every reference that leads nowhere. The databases watch over it, but not while somebody has told them not to.
///
/// # Errors
/// When the database refuses.
pub fn dangling(conn: &mut Conn, tables: &[Table]) -> Result<Vec<Dangling>, StoreError> {
    let mut found = Vec::new();
    for table in tables {
        for parent in &table.parents {
            let rows = diesel::sql_query(lost(table, parent)).get_result::<Count>(conn)?.count;
            if rows > 0 {
                found.push(Dangling { table: table.name.clone(), parent: parent.table.clone(), rows });
            }
        }
    }
    Ok(found)
}

fn lost(table: &Table, parent: &Parent) -> String {
    let pairs = |word: fn(&(String, String)) -> String| parent.columns.iter().map(word).collect::<Vec<_>>();
    let same = pairs(|(here, there)| format!("p.{} = c.{}", quoted(there), quoted(here))).join(" AND ");
    let named = pairs(|(here, _)| format!("c.{} IS NOT NULL", quoted(here))).join(" AND ");
    let (child, parent) = (quoted(&table.name), quoted(&parent.table));
    format!(
        "SELECT count(*) AS count FROM {child} c WHERE {named} \
         AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})"
    )
}
