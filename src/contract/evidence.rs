//! Evidence as programs see it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ops::evidence::{Detail, Filed, Page, Piece, Place, SameBytes, Taken};
use crate::store::StoreError;
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::revisions::RevisionRow;

/// A piece of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceJson {
    /// Its id.
    pub id: String,
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The day it speaks of, ISO 8601.
    pub day: Option<String>,
    /// Catalogue fields by their ids.
    pub fields: BTreeMap<String, String>,
    /// Where it stands in review: `waiting`, `accepted` or `sent_back`.
    pub state: String,
    /// Why it was sent back; empty otherwise.
    pub reason: String,
    /// The revision that counts, from 1.
    pub revision: i64,
    /// Items and years that it is filed under.
    pub places: Vec<PlaceJson>,
    /// Its files, in order.
    pub files: Vec<FileJson>,
    /// Name of the account that filed it.
    pub added_by: String,
    /// When, in UTC.
    pub added_at: String,
}

/// An item and a year that evidence is filed under.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceJson {
    /// Code of the item or bonus item.
    pub item: String,
    /// The assessment year.
    pub year: i32,
}

/// A file of a piece of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileJson {
    /// Its place among the files, from 1.
    pub position: i64,
    /// Its original name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type, by content.
    pub media_type: String,
}

/// Some pieces of a list, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidencePageJson {
    /// The pieces.
    pub evidence: Vec<EvidenceJson>,
    /// What to give as `after` for the next page; `null` at the end.
    pub next: Option<String>,
}

/// A piece of evidence with all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceDetailJson {
    /// The piece as it counts.
    #[serde(flatten)]
    pub evidence: EvidenceJson,
    /// Earlier revisions, newest first.
    pub earlier: Vec<RevisionJson>,
    /// Other evidence of the county with the same bytes.
    pub same: Vec<SameJson>,
}

/// What an earlier revision said.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevisionJson {
    /// Its number, from 1.
    pub revision: i64,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The day it spoke of, ISO 8601.
    pub day: Option<String>,
    /// Catalogue fields by their ids.
    pub fields: BTreeMap<String, String>,
    /// Where it stood in review.
    pub state: String,
    /// Why it was sent back; empty otherwise.
    pub reason: String,
    /// Its files, in order.
    pub files: Vec<FileJson>,
    /// Name of the account that wrote the next one.
    pub changed_by: String,
    /// When the next one was written, in UTC.
    pub changed_at: String,
}

/// Other evidence with the same bytes.
#[derive(Debug, Serialize, ToSchema)]
pub struct SameJson {
    /// Name of the file here.
    pub name: String,
    /// Id of the other evidence.
    pub evidence: String,
    /// Title of the other evidence.
    pub title: String,
}

/// What became of an upload: rows and files are safe on disk.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiledJson {
    /// Id of the evidence.
    pub id: String,
    /// SHA-256 of the first file.
    pub sha256: String,
    /// All files, in order.
    pub files: Vec<FileJson>,
    /// What the sender should know, in the sender's language.
    pub notes: Vec<String>,
    /// Evidence of the county that had some of the bytes already.
    pub same: Vec<SameJson>,
}

/// An upload of evidence: parts in any order, `file` as often as there are files.
#[derive(Debug, ToSchema)]
pub struct UploadForm {
    /// The files, each in a part of its own with its original name.
    #[schema(value_type = Vec<String>, format = Binary)]
    pub file: Vec<Vec<u8>>,
    /// Ids of whole uploads, whose files come behind those of the form.
    pub upload: Option<Vec<String>>,
    /// Codes of the items that it proves; one part with commas, or a part for each.
    pub items: Vec<String>,
    /// Assessment years that it proves; when there is none, the year of its day.
    pub year: Option<Vec<i32>>,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Its title; when there is none, the first file's name.
    pub title: Option<String>,
    /// The other catalogue fields of its kind, by their ids in the sheet.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

/// What an inspector says of a piece of evidence.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewJson {
    /// What becomes of it.
    pub state: VerdictJson,
    /// Why it is sent back.
    #[serde(default)]
    pub reason: String,
    /// The revision that was looked at; the newest when it is left out.
    pub revision: Option<i64>,
}

/// What becomes of a piece in review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictJson {
    /// It proves what it is filed under.
    Accepted,
    /// It does not; the reason says why.
    SentBack,
}

impl From<Piece> for EvidenceJson {
    fn from(piece: Piece) -> Self {
        let Piece { row, fields, files, places } = piece;
        Self {
            id: row.id,
            round: row.round,
            county: row.county,
            kind: row.kind,
            title: row.title,
            day: row.day,
            fields,
            state: row.state,
            reason: row.reason,
            revision: row.revision,
            places: places.into_iter().map(PlaceJson::from).collect(),
            files: files.into_iter().map(FileJson::from).collect(),
            added_by: row.added_by,
            added_at: row.added_at.and_utc().to_rfc3339(),
        }
    }
}

impl From<Place> for PlaceJson {
    fn from(place: Place) -> Self {
        Self { item: place.item, year: place.year.0 }
    }
}

impl From<(FileRow, BlobRow)> for FileJson {
    fn from((file, blob): (FileRow, BlobRow)) -> Self {
        Self {
            position: file.position,
            name: file.name,
            sha256: file.sha256,
            size: blob.size,
            media_type: blob.media_type,
        }
    }
}

impl From<Page> for EvidencePageJson {
    fn from(page: Page) -> Self {
        Self { evidence: page.pieces.into_iter().map(EvidenceJson::from).collect(), next: page.next }
    }
}

impl From<SameBytes> for SameJson {
    fn from(same: SameBytes) -> Self {
        Self { name: same.name, evidence: same.evidence, title: same.title }
    }
}

impl TryFrom<Detail> for EvidenceDetailJson {
    type Error = StoreError;

    fn try_from(detail: Detail) -> Result<Self, StoreError> {
        let files = detail.earlier_files;
        let earlier = detail.earlier.into_iter().map(|row| {
            let own = files.iter().filter(|(file, _)| file.revision == row.revision);
            RevisionJson::read(&row, own.cloned().map(FileJson::from).collect())
        });
        Ok(Self {
            earlier: earlier.collect::<Result<_, _>>()?,
            evidence: detail.piece.into(),
            same: detail.same.into_iter().map(SameJson::from).collect(),
        })
    }
}

impl RevisionJson {
    fn read(row: &RevisionRow, files: Vec<FileJson>) -> Result<Self, StoreError> {
        let said = row.said()?;
        Ok(Self {
            revision: row.revision,
            kind: said.kind,
            title: said.title,
            day: said.day,
            fields: said.fields,
            state: said.state,
            reason: said.reason,
            files,
            changed_by: row.changed_by.clone(),
            changed_at: row.changed_at.and_utc().to_rfc3339(),
        })
    }
}

impl FiledJson {
    /// The answer to a filing; `notes` in the sender's language.
    pub fn new(filed: Filed, files: &[Taken], notes: Vec<String>) -> Self {
        let first = files.first().map(|file| file.stored.sha256.as_str().to_owned());
        let files = (1i64..).zip(files).map(|(position, file)| FileJson {
            position,
            name: file.name.clone(),
            sha256: file.stored.sha256.as_str().to_owned(),
            size: i64::try_from(file.stored.size).unwrap_or(i64::MAX),
            media_type: file.media_type.clone(),
        });
        Self {
            id: filed.id,
            sha256: first.unwrap_or_default(),
            files: files.collect(),
            notes,
            same: filed.same.into_iter().map(SameJson::from).collect(),
        }
    }
}
