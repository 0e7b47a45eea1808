//! One connection type for both databases. What differs between them stands here and nowhere else.

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::query_dsl::methods::{ExecuteDsl, LoadQuery};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::result::Error;
use diesel::sql_types::{Nullable, Text};
use diesel::{
    Connection, ConnectionError, MultiConnection, OptionalExtension, PgConnection, QueryResult,
    QueryableByName, RunQueryDsl, SqliteConnection,
};

use super::disk::{self, Disk, has_failed};
use super::door::Closed;
use super::prepared::Prepared;
use super::{Address, StoreError};

/// A connection to the database.
#[derive(MultiConnection)]
pub enum Conn {
    /// A file on this machine.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server.
    Postgres(PgConnection),
}

impl ManageConnection for Address {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        connect(self).map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        match conn {
            Conn::Sqlite(_) => Ok(()),
            Conn::Postgres(conn) => conn.ping().map_err(diesel::r2d2::Error::QueryError),
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

fn connect(address: &Address) -> Result<Conn, ConnectionError> {
    if address.is_postgres() {
        let mut conn = PgConnection::establish(address.url())?;
        conn.batch_execute(ON_POSTGRES).map_err(ConnectionError::CouldntSetupConfiguration)?;
        Ok(Conn::Postgres(conn))
    } else {
        let mut conn = SqliteConnection::establish(address.file())?;
        address.disk().watch(&mut conn, Some(address.queue().clone()));
        conn.batch_execute(ON_SQLITE).map_err(ConnectionError::CouldntSetupConfiguration)?;
        Ok(Conn::Sqlite(conn))
    }
}

/// The connection on which all writers of a file of SQLite take turns.
pub(super) fn of_writers(file: &str, disk: &Disk) -> Result<Conn, StoreError> {
    let failed = |error: ConnectionError| StoreError::Query(Error::QueryBuilderError(error.into()));
    let mut conn = SqliteConnection::establish(file).map_err(failed)?;
    disk.watch(&mut conn, None);
    conn.batch_execute(ON_SQLITE)?;
    // What a statement keeps to go back to would be a file for each writer.
    conn.batch_execute("PRAGMA temp_store = MEMORY")?;
    Ok(Conn::Sqlite(conn))
}

/// A power cut loses nothing that was acknowledged. The log is moved into the database every 32 MB rather than
/// every 4: an upload writes some twenty pages of it, mostly the same ones, and whoever commits next moves them.
const ON_SQLITE: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                         PRAGMA wal_autocheckpoint = 8000; PRAGMA foreign_keys = ON;";

/// Times are kept in UTC; a copy of the program that hangs does not hold the others up for ever.
///
/// A commit is only told when it is on disk, and on that of the synchronous replica when there is one: a
/// weaker setting of the server is raised. No statement is ended by a limit of time, because PostgreSQL
/// would call a commit done that still waits for its replica.
const ON_POSTGRES: &str = "SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = 0; \
                           SET idle_in_transaction_session_timeout = '15s'; \
                           SELECT set_config('synchronous_commit', 'on', false) \
                           WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');";

type Manager = <Conn as Connection>::TransactionManager;

/// How often a transaction is begun anew when the database could not order it among others.
const TRIES: u32 = 8;

/// What can tell whether it is worth another try.
pub trait Transient {
    /// Whether the database only asks to begin the transaction anew.
    fn is_transient(&self) -> bool;
}

impl Transient for StoreError {
    fn is_transient(&self) -> bool {
        use diesel::result::DatabaseErrorKind;
        matches!(self, Self::Query(Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _)))
    }
}

/// Runs a transaction that writes. One writer at a time, on either database, so that whatever it reads
/// holds until it is done; it may be begun anew, so it changes nothing but the database.
///
/// # Errors
/// What `work` refuses; then nothing is written. When the connection or the disk breaks while the transaction is
/// being committed, nobody knows whether it was: [`StoreError::Unsure`], and it is not begun anew.
/// When the door is closed: [`StoreError::Closed`].
pub fn write<T, E>(conn: &mut Conn, mut work: impl FnMut(&mut Conn) -> Result<T, E>) -> Result<T, E>
where
    E: From<StoreError> + Transient,
{
    write_through(conn, |conn| match enter(conn)? {
        None => work(conn),
        Some(closed) => Err(StoreError::Closed(closed).into()),
    })
}

/// As [`write`], for those who closed the door.
///
/// # Errors
/// As [`write`].
pub fn write_though_closed<T, E>(
    conn: &mut Conn,
    mut work: impl FnMut(&mut Conn) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<StoreError> + Transient,
{
    write_through(conn, |conn| {
        enter(conn)?;
        work(conn)
    })
}

fn write_through<T, E>(conn: &mut Conn, mut work: impl FnMut(&mut Conn) -> Result<T, E>) -> Result<T, E>
where
    E: From<StoreError> + Transient,
{
    if let Conn::Sqlite(file) = conn
        && let Some(queue) = disk::queue_of(file)
    {
        return queue.write(&mut work);
    }
    let mut tries = 1;
    loop {
        match write_once(conn, &mut work) {
            Err(error) if error.is_transient() && tries < TRIES => tries += 1,
            done => return done,
        }
    }
}

fn write_once<T, E>(conn: &mut Conn, work: &mut impl FnMut(&mut Conn) -> Result<T, E>) -> Result<T, E>
where
    E: From<StoreError>,
{
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            Manager::commit_transaction(conn).map_err(not_committed)?;
            Ok(value)
        }
        Err(error) => {
            // The first error is what went wrong; a rollback that fails breaks the connection, and the
            // pool throws it away.
            let _ = Manager::rollback_transaction(conn);
            Err(error)
        }
    }
}

pub(super) fn not_committed(error: Error) -> StoreError {
    if is_lost(&error) || has_failed(&error) { StoreError::Unsure(error) } else { error.into() }
}

/// SQLite lets one writer in by itself.
pub(super) fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => {
            let begun = AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE");
            begun.map_err(|error| not_entered(error, |told| told == "database is locked"))?;
            // Asked when nobody else can be writing, so that the one before has told of its failure.
            Disk::may_write_by(conn).inspect_err(|_failed| {
                let _ = AnsiTransactionManager::rollback_transaction(conn);
            })
        }
        Conn::Postgres(conn) => Ok(AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")?),
    }
}

#[derive(QueryableByName)]
struct Door {
    #[diesel(sql_type = Nullable<Text>)]
    closed: Option<String>,
}

/// On PostgreSQL the row of `writer` lets one in at a time. On either database it says whether anybody may write.
fn enter(conn: &mut Conn) -> Result<Option<Closed>, StoreError> {
    let door: Door = match conn {
        Conn::Sqlite(conn) => Prepared::new("SELECT closed FROM writer").get_result(conn)?,
        Conn::Postgres(conn) => {
            let door = Prepared::new("SELECT closed FROM writer FOR UPDATE").get_result(conn);
            // It is told in the server's language, and nothing else happens at the door.
            door.map_err(|error| not_entered(error, |_told| true))?
        }
    };
    Ok(door.closed.as_deref().map(Closed::from_id))
}

/// The door was not opened within `busy_timeout` or `lock_timeout`.
fn not_entered(error: Error, is_lock: fn(&str) -> bool) -> StoreError {
    use diesel::result::DatabaseErrorKind;
    let locked =
        matches!(&error, Error::DatabaseError(DatabaseErrorKind::Unknown, told) if is_lock(told.message()));
    if locked { StoreError::Busy(error) } else { error.into() }
}

/// Whether the connection is what failed: the server went away, or was made a replica that takes no writes.
pub(super) fn is_lost(error: &Error) -> bool {
    use diesel::result::DatabaseErrorKind as Kind;
    match error {
        Error::DatabaseError(kind, _) => {
            matches!(kind, Kind::ClosedConnection | Kind::UnableToSendCommand | Kind::ReadOnlyTransaction)
        }
        Error::BrokenTransactionManager | Error::RollbackErrorOnCommit { .. } => true,
        _ => false,
    }
}

/// The row of a statement that finds at most one. Each database gets it by its type, so that it is not even written out
/// to see that it is prepared already: for the few that every request, or every upload, asks. [`all`] and [`execute`]
/// do the same.
pub(super) fn one<'c, Q, T>(conn: &'c mut Conn, statement: Q) -> QueryResult<Option<T>>
where
    Q: LoadQuery<'c, SqliteConnection, T> + LoadQuery<'c, PgConnection, T>,
{
    match conn {
        Conn::Sqlite(conn) => statement.get_result(conn).optional(),
        Conn::Postgres(conn) => statement.get_result(conn).optional(),
    }
}

/// All rows that a statement finds.
pub(super) fn all<'c, Q, T>(conn: &'c mut Conn, statement: Q) -> QueryResult<Vec<T>>
where
    Q: LoadQuery<'c, SqliteConnection, T> + LoadQuery<'c, PgConnection, T>,
{
    match conn {
        Conn::Sqlite(conn) => statement.load(conn),
        Conn::Postgres(conn) => statement.load(conn),
    }
}

/// Runs a statement that gives no rows, also one that inserts many at once, for which the connection for both
/// databases has no words.
pub(super) fn execute<Q>(conn: &mut Conn, statement: Q) -> QueryResult<usize>
where
    Q: ExecuteDsl<SqliteConnection> + ExecuteDsl<PgConnection>,
{
    match conn {
        Conn::Sqlite(conn) => ExecuteDsl::execute(statement, conn),
        Conn::Postgres(conn) => ExecuteDsl::execute(statement, conn),
    }
}
