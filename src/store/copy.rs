//! Whole tables from one database to another. Rows travel as JSON, a batch a statement, because both databases
//! read and write that by themselves: nothing here knows any table.
//!
//! Times are cut to microseconds, the most that PostgreSQL keeps.

use diesel::connection::{AnsiTransactionManager, Connection, DefaultLoadingMode, TransactionManager};
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::tables::{Column, Kind, Table};
use super::{Conn, StoreError};

/// A batch has at most so many rows.
const ROWS: usize = 500;

/// A batch ends when it has so many bytes.
const BYTES: usize = 1 << 20;

/// Rows of one table, as a JSON array of arrays.
#[derive(Debug, Default)]
pub struct Batch {
    text: String,
    /// How many.
    pub rows: usize,
}

impl Batch {
    /// One row, as a JSON array.
    pub fn of(row: &str) -> Self {
        let mut batch = Self::default();
        batch.push(row);
        batch.closed()
    }

    /// The rows, as a JSON array of arrays.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn push(&mut self, row: &str) {
        self.text.push(if self.rows == 0 { '[' } else { ',' });
        self.text.push_str(row);
        self.rows = self.rows.saturating_add(1);
    }

    fn closed(mut self) -> Self {
        self.text.push(']');
        self
    }

    fn is_full(&self) -> bool {
        self.rows >= ROWS || self.text.len() >= BYTES
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Runs `work` on one state of the whole database, whatever others write meanwhile.
///
/// # Errors
/// When the database refuses, or what `work` refuses.
pub fn on_one_state<T, E: From<StoreError>>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn).map_err(StoreError::from)?;
    let done = work(conn);
    // Nothing was written, so there is nothing that could fail to be kept.
    let _ =
        <<Conn as Connection>::TransactionManager as TransactionManager<Conn>>::rollback_transaction(conn);
    done
}

fn begin(conn: &mut Conn) -> QueryResult<()> {
    const FIRST: &str = "SELECT count(*) AS count FROM writer";
    match conn {
        Conn::Sqlite(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")?;
            // The state is that of the first look.
            diesel::sql_query(FIRST).execute(conn)?;
        }
        Conn::Postgres(conn) => {
            let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
            AnsiTransactionManager::begin_transaction_sql(conn, begin)?;
            diesel::sql_query("SET LOCAL idle_in_transaction_session_timeout = 0").execute(conn)?;
            diesel::sql_query(FIRST).execute(conn)?;
        }
    }
    Ok(())
}

/// Hands out all rows of a table, in the order of its key.
///
/// # Errors
/// When the database refuses, or what `take` refuses.
pub fn read<E: From<StoreError>>(
    conn: &mut Conn,
    table: &Table,
    mut take: impl FnMut(Batch) -> Result<(), E>,
) -> Result<(), E> {
    let mut batch = Batch::default();
    let mut push = |line: QueryResult<Line>| {
        batch.push(&line.map_err(StoreError::from)?.line);
        if batch.is_full() { take(std::mem::take(&mut batch).closed()) } else { Ok(()) }
    };
    match conn {
        Conn::Sqlite(conn) => {
            let query = diesel::sql_query(select(table, "json_array", on_sqlite));
            let mut lines = query.load_iter::<Line, DefaultLoadingMode>(conn).map_err(StoreError::from)?;
            lines.try_for_each(&mut push)?;
        }
        Conn::Postgres(conn) => {
            let query = diesel::sql_query(select(table, "json_build_array", on_postgres));
            let mut lines = query.load_iter::<Line, PgRowByRowLoadingMode>(conn).map_err(StoreError::from)?;
            lines.try_for_each(&mut push)?;
        }
    }
    if batch.rows > 0 { take(batch.closed()) } else { Ok(()) }
}

fn select(table: &Table, array: &str, value: fn(&Column) -> String) -> String {
    let values: Vec<String> = table.columns.iter().map(value).collect();
    let key: Vec<String> = table.key.iter().map(|column| quoted(column)).collect();
    let (values, key, name) = (values.join(", "), key.join(", "), quoted(&table.name));
    format!("SELECT CAST({array}({values}) AS TEXT) AS line FROM {name} ORDER BY {key}")
}

fn on_sqlite(column: &Column) -> String {
    let name = quoted(&column.name);
    if column.kind == Kind::Time { format!("substr({name}, 1, 26)") } else { name }
}

fn on_postgres(column: &Column) -> String {
    let name = quoted(&column.name);
    match column.kind {
        Kind::Flag => format!("CAST({name} AS INTEGER)"),
        Kind::Time => format!("to_char({name}, 'YYYY-MM-DD HH24:MI:SS.US')"),
        Kind::Text | Kind::Number => name,
    }
}

/// Writes rows as they were read.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, table: &Table, batch: &Batch) -> Result<(), StoreError> {
    let names: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let into = format!("INSERT INTO {} ({})", quoted(&table.name), names.join(", "));
    match conn {
        Conn::Sqlite(conn) => {
            let values = picked(table, |place, _kind| format!("json_extract(value, '$[{place}]')"));
            let insert = format!("{into} SELECT {values} FROM json_each(?)");
            diesel::sql_query(insert).bind::<Text, _>(&batch.text).execute(conn)?;
        }
        Conn::Postgres(conn) => {
            let values = picked(table, |place, kind| match kind {
                Kind::Text => format!("line ->> {place}"),
                Kind::Number => format!("CAST(line ->> {place} AS BIGINT)"),
                Kind::Flag => format!("CAST(CAST(line ->> {place} AS INTEGER) AS BOOLEAN)"),
                Kind::Time => format!("CAST(line ->> {place} AS TIMESTAMP)"),
            });
            let insert =
                format!("{into} SELECT {values} FROM json_array_elements(CAST($1 AS JSON)) AS lines (line)");
            diesel::sql_query(insert).bind::<Text, _>(&batch.text).execute(conn)?;
        }
    }
    Ok(())
}

fn picked(table: &Table, value: impl Fn(usize, Kind) -> String) -> String {
    let values: Vec<String> =
        table.columns.iter().enumerate().map(|(place, column)| value(place, column.kind)).collect();
    values.join(", ")
}

/// How many rows a table has.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Conn, table: &Table) -> Result<i64, StoreError> {
    let query = format!("SELECT count(*) AS count FROM {}", quoted(&table.name));
    Ok(diesel::sql_query(query).get_result::<Count>(conn)?.count)
}

/// A name that is written into a statement; all come from our own migrations.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
