//! Earlier revisions of evidence: what they said, and the files that they had.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::Deserialize;

use super::evidence::{BlobRow, FileRow};
use super::schema::{blob, evidence, evidence_file, evidence_revision};
use super::{Conn, StoreError};

/// A row of `evidence_revision`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = evidence_revision)]
pub struct RevisionRow {
    /// Id of the evidence.
    pub evidence: String,
    /// Its number, from 1.
    pub revision: i64,
    /// Kind, title, day, fields, state and reason as JSON.
    pub body: String,
    /// Name of the account that wrote the next one.
    pub changed_by: String,
    /// When the next one was written.
    pub changed_at: NaiveDateTime,
}

/// What a revision said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Id of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The day it spoke of, ISO 8601.
    pub day: Option<String>,
    /// The catalogue fields of its kind.
    pub fields: BTreeMap<String, String>,
    /// Its state.
    pub state: String,
    /// Why it was sent back.
    pub reason: String,
}

/// The same as it is kept.
#[derive(Deserialize)]
struct Body {
    kind: String,
    title: String,
    day: Option<String>,
    fields: String,
    state: String,
    reason: String,
}

impl RevisionRow {
    /// What it said.
    ///
    /// # Errors
    /// When the row holds something else.
    pub fn said(&self) -> Result<Said, StoreError> {
        let bad = |_fault| StoreError::Row { table: "evidence_revision", value: self.evidence.clone() };
        let Body { kind, title, day, fields, state, reason } =
            serde_json::from_str(&self.body).map_err(bad)?;
        let fields = serde_json::from_str(&fields).map_err(bad)?;
        Ok(Said { kind, title, day, fields, state, reason })
    }
}

/// Keeps what a revision said before the next one takes its place.
///
/// # Errors
/// When the database refuses, as it does for a revision that is kept already.
pub fn insert(conn: &mut Conn, row: &RevisionRow) -> Result<(), StoreError> {
    diesel::insert_into(evidence_revision::table).values(row).execute(conn)?;
    Ok(())
}

/// Earlier revisions of a piece, newest first.
///
/// # Errors
/// When the database refuses.
pub fn of(conn: &mut Conn, id: &str) -> Result<Vec<RevisionRow>, StoreError> {
    let rows = evidence_revision::table.filter(evidence_revision::evidence.eq(id));
    Ok(rows.order(evidence_revision::revision.desc()).select(RevisionRow::as_select()).load(conn)?)
}

/// The files of earlier revisions of a piece, newest revision first.
///
/// # Errors
/// When the database refuses.
pub fn files(conn: &mut Conn, id: &str) -> Result<Vec<(FileRow, BlobRow)>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(blob::table)
        .filter(evidence_file::evidence.eq(id))
        .filter(evidence_file::revision.lt(evidence::revision))
        .order((evidence_file::revision.desc(), evidence_file::position));
    Ok(rows.select((FileRow::as_select(), BlobRow::as_select())).load(conn)?)
}
