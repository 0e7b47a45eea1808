//! What a file says, read once for search and checks. The file is read by a process of its own
//! ([`crate::intake::TextReader`]); whatever comes of it, a row says so, so that nobody waits for a text that
//! never comes.

use super::scan::{NO_SCANNER, is_scanned};
use super::work::{Made, Stop, Work};
use super::{Asked, JobKind, new, now};
use crate::blob::Sha256Hex;
use crate::domain::message::Message;
use crate::intake::{FileKind, FileText, TEXT_VERSION, TextFault, has_text};
use crate::ops::By;
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::jobs;
use crate::store::texts::{self, FAILED, FileTextRow, LAYER, MADE, NONE};
use crate::store::{self, Conn, StoreError};

/// What stands for the reason while the pages of a file are being looked at.
pub(in crate::ops) const SCANNING: &str = "scanning";

/// Asks for the texts of some files that nobody has read, and for words in pictures when there is who finds them; call it in the transaction that keeps the files, and
/// ring the bell afterwards when it gives `true`.
pub(in crate::ops) fn want_texts(
    conn: &mut Conn,
    by: &By,
    (files, scanner): (&[(FileRow, BlobRow)], bool),
) -> Result<bool, StoreError> {
    let files = files.iter().map(|(_, blob)| (blob.sha256.clone(), blob.media_type.clone())).collect();
    Ok(ask(conn, by, (files, scanner))? > 0)
}

/// Asks for the texts of files, hash and media type, and gives how many are to be read.
pub(super) fn ask(
    conn: &mut Conn,
    by: &By,
    (files, scanner): (Vec<(String, String)>, bool),
) -> Result<usize, StoreError> {
    let mut wanted: Vec<(String, (JobKind, FileKind))> =
        files.into_iter().filter_map(|(sha256, of)| Some((sha256, way(&of, scanner)?))).collect();
    wanted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    wanted.dedup_by(|one, other| one.0 == other.0);
    if wanted.is_empty() {
        return Ok(0);
    }
    let hashes: Vec<String> = wanted.iter().map(|(sha256, _)| sha256.clone()).collect();
    let read = texts::read_by(conn, &hashes, TEXT_VERSION)?;
    let asked = jobs::of(conn, &[JobKind::Text.id(), JobKind::Scan.id()], &hashes)?;
    wanted.retain(|(sha256, _)| !read.contains(sha256));
    wanted.retain(|(sha256, _)| !asked.iter().any(|job| job.subject == *sha256 && job.ended_at.is_none()));
    for (sha256, (job, kind)) in &wanted {
        jobs::insert(conn, &new(by, &Asked { kind: *job, subject: sha256, detail: kind.extension() }))?;
    }
    Ok(wanted.len())
}

/// How the text of files of a media type is got, if it is.
fn way(media_type: &str, scanner: bool) -> Option<(JobKind, FileKind)> {
    let kind = FileKind::from_media_type(media_type)?;
    match (has_text(kind), scanner && is_scanned(kind)) {
        (true, _) => Some((JobKind::Text, kind)),
        (_, true) => Some((JobKind::Scan, kind)),
        _ => None,
    }
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
    let mut row = row(sha256, said)?;
    if (row.state.as_str(), kind) == (NONE, FileKind::Pdf) {
        row.reason = look_at_pages(work)?.to_owned();
    }
    Ok(Made { text: Some(row), ..Made::default() })
}

/// The pages of a PDF without text are pictures, it seems: they are looked at where that can be done. Gives why there
/// is no text yet.
fn look_at_pages(work: &Work<'_>) -> Result<&'static str, Stop> {
    if work.office.scanner.is_none() {
        return Ok(NO_SCANNER);
    }
    let by = By { account: work.job.asked_by.clone(), at: now() };
    let asked = Asked { kind: JobKind::Scan, subject: &work.job.subject, detail: &work.job.detail };
    store::write(&mut *work.office.store.conn()?, |conn| super::ask(conn, &by, &asked))?;
    Ok(SCANNING)
}

/// What is kept of what a file says.
pub(super) fn row(sha256: &str, said: Result<FileText, TextFault>) -> Result<FileTextRow, StoreError> {
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
