//! What a check looks at: the round, the county, and the evidence that is filed in it.

use std::collections::{BTreeSet, HashMap};

use crate::domain::finding::{ItemYear, Spot};
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::ops::evidence::{Piece, pieces};
use crate::ops::jobs::is_picture;
use crate::ops::scores::RoundView;
use crate::store::evidence::{self, FileRow, Filter};
use crate::store::photo_prints::{self, MarksRow};
use crate::store::rounds::CountyRow;
use crate::store::{Conn, StoreError};

/// Pieces that are read at once.
const BATCH: i64 = 1_000;

/// A county that is looked at.
pub(super) struct Scene<'a> {
    /// The round with its sheets.
    pub(super) view: &'a RoundView,
    /// The county itself.
    pub(super) county: &'a CountyRow,
    /// The evidence that is filed under an item and a year, oldest first, with the files that count.
    pub(super) pieces: Vec<Piece>,
    /// What was read out of their pictures, by SHA-256.
    pub(super) marks: HashMap<String, MarksRow>,
}

impl<'a> Scene<'a> {
    pub(super) fn load(
        conn: &mut Conn,
        view: &'a RoundView,
        county: &'a CountyRow,
    ) -> Result<Self, OpsError> {
        let place = (view.round.code.as_str(), county.code.as_str());
        let pieces = all_filed(conn, place)?;
        let marks = photo_prints::marks(conn, &pictures_of(&pieces))?;
        let marks = marks.into_iter().map(|row| (row.sha256.clone(), row)).collect();
        Ok(Self { view, county, pieces, marks })
    }

    /// The hashes of all pictures, each once.
    pub(super) fn pictures(&self) -> Vec<String> {
        pictures_of(&self.pieces)
    }

    /// Every picture with its piece.
    pub(super) fn uses(&self) -> impl Iterator<Item = (&Piece, &FileRow)> {
        self.pieces.iter().flat_map(|piece| pictures_in(piece).map(move |file| (piece, file)))
    }
}

/// The pictures among the files of a piece.
pub(super) fn pictures_in(piece: &Piece) -> impl Iterator<Item = &FileRow> {
    piece.files.iter().filter(|(_, blob)| is_picture(&blob.media_type)).map(|(file, _)| file)
}

fn pictures_of(pieces: &[Piece]) -> Vec<String> {
    let all: BTreeSet<&String> = pieces.iter().flat_map(pictures_in).map(|file| &file.sha256).collect();
    all.into_iter().cloned().collect()
}

/// Whether a kind of evidence is photos, whose catalogue names the photographer.
pub(super) fn is_photo_kind(view: &RoundView, piece: &Piece) -> bool {
    let kind = view.standard(Phase::Final).kind(&piece.row.kind);
    kind.is_some_and(|kind| kind.fields.iter().any(|field| field == "photographer"))
}

fn all_filed(conn: &mut Conn, place: (&str, &str)) -> Result<Vec<Piece>, StoreError> {
    let mut all = Vec::new();
    let mut filter = Filter { limit: BATCH, ..Filter::default() };
    loop {
        let rows = evidence::page(conn, place, &filter)?;
        let Some(last) = rows.last() else { break };
        filter.after = Some(last.id.clone());
        all.extend(pieces(conn, rows)?.into_iter().filter(|piece| !piece.places.is_empty()));
    }
    all.reverse();
    Ok(all)
}

/// The items and years that a piece is filed under.
pub(super) fn parts_of(piece: &Piece) -> impl Iterator<Item = ItemYear> + '_ {
    piece.places.iter().map(|place| ItemYear { item: place.item.clone(), year: Some(place.year) })
}

/// A file of a piece as a place.
pub(super) fn spot_of(piece: &Piece, file: &FileRow) -> Spot {
    let media_type = piece.files.iter().find(|(known, _)| known.position == file.position);
    Spot {
        evidence: Some(piece.row.id.clone()),
        title: piece.row.title.clone(),
        file: Some(file.position),
        picture: media_type.is_some_and(|(_, blob)| is_picture(&blob.media_type)),
        ..Spot::default()
    }
}
