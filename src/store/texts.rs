//! What files say, by their SHA-256: read once, whoever files the same bytes again.
//!
//! A text is as secret as the file, so nobody asks for one by its hash alone: what leaves here for people goes by
//! evidence that they may read.

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::conn::all;
use super::evidence::FileRow;
use super::schema::{blob, evidence, evidence_file, file_text};
use super::{Conn, StoreError};

/// The state of a file that says something.
pub const MADE: &str = "made";
/// The state of a file without text that can be read.
pub const NONE: &str = "none";
/// The state of a file that could not be read.
pub const FAILED: &str = "failed";

/// The source of a text that stood in the file as text.
pub const LAYER: &str = "layer";
/// The source of a text that was recognised in pictures, with the mistakes of that.
pub const SCAN: &str = "scan";

/// A row of `file_text`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = file_text)]
pub struct FileTextRow {
    /// The blob.
    pub sha256: String,
    /// `made`, `none` or `failed`.
    pub state: String,
    /// `layer` or `scan`; nothing where there is no text.
    pub source: String,
    /// Why it failed, or nothing.
    pub reason: String,
    /// The version of the readers.
    pub reader: i64,
    /// The text, in lines.
    pub text: String,
    /// Where its parts begin, a JSON array.
    pub marks: String,
    /// Characters.
    pub characters: i64,
    /// Pages, slides or worksheets.
    pub pages: i64,
    /// Whether there is more than was read.
    pub cut: bool,
    /// When it was read.
    pub made_at: NaiveDateTime,
}

/// Keeps a text over the earlier one.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, row: &FileTextRow) -> Result<(), StoreError> {
    diesel::delete(file_text::table.find(&row.sha256)).execute(conn)?;
    diesel::insert_into(file_text::table).values(row).execute(conn)?;
    Ok(())
}

/// The text of a file.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, sha256: &str) -> Result<Option<FileTextRow>, StoreError> {
    Ok(file_text::table.find(sha256).select(FileTextRow::as_select()).first(conn).optional()?)
}

/// Which of some files were read by these readers or later ones, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn read_by(conn: &mut Conn, hashes: &[String], reader: i64) -> Result<Vec<String>, StoreError> {
    let rows = file_text::table.filter(file_text::reader.ge(reader)).select(file_text::sha256);
    Ok(match hashes {
        [hash] => all(conn, rows.filter(file_text::sha256.eq(hash)))?,
        hashes => rows.filter(file_text::sha256.eq_any(hashes)).load(conn)?,
    })
}

/// The next files after a hash that were not read by these readers yet: hash and media type.
///
/// # Errors
/// When the database refuses.
pub fn unread(
    conn: &mut Conn,
    (types, reader): (&[&str], i64),
    (after, limit): (&str, i64),
) -> Result<Vec<(String, String)>, StoreError> {
    let read =
        file_text::table.filter(file_text::sha256.eq(blob::sha256)).filter(file_text::reader.ge(reader));
    let rows = blob::table
        .filter(blob::media_type.eq_any(types))
        .filter(blob::sha256.gt(after))
        .filter(diesel::dsl::not(diesel::dsl::exists(read)));
    Ok(rows.order(blob::sha256).limit(limit).select((blob::sha256, blob::media_type)).load(conn)?)
}

/// The texts of some evidence, those that say something, in the order of evidence and files; one statement.
///
/// # Errors
/// When the database refuses.
pub fn of_evidence(conn: &mut Conn, ids: &[String]) -> Result<Vec<(FileRow, FileTextRow)>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(file_text::table.on(file_text::sha256.eq(evidence_file::sha256)))
        .filter(evidence_file::evidence.eq_any(ids))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(file_text::state.eq(MADE))
        .order((evidence_file::evidence, evidence_file::position));
    Ok(rows.select((FileRow::as_select(), FileTextRow::as_select())).load(conn)?)
}

/// The texts of some files, those that say something.
///
/// # Errors
/// When the database refuses.
pub fn some(conn: &mut Conn, hashes: &[String]) -> Result<Vec<String>, StoreError> {
    let rows = file_text::table.filter(file_text::state.eq(MADE)).select(file_text::text);
    Ok(match hashes {
        [hash] => all(conn, rows.filter(file_text::sha256.eq(hash)))?,
        hashes => rows.filter(file_text::sha256.eq_any(hashes)).load(conn)?,
    })
}

/// How much a file of some evidence says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Length {
    /// Id of the evidence.
    pub evidence: String,
    /// The file.
    pub sha256: String,
    /// Characters of its text.
    pub characters: i64,
}

/// How much the files of some evidence say, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn lengths(conn: &mut Conn, ids: &[String]) -> Result<Vec<Length>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(file_text::table.on(file_text::sha256.eq(evidence_file::sha256)))
        .filter(evidence_file::evidence.eq_any(ids))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(file_text::state.eq(MADE));
    Ok(rows.select((evidence_file::evidence, file_text::sha256, file_text::characters)).load(conn)?)
}

/// The texts of some files with their hashes, those that say something.
///
/// # Errors
/// When the database refuses.
pub fn by_hash(conn: &mut Conn, hashes: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let rows = file_text::table.filter(file_text::sha256.eq_any(hashes)).filter(file_text::state.eq(MADE));
    Ok(rows.select((file_text::sha256, file_text::text)).load(conn)?)
}

/// A part of what a file says, long enough to show where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Of the text, 100,000 characters at the most.
    pub text: String,
    /// The characters before it.
    pub before: usize,
    /// Where the parts of the whole text begin, a JSON array.
    pub marks: String,
    /// `layer` or `scan`.
    pub source: String,
}

/// Of each text of some evidence, in the order of files, the beginning; or where one of two words stands first, when
/// that is further on. One statement.
///
/// # Errors
/// When the database refuses.
pub fn stretches(
    conn: &mut Conn,
    ids: &[String],
    words: [&str; 2],
) -> Result<Vec<(FileRow, Stretch)>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(file_text::table.on(file_text::sha256.eq(evidence_file::sha256)))
        .filter(evidence_file::evidence.eq_any(ids))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(file_text::state.eq(MADE))
        .order((evidence_file::evidence, evidence_file::position));
    let find = match conn {
        Conn::Sqlite(_) => "instr",
        Conn::Postgres(_) => "strpos",
    };
    // Nothing but letters and digits, so none can end its quotes.
    let plain = |word: &str| word.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let [one, other] = words.map(|word| format!("{find}(file_text.text, '{}')", plain(word)));
    let begins = format!(
        "(CASE WHEN {one} > 99000 THEN {one} - 1000 WHEN {one} = 0 AND {other} > 99000 THEN {other} - 1000 ELSE 1 END)"
    );
    let text = sql::<Text>(&format!("substr(file_text.text, {begins}, 100000)"));
    let begins = sql::<BigInt>(&format!("CAST({begins} AS BIGINT)"));
    let columns = (text, begins, file_text::marks, file_text::source);
    let rows: Vec<(FileRow, (String, i64, String, String))> =
        rows.select((FileRow::as_select(), columns)).load(conn)?;
    let stretch = |(text, begins, marks, source): (String, i64, String, String)| {
        let before = usize::try_from(begins.saturating_sub(1)).unwrap_or_default();
        Stretch { text, before, marks, source }
    };
    Ok(rows.into_iter().map(|(file, said)| (file, stretch(said))).collect())
}

/// Forgets what was said of files with a reason, so that they are read again.
///
/// # Errors
/// When the database refuses.
pub fn forget(conn: &mut Conn, reason: &str) -> Result<(), StoreError> {
    diesel::delete(file_text::table.filter(file_text::reason.eq(reason))).execute(conn)?;
    Ok(())
}
