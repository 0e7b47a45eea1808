//! What a search found, as programs see it.

use serde::Serialize;
use utoipa::ToSchema;

use super::PlaceJson;
use crate::intake::TextPlace;
use crate::ops::search::{Found, Hit, Part, Passage};

/// A page of hits, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchJson {
    /// How many hits there are in all, of what the asker may read.
    pub count: i64,
    /// Whether there may be fewer, because not all that the index suggests for a long word could be looked at.
    pub at_most: bool,
    /// The hits of this page.
    pub hits: Vec<HitJson>,
    /// What to give as `after` for the next page; `null` at the end.
    pub next: Option<String>,
}

/// A piece of evidence that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitJson {
    /// Its id.
    pub id: String,
    /// The county's code.
    pub county: String,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The day it speaks of, ISO 8601.
    pub day: Option<String>,
    /// Where it stands in review.
    pub state: String,
    /// Items and years that it is filed under.
    pub places: Vec<PlaceJson>,
    /// Where a file says what was looked for; `null` when only title, fields or names do.
    pub passage: Option<PassageJson>,
}

/// A passage of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassageJson {
    /// The file's position in its piece, from 1.
    pub position: i64,
    /// The file's name.
    pub name: String,
    /// The page or slide, from 1.
    pub page: Option<usize>,
    /// The worksheet.
    pub sheet: Option<String>,
    /// Whether the text was recognised in pictures.
    pub from_scan: bool,
    /// What it says, in stretches.
    pub parts: Vec<PartJson>,
}

/// A stretch of a passage.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartJson {
    /// Its text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

impl From<Found> for SearchJson {
    fn from(found: Found) -> Self {
        Self {
            count: found.count,
            at_most: found.at_most,
            hits: found.hits.into_iter().map(HitJson::from).collect(),
            next: found.next.map(|next| next.to_string()),
        }
    }
}

impl From<Hit> for HitJson {
    fn from(Hit { piece, passage, .. }: Hit) -> Self {
        Self {
            id: piece.row.id,
            county: piece.row.county,
            kind: piece.row.kind,
            title: piece.row.title,
            day: piece.row.day,
            state: piece.row.state,
            places: piece.places.into_iter().map(PlaceJson::from).collect(),
            passage: passage.map(PassageJson::from),
        }
    }
}

impl From<Passage> for PassageJson {
    fn from(passage: Passage) -> Self {
        let (page, sheet) = match passage.place {
            Some(TextPlace::Page(page)) => (Some(page), None),
            Some(TextPlace::Sheet(sheet)) => (None, Some(sheet)),
            Some(TextPlace::Margin) | None => (None, None),
        };
        let parts = passage.parts.into_iter().map(|Part { text, hit }| PartJson { text, hit });
        Self {
            position: passage.position,
            name: passage.name,
            page,
            sheet,
            from_scan: passage.from_scan,
            parts: parts.collect(),
        }
    }
}
