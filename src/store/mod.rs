//! The database: rows in, rows out. Knows tables and nothing of files, pages or rights.
//!
//! Row types stand beside their queries and turn into domain types with `From` or `TryFrom`. The
//! functions take a connection, so that [`crate::ops`] decides what is one transaction.

pub mod accounts;
pub mod audit;
pub mod blobs;
pub mod chain;
pub mod changes;
pub mod comments;
pub mod copy;
pub mod credentials;
pub mod derived;
pub mod door;
pub mod evidence;
pub mod factors;
pub mod facts;
pub mod finding_states;
pub mod findings;
pub mod holdings;
pub mod jobs;
pub mod kept;
pub mod listing;
pub mod log_in_guards;
pub mod photo_prints;
pub mod rates;
pub mod reviews;
pub mod revisions;
pub mod rounds;
pub mod score_days;
pub mod search;
pub mod settings;
pub mod soundness;
pub mod standards;
pub mod tables;
pub mod tasks;
pub mod text_pairs;
pub mod texts;
pub mod tours;
pub mod undo;
pub mod uploads;
pub mod written;

mod address;
mod append_only;
mod conn;
mod disk;
mod prepared;
mod queue;
mod schema;

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::{Pool, PooledConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

pub use address::Address;
pub use conn::{Conn, Transient, write, write_though_closed};

use disk::Disk;

use crate::domain::message::Message;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The most connections of one process to a server, which lets in a hundred of all processes together.
const TO_SERVER: u32 = 16;
/// The most to a file. Whoever waits for the writers before him holds one, and who reads must not wait for those.
const TO_FILE: u32 = 32;

/// The longest pause between two tries to connect to a server that is away, so that work goes on as soon as
/// it is back. The pool takes half of its own time limit.
const PAUSE: Duration = Duration::from_millis(300);

/// Why the database could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused a statement.
    #[error("the database refused a statement")]
    Query(#[source] diesel::result::Error),
    /// The disk is full; what was to be written is not there.
    #[error("the disk of the database is full")]
    Full(#[source] diesel::result::Error),
    /// The disk failed; nothing is written until the program is started anew.
    #[error("read-only after an error of the disk")]
    ReadOnly,
    /// No connection could be had.
    #[error("no connection to the database")]
    Connection(#[from] diesel::r2d2::PoolError),
    /// Other writers did not let this one in.
    #[error("other writers did not let this one in")]
    Busy(#[source] diesel::result::Error),
    /// The connection broke during a commit: it may be there or not.
    #[error("the connection broke during a commit")]
    Unsure(#[source] diesel::result::Error),
    /// Nobody may write now.
    #[error("nobody may write: the office is {}", .0.id())]
    Closed(door::Closed),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A row holds something that the program never writes.
    #[error("a row of {table} holds {value:?}")]
    Row {
        /// The table.
        table: &'static str,
        /// What it holds.
        value: String,
    },
}

impl StoreError {
    /// What people are told; the cause is for the log.
    pub fn message(&self) -> Message {
        match self {
            Self::Unsure(_) => Message::new("store-unsure"),
            Self::Full(_) => Message::new("store-full"),
            Self::ReadOnly => Message::new("store-read-only"),
            Self::Closed(door::Closed::Moving) => Message::new("store-closed-moving"),
            Self::Closed(door::Closed::Moved) => Message::new("store-closed-moved"),
            Self::Closed(door::Closed::Filling) => Message::new("store-closed-filling"),
            _ if self.is_away() => Message::new("store-away"),
            _ => Message::new("store-failed"),
        }
    }

    /// The innermost cause, for the people who run the server.
    pub fn cause(&self) -> String {
        let mut cause: &dyn std::error::Error = self;
        while let Some(next) = cause.source() {
            cause = next;
        }
        cause.to_string().trim().to_owned()
    }

    /// Whether the database is only out of reach or busy, so that the same may be asked again soon.
    pub fn is_away(&self) -> bool {
        match self {
            Self::Connection(_) | Self::Busy(_) | Self::Unsure(_) | Self::Closed(_) => true,
            Self::Query(error) => conn::is_lost(error) || self.is_transient(),
            Self::Full(_) | Self::ReadOnly | Self::Migration(_) | Self::Row { .. } => false,
        }
    }
}

impl From<diesel::result::Error> for StoreError {
    fn from(error: diesel::result::Error) -> Self {
        if disk::was_full(&error) {
            Self::Full(error)
        } else if disk::has_failed(&error) {
            Self::ReadOnly
        } else {
            Self::Query(error)
        }
    }
}

/// The database of one office.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Address>,
    disk: Disk,
    /// How long somebody waits for a connection.
    patience: Duration,
    /// Whether it is a file on this machine.
    here: bool,
}

impl Store {
    /// Opens the database at an address (`postgres://…`, or a file of SQLite, made when it is not there) and
    /// brings its tables up to date.
    ///
    /// # Errors
    /// When it can't be reached or a migration fails.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::new(url);
        // Whoever waits for a server that is away is told soon, to come again; a file is never away.
        let here = !address.is_postgres();
        let patience = Duration::from_secs(if here { 10 } else { 3 });
        let disk = address.disk().clone();
        let pool = Pool::builder()
            .max_size(if here { TO_FILE } else { TO_SERVER })
            .min_idle(Some(1))
            .connection_timeout(PAUSE.saturating_mul(2))
            .build_unchecked(address);
        let store = Self { pool, disk, patience, here };
        let conn = &mut *store.conn()?;
        migrate(conn)?;
        append_only::ensure(conn)?;
        search::ensure(conn)?;
        Ok(store)
    }

    /// A connection from the pool.
    ///
    /// # Errors
    /// When none is to be had within a few seconds.
    pub fn conn(&self) -> Result<PooledConnection<Address>, StoreError> {
        Ok(self.pool.get_timeout(self.patience)?)
    }

    /// Whether a row can be read without waiting: from a file on this machine, where writers hold no reader up, by a
    /// connection that nobody uses.
    pub fn is_at_hand(&self) -> bool {
        self.here && self.pool.state().idle_connections > 0
    }

    /// Whether anything may still be written: not after the disk below a file of SQLite has failed.
    ///
    /// # Errors
    /// When it has.
    pub fn may_write(&self) -> Result<(), StoreError> {
        self.disk.may_write()
    }
}

/// A connection of its own to a file of SQLite that nobody else uses, with its tables up to date.
///
/// # Errors
/// When it can't be made.
pub fn alone(file: &str) -> Result<Conn, StoreError> {
    let mut conn = conn::of_writers(file, &Disk::default())?;
    migrate(&mut conn)?;
    append_only::ensure(&mut conn)?;
    Ok(conn)
}

/// Leaves a database of SQLite as one file, without the log beside it.
///
/// # Errors
/// When the disk refuses.
pub fn close_alone(mut conn: Conn) -> Result<(), StoreError> {
    Ok(conn.batch_execute("PRAGMA journal_mode = DELETE")?)
}

/// Several copies of the program may start at once: who comes second finds the tables made, or is told by
/// the database that they are there and looks again.
fn migrate(conn: &mut Conn) -> Result<(), StoreError> {
    let done = conn.run_pending_migrations(MIGRATIONS).map(|_done| ());
    done.or_else(|_raced| conn.run_pending_migrations(MIGRATIONS).map(|_done| ()))
        .map_err(StoreError::Migration)
}
