//! The texts of written reports: evidence of some kinds whose files say something.

use diesel::prelude::*;

use super::schema::{evidence, evidence_file, file_text};
use super::{Conn, StoreError, texts};

/// A file of a report, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct WrittenRow {
    /// The county's code.
    pub county: String,
    /// Id of the evidence.
    pub evidence: String,
    /// Its title.
    pub title: String,
    /// The blob.
    pub sha256: String,
    /// Characters of the text.
    pub characters: i64,
}

/// The newest files of evidence of some kinds that was not sent back, of some counties; one statement.
///
/// # Errors
/// When the database refuses.
pub fn newest(
    conn: &mut Conn,
    (round, counties): (&str, &[String]),
    kinds: &[String],
    (longest, limit): (i64, i64),
) -> Result<Vec<WrittenRow>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(file_text::table.on(file_text::sha256.eq(evidence_file::sha256)))
        .filter(evidence::round.eq(round))
        .filter(evidence::county.eq_any(counties))
        .filter(evidence::kind.eq_any(kinds))
        .filter(evidence::state.ne("sent_back"))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(file_text::state.eq(texts::MADE))
        .filter(file_text::characters.le(longest));
    let columns = (evidence::county, evidence::id, evidence::title, file_text::sha256, file_text::characters);
    Ok(rows.order((evidence::id.desc(), evidence_file::position)).limit(limit).select(columns).load(conn)?)
}

/// The texts of some files, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn texts(conn: &mut Conn, hashes: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let rows = file_text::table.filter(file_text::sha256.eq_any(hashes));
    Ok(rows.select((file_text::sha256, file_text::text)).load(conn)?)
}
