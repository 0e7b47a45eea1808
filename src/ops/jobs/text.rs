//! What a file says, read once for search and checks. The file is read by a process of its own
//! ([`crate::intake::TextReader`]); whatever comes of it, a row says so, so that nobody waits for a text that
//! never comes.

use super::work::{Made, Stop, Work};
use super::{Asked, JobKind, new, now};
use crate::blob::Sha256Hex;
use crate::domain::message::Message;
use crate::intake::{FileKind, FileText, TEXT_VERSION, TextFault, has_text};
use crate::ops::By;
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::jobs;
use crate::store::texts::{self, FAILED, FileTextRow, LAYER, MADE, NONE};
use crate::store::{Conn, StoreError};

/// Asks for the texts of some files that nobody has read; call it in the transaction that keeps the files, and
/// ring the bell afterwards when it gives `true`.
pub(in crate::ops) fn want_texts(
    conn: &mut Conn,
    by: &By,
    files: &[(FileRow, BlobRow)],
) -> Result<bool, StoreError> {
    let files = files.iter().map(|(_, blob)| (blob.sha256.clone(), blob.media_type.clone())).collect();
    Ok(ask(conn, by, files)? > 0)
}

/// Asks for the texts of files, hash and media type, and gives how many are to be read.
pub(super) fn ask(conn: &mut Conn, by: &By, files: Vec<(String, String)>) -> Result<usize, StoreError> {
    let kind_of = |media_type: &str| FileKind::from_media_type(media_type).filter(|kind| has_text(*kind));
    let mut wanted: Vec<(String, FileKind)> =
        files.into_iter().filter_map(|(sha256, of)| Some((sha256, kind_of(&of)?))).collect();
    wanted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    wanted.dedup_by(|one, other| one.0 == other.0);
    if wanted.is_empty() {
        return Ok(0);
    }
    let hashes: Vec<String> = wanted.iter().map(|(sha256, _)| sha256.clone()).collect();
    let read = texts::read_by(conn, &hashes, TEXT_VERSION)?;
    let asked = jobs::of(conn, JobKind::Text.id(), &hashes)?;
    wanted.retain(|(sha256, _)| !read.contains(sha256));
    wanted.retain(|(sha256, _)| !asked.iter().any(|job| job.subject == *sha256 && job.ended_at.is_none()));
    for (sha256, kind) in &wanted {
        let asked = Asked { kind: JobKind::Text, subject: sha256, detail: kind.extension() };
        jobs::insert(conn, &new(by, &asked))?;
    }
    Ok(wanted.len())
}

/// Reads one.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let (sha256, office) = (&work.job.subject, work.office);
    let bad = |_fault| StoreError::Row { table: "job", value: sha256.clone() };
    let hash: Sha256Hex = sha256.parse().map_err(bad)?;
    let unknown = || Stop::Never(Message::new("job-unknown-kind").with("kind", &work.job.detail));
    let kind = FileKind::from_extension(&work.job.detail).ok_or_else(unknown)?;
    let said = office.reader.read(office.blobs.open_here(&hash)?, kind)?;
    work.go_on(1, 1)?;
    Ok(Made { text: Some(row(sha256, said)?), ..Made::default() })
}

/// What is kept of what a file says.
fn row(sha256: &str, said: Result<FileText, TextFault>) -> Result<FileTextRow, StoreError> {
    let (said, reason) = match said {
        Ok(said) => (said, ""),
        Err(fault) => (FileText::default(), fault.id()),
    };
    let is_blank = said.text.trim().is_empty();
    let state = match reason {
        "" if is_blank => NONE,
        "" => MADE,
        _ => FAILED,
    };
    let bad = |_fault| StoreError::Row { table: "file_text", value: sha256.to_owned() };
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(FileTextRow {
        sha256: sha256.to_owned(),
        state: state.to_owned(),
        source: if is_blank { "" } else { LAYER }.to_owned(),
        reason: reason.to_owned(),
        reader: TEXT_VERSION,
        characters: count(said.text.chars().count()),
        pages: count(said.pages),
        marks: serde_json::to_string(&said.marks).map_err(bad)?,
        cut: said.cut,
        text: said.text,
        made_at: now(),
    })
}
