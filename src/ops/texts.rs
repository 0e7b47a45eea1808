//! What the files of evidence say: for checks, for pages, for search. By evidence alone, never by a hash: who asks
//! for evidence has the right to it.

use std::collections::HashMap;

use super::evidence::pieces;
use super::evidence::{FileToSend, Piece};
use super::jobs::{NO_SCANNER, SCANNING, is_scanned};
use super::{Office, OpsError, search};
use crate::domain::message::Message;
use crate::intake::{FileKind, Mark, TextFault, TextPlace, has_text};
use crate::store::evidence::{self, FileRow, Filter};
use crate::store::texts::{self, FileTextRow};
use crate::store::{Conn, StoreError};

/// Pieces whose texts are in memory at once.
const AT_ONCE: i64 = 20;

/// What a file of a piece says.
#[derive(Debug, Clone)]
pub struct TextOfFile {
    /// The file.
    pub file: FileRow,
    /// Its text, in lines; cells of a row have tabs between them.
    pub text: String,
    /// Where its parts begin, in characters.
    pub marks: Vec<Mark>,
    /// Whether it was recognised in pictures, with the mistakes of that.
    pub from_scan: bool,
}

impl TextOfFile {
    /// The page, worksheet or margin that a character stands in, counted from 0.
    pub fn place_of(&self, at: usize) -> Option<&TextPlace> {
        let after = self.marks.partition_point(|mark| mark.at <= at);
        after.checked_sub(1).and_then(|before| self.marks.get(before)).map(|mark| &mark.place)
    }
}

/// A piece of evidence (with its files, items and years) and what its files say; those that say nothing are left out.
#[derive(Debug, Clone)]
pub struct PieceText {
    /// The piece.
    pub piece: Piece,
    /// In the order of its files.
    pub texts: Vec<TextOfFile>,
}

/// Goes through a county's evidence in a round, newest first, a few pieces at a time.
///
/// # Errors
/// When the database fails, or `each` refuses.
pub fn each_of_county<E: From<OpsError>>(
    office: &Office,
    place: (&str, &str),
    mut each: impl FnMut(PieceText) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = None;
    loop {
        let filter = Filter { after, limit: AT_ONCE, ..Filter::default() };
        let few = few(office, place, &filter)?;
        after = match few.last() {
            Some(last) => Some(last.piece.row.id.clone()),
            None => return Ok(()),
        };
        few.into_iter().try_for_each(&mut each)?;
    }
}

fn few(office: &Office, place: (&str, &str), filter: &Filter) -> Result<Vec<PieceText>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let rows = evidence::page(conn, place, filter)?;
    let pieces = pieces(conn, rows)?;
    Ok(with_texts(conn, pieces)?)
}

/// What the files of a piece say, which the asker may read.
///
/// # Errors
/// When the database fails.
pub fn of_piece(office: &Office, piece: &Piece) -> Result<Vec<TextOfFile>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let rows = texts::of_evidence(conn, std::slice::from_ref(&piece.row.id))?;
    Ok(rows.into_iter().map(of_file).collect::<Result<_, _>>()?)
}

/// What is known of what a file says.
#[derive(Debug, Clone)]
pub enum Known {
    /// This.
    Said {
        /// The text, in lines.
        text: String,
        /// Where its parts begin, in characters.
        marks: Vec<Mark>,
        /// Whether it was recognised in pictures.
        from_scan: bool,
        /// Whether there is more than was read.
        cut: bool,
    },
    /// Nothing, and this is why.
    Nothing(Message),
}

/// What a file says, which the asker may read; and why there is nothing if there is not.
///
/// # Errors
/// When the database fails.
pub fn of_file_shown(office: &Office, file: &FileToSend) -> Result<Known, OpsError> {
    let conn = &mut *office.store.conn()?;
    let Some(row) = texts::find(conn, file.sha256.as_str())? else {
        let kind = FileKind::from_media_type(&file.media_type);
        let soon = kind.is_some_and(|kind| has_text(kind) || office.scanner.is_some() && is_scanned(kind));
        return Ok(Known::Nothing(Message::new(if soon { "text-soon" } else { "text-none" })));
    };
    if row.state == texts::MADE {
        let bad = |_fault| StoreError::Row { table: "file_text", value: row.sha256.clone() };
        let marks = serde_json::from_str(&row.marks).map_err(bad)?;
        let from_scan = row.source == texts::SCAN;
        return Ok(Known::Said { text: row.text, marks, from_scan, cut: row.cut });
    }
    Ok(Known::Nothing(Message::new(match (row.reason.as_str(), TextFault::from_id(&row.reason)) {
        (SCANNING, _) => "text-scanning",
        (NO_SCANNER, _) => "text-no-scanner",
        (_, Some(TextFault::Damaged)) => "text-damaged",
        (_, Some(TextFault::Locked)) => "text-locked",
        (_, Some(TextFault::TooMuch)) => "text-too-much",
        _ => "text-none",
    })))
}

/// Pieces with their texts, in one statement.
fn with_texts(conn: &mut Conn, pieces: Vec<Piece>) -> Result<Vec<PieceText>, StoreError> {
    let ids: Vec<String> = pieces.iter().map(|piece| piece.row.id.clone()).collect();
    let mut found = of_ids(conn, &ids)?;
    let with = |piece: Piece| PieceText { texts: found.remove(&piece.row.id).unwrap_or_default(), piece };
    Ok(pieces.into_iter().map(with).collect())
}

/// What the files of some evidence say, by the evidence's id, in one statement.
pub(super) fn of_ids(
    conn: &mut Conn,
    ids: &[String],
) -> Result<HashMap<String, Vec<TextOfFile>>, StoreError> {
    let mut found: HashMap<String, Vec<TextOfFile>> = HashMap::new();
    for row in texts::of_evidence(conn, ids)? {
        let text = of_file(row)?;
        found.entry(text.file.evidence.clone()).or_default().push(text);
    }
    Ok(found)
}

fn of_file((file, row): (FileRow, FileTextRow)) -> Result<TextOfFile, StoreError> {
    let bad = |_fault| StoreError::Row { table: "file_text", value: row.sha256.clone() };
    let marks = serde_json::from_str(&row.marks).map_err(bad)?;
    Ok(TextOfFile { file, marks, from_scan: row.source == texts::SCAN, text: row.text })
}

/// Keeps what a file says and takes it into the index, in the transaction of its caller.
pub(super) fn keep(conn: &mut Conn, row: &FileTextRow) -> Result<(), StoreError> {
    texts::write(conn, row)?;
    search::index_users(conn, row)
}
