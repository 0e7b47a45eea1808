//! The database: rows in, rows out. Knows tables and nothing of files, pages or rights.
//!
//! Row types stand beside their queries and turn into domain types with `From` or `TryFrom`. The
//! functions take a connection, so that [`crate::ops`] decides what is one transaction.

pub mod accounts;
pub mod audit;
pub mod evidence;
pub mod facts;
pub mod holdings;
pub mod reviews;
pub mod revisions;
pub mod rounds;
pub mod standards;
pub mod tasks;

mod schema;

use std::path::Path;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool, PooledConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::domain::message::Message;

/// A connection to the database.
pub type Conn = SqliteConnection;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Why the database could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused a statement.
    #[error("the database refused a statement")]
    Query(#[from] diesel::result::Error),
    /// No connection could be had.
    #[error("no connection to the database")]
    Connection(#[from] diesel::r2d2::PoolError),
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
        Message::new("store-failed")
    }
}

/// The database of one office.
#[derive(Clone)]
pub struct Store {
    pool: Pool<ConnectionManager<Conn>>,
}

impl Store {
    /// Opens the file, making it when it is not there, and brings the tables up to date.
    ///
    /// # Errors
    /// When the file can't be opened or a migration fails.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let manager = ConnectionManager::new(file.to_string_lossy());
        let pool = Pool::builder()
            .max_size(8)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(10))
            .connection_customizer(Box::new(Pragmas))
            .build(manager)?;
        let store = Self { pool };
        store.conn()?.run_pending_migrations(MIGRATIONS).map_err(StoreError::Migration)?;
        Ok(store)
    }

    /// A connection from the pool.
    ///
    /// # Errors
    /// When none is free within ten seconds.
    pub fn conn(&self) -> Result<PooledConnection<ConnectionManager<Conn>>, StoreError> {
        Ok(self.pool.get()?)
    }
}

/// What every connection is set to: a power cut loses nothing that was acknowledged.
#[derive(Debug)]
struct Pragmas;

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Pragmas {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute(
            "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON;",
        )
        .map_err(diesel::r2d2::Error::QueryError)
    }
}
