//! Uploads in pieces as programs see them.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ops::uploads::{Begun, Proposed, Source};

/// An upload that has been begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadJson {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// Bytes that it will have.
    pub size: u64,
    /// Bytes that have come.
    pub offset: u64,
    /// The evidence that it has become.
    pub evidence: Option<String>,
    /// Until when it waits, in UTC.
    pub expires_at: String,
}

impl UploadJson {
    /// An upload of which so many bytes have come.
    pub fn new(upload: &Begun, offset: u64) -> Self {
        Self {
            id: upload.row.id.clone(),
            name: upload.row.name.clone(),
            size: upload.size(),
            offset,
            evidence: upload.row.evidence.clone(),
            expires_at: upload.row.expires_at.and_utc().to_rfc3339(),
        }
    }
}

/// What a file seems to be evidence of.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalJson {
    /// Id of the likeliest kind in the sheet.
    pub kind: String,
    /// What it may be called.
    pub title: String,
    /// Where the title comes from: `name` or `file`.
    pub title_from: String,
    /// The day it speaks of, ISO 8601.
    pub day: Option<String>,
    /// Where the day comes from: `name` or `file`.
    pub day_from: String,
    /// Codes of items.
    pub items: Vec<String>,
    /// Assessment years.
    pub years: Vec<i32>,
    /// What does not agree or is not known, as sentences.
    pub notes: Vec<String>,
}

impl ProposalJson {
    /// A proposal with its notes as sentences.
    pub fn new(proposed: Proposed, notes: Vec<String>) -> Self {
        let proposal = proposed.proposal;
        Self {
            kind: proposal.kind,
            title: proposal.title,
            title_from: id(proposed.title_from),
            day: proposal.day.map(|day| day.to_string()),
            day_from: id(proposed.day_from),
            items: proposal.items,
            years: proposal.years.iter().map(|year| year.0).collect(),
            notes,
        }
    }
}

fn id(source: Source) -> String {
    match source {
        Source::Name => "name",
        Source::File => "file",
    }
    .to_owned()
}
