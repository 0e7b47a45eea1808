//! Finding evidence: pages of a list, one piece with all that is known of it, one file.

use std::collections::{BTreeMap, HashMap};

use super::change::known;
use super::{Place, SameBytes};
use crate::blob::Sha256Hex;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::intake::{FileKind, Preview, has_preview, preview};
use crate::ops::{Office, OpsError, search};
use crate::store::evidence::{self, BlobRow, EvidenceRow, FileRow, Filter};
use crate::store::revisions::{self, RevisionRow};
use crate::store::{Conn, StoreError};

/// A piece of evidence with its files and where it is filed.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Its row.
    pub row: EvidenceRow,
    /// Its catalogue fields by id.
    pub fields: BTreeMap<String, String>,
    /// The files that count, in order.
    pub files: Vec<(FileRow, BlobRow)>,
    /// Items and years, in order.
    pub places: Vec<Place>,
}

/// Some pieces of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// Newest first.
    pub pieces: Vec<Piece>,
    /// The id to go on after, when there is more.
    pub next: Option<String>,
}

/// What an item has of evidence.
#[derive(Debug, Clone, Default)]
pub struct OfItem {
    /// The newest pieces of each year, newest first.
    pub pieces: Vec<Piece>,
    /// How many pieces each year has.
    pub counts: BTreeMap<i64, i64>,
}

/// All that is known of a piece.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The piece.
    pub piece: Piece,
    /// Earlier revisions, newest first.
    pub earlier: Vec<RevisionRow>,
    /// Files of earlier revisions.
    pub earlier_files: Vec<(FileRow, BlobRow)>,
    /// Other evidence of the county with the same bytes.
    pub same: Vec<SameBytes>,
}

/// A file on its way out.
#[derive(Debug, Clone)]
pub struct FileToSend {
    /// Its original name.
    pub name: String,
    /// By content.
    pub media_type: String,
    /// Its SHA-256.
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

/// A page of a county's evidence.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn list(office: &Office, place: (&str, &str), filter: &Filter) -> Result<Page, OpsError> {
    let conn = &mut *office.store.conn()?;
    let limit = filter.limit.clamp(1, 1_000);
    let mut filter = Filter { limit: limit + 1, ..filter.clone() };
    filter.grams = filter.text.as_deref().and_then(|words| search::in_list(place, words));
    // Signs alone are no words; they are looked for as they are.
    let words = filter.text.take_if(|_| filter.grams.is_some());
    let mut rows = evidence::page(conn, place, &filter)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| row.id.clone());
    let rows = match words {
        Some(words) => search::that_say(conn, rows, &words)?,
        None => rows,
    };
    Ok(Page { pieces: pieces(conn, rows)?, next })
}

/// The newest pieces of a county's item, so many of each year at the most.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn newest_of_item(
    office: &Office,
    place: (&str, &str),
    (item, each): (&str, usize),
) -> Result<OfItem, OpsError> {
    let conn = &mut *office.store.conn()?;
    let filed = evidence::newest_filed(conn, place, (item, each))?;
    let ids: Vec<String> = filed.values().flat_map(|year| year.newest.iter().cloned()).collect();
    let rows = evidence::some(conn, &ids)?;
    let counts = filed.into_iter().map(|(year, filed)| (year, filed.count)).collect();
    Ok(OfItem { pieces: pieces(conn, rows)?, counts })
}

/// The piece with this id: for rights, lists and forms.
///
/// # Errors
/// When there is none, or the database fails.
pub fn piece(office: &Office, id: &str) -> Result<Piece, OpsError> {
    let conn = &mut *office.store.conn()?;
    let row = known(conn, id)?;
    let unknown = || OpsError::NotFound(Message::new("evidence-unknown").with("id", id));
    pieces(conn, vec![row])?.pop().ok_or_else(unknown)
}

/// The piece with this id, when it is the county's.
///
/// # Errors
/// When the county has none, or the database fails.
pub fn piece_of_county(office: &Office, id: &str, county: &str) -> Result<Piece, OpsError> {
    let conn = &mut *office.store.conn()?;
    let unknown = || OpsError::NotFound(Message::new("evidence-unknown").with("id", id));
    let row = evidence::find_of_county(conn, id, county)?.ok_or_else(unknown)?;
    pieces(conn, vec![row])?.pop().ok_or_else(unknown)
}

/// A piece with its earlier revisions and the other uses of its bytes.
///
/// # Errors
/// When there is none, or the database fails.
pub fn detail(office: &Office, id: &str) -> Result<Detail, OpsError> {
    let piece = piece(office, id)?;
    let conn = &mut *office.store.conn()?;
    let hashes: Vec<String> = piece.files.iter().map(|(file, _)| file.sha256.clone()).collect();
    let users = evidence::users_of_blobs(conn, (&piece.row.round, &piece.row.county), &hashes)?;
    let others = users.into_iter().filter(|user| user.evidence != id);
    let same = others.map(|user| {
        let mut files = piece.files.iter().map(|(file, _)| file);
        let name = files.find(|file| file.sha256 == user.sha256).map(|file| file.name.clone());
        SameBytes { name: name.unwrap_or_default(), evidence: user.evidence, title: user.title }
    });
    let same = same.collect();
    let earlier = revisions::of(conn, id)?;
    let earlier_files = revisions::files(conn, id)?;
    Ok(Detail { piece, earlier, earlier_files, same })
}

/// The file at a position of the newest revision.
///
/// # Errors
/// When there is none.
pub fn file_to_send(piece: &Piece, position: i64) -> Result<FileToSend, OpsError> {
    let unknown = || {
        let message = Message::new("evidence-unknown-file").with("position", position);
        OpsError::NotFound(message.with("title", &piece.row.title))
    };
    let (file, blob) = piece.files.iter().find(|(file, _)| file.position == position).ok_or_else(unknown)?;
    to_send(file, blob)
}

/// The same by the piece's id, without looking at all else of it: of any county, or of this one.
///
/// # Errors
/// When there is none, or the database fails.
pub fn find_file(
    office: &Office,
    (id, position): (&str, i64),
    county: Option<&str>,
) -> Result<FileToSend, OpsError> {
    let conn = &mut *office.store.conn()?;
    if let Some((file, blob)) = evidence::find_file(conn, (id, position), county)? {
        return to_send(&file, &blob);
    }
    let row = match county {
        Some(county) => evidence::find_of_county(conn, id, county)?,
        None => evidence::find(conn, id)?,
    };
    let message = match row {
        Some(row) => {
            Message::new("evidence-unknown-file").with("position", position).with("title", &row.title)
        }
        None => Message::new("evidence-unknown").with("id", id),
    };
    Err(OpsError::NotFound(message))
}

/// The file at a position of an earlier revision.
///
/// # Errors
/// When there is none.
pub fn earlier_file(detail: &Detail, (revision, position): (i64, i64)) -> Result<FileToSend, OpsError> {
    let mut files = detail.earlier_files.iter();
    let found = files.find(|(file, _)| (file.revision, file.position) == (revision, position));
    let unknown = || {
        let message = Message::new("evidence-unknown-file").with("position", position);
        OpsError::NotFound(message.with("title", &detail.piece.row.title))
    };
    found.map(|(file, blob)| to_send(file, blob)).ok_or_else(unknown)?
}

/// What the document in a file says, as text and tables; none of a file that is no such document, or one that
/// can't be shown so.
///
/// # Errors
/// When the file can't be read.
pub fn document_text(office: &Office, file: &FileToSend) -> Result<Option<Preview>, OpsError> {
    let kind = FileKind::from_media_type(&file.media_type).filter(|kind| has_preview(*kind));
    let Some(kind) = kind else { return Ok(None) };
    let said = preview(office.blobs.open_here(&file.sha256)?, kind);
    Ok(said.inspect_err(|cause| tracing::info!(%cause, sha256 = %file.sha256, "no preview")).ok())
}

fn to_send(file: &FileRow, blob: &BlobRow) -> Result<FileToSend, OpsError> {
    let bad = || StoreError::Row { table: "evidence_file", value: file.sha256.clone() };
    let sha256: Sha256Hex = file.sha256.parse().map_err(|_fault| bad())?;
    Ok(FileToSend {
        name: file.name.clone(),
        media_type: blob.media_type.clone(),
        sha256,
        size: u64::try_from(blob.size).map_err(|_fault| bad())?,
    })
}

/// Rows with their files and places, in two statements however many they are.
pub(in crate::ops) fn pieces(conn: &mut Conn, rows: Vec<EvidenceRow>) -> Result<Vec<Piece>, StoreError> {
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut files: HashMap<String, Vec<(FileRow, BlobRow)>> = HashMap::new();
    for (file, blob) in evidence::files_of(conn, &ids)? {
        files.entry(file.evidence.clone()).or_default().push((file, blob));
    }
    let mut places: HashMap<String, Vec<Place>> = HashMap::new();
    for link in evidence::links_of(conn, &ids)? {
        let bad = || StoreError::Row { table: "evidence_link", value: link.year.to_string() };
        let year = Year(i32::try_from(link.year).map_err(|_fault| bad())?);
        places.entry(link.evidence.clone()).or_default().push(Place { item: link.item, year });
    }
    let piece = |row: EvidenceRow| {
        let bad = |_fault| StoreError::Row { table: "evidence", value: row.id.clone() };
        Ok(Piece {
            fields: serde_json::from_str(&row.fields).map_err(bad)?,
            files: files.remove(&row.id).unwrap_or_default(),
            places: places.remove(&row.id).unwrap_or_default(),
            row,
        })
    };
    rows.into_iter().map(piece).collect()
}
