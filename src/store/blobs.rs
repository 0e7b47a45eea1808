//! Which files the rows name.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::conn::all;
use super::schema::{blob, evidence_file};
use super::{Conn, StoreError};

/// A file as a row has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Named {
    /// Its hash, as it stands in the row.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
}

/// The next files after a hash, in the order of their hashes.
///
/// # Errors
/// When the database refuses.
pub fn after(conn: &mut Conn, sha256: &str, limit: i64) -> Result<Vec<Named>, StoreError> {
    let query = blob::table.filter(blob::sha256.gt(sha256)).order(blob::sha256.asc());
    Ok(query.limit(limit).select((blob::sha256, blob::size)).load(conn)?)
}

/// Which of these files a row names.
///
/// # Errors
/// When the database refuses.
pub fn named(conn: &mut Conn, hashes: &[String]) -> Result<BTreeSet<String>, StoreError> {
    let rows = blob::table.select(blob::sha256);
    let named: Vec<String> = match hashes {
        [hash] => all(conn, rows.filter(blob::sha256.eq(hash)))?,
        hashes => rows.filter(blob::sha256.eq_any(hashes)).load(conn)?,
    };
    Ok(named.into_iter().collect())
}

/// The evidence that uses each of these files, with the name that it has there.
///
/// # Errors
/// When the database refuses.
pub fn users(conn: &mut Conn, hashes: &[String]) -> Result<Vec<(String, String, String)>, StoreError> {
    let query = evidence_file::table.filter(evidence_file::sha256.eq_any(hashes));
    let columns = (evidence_file::sha256, evidence_file::evidence, evidence_file::name);
    Ok(query.select(columns).order((evidence_file::evidence.asc(), evidence_file::name.asc())).load(conn)?)
}

/// How many files and bytes there are.
///
/// # Errors
/// When the database refuses.
pub fn total(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(blob::table.count().get_result(conn)?)
}
