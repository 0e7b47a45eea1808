//! What came back: evidence that inspectors sent back, with their reasons.

use serde::Serialize;

use crate::domain::proof::ReviewState;
use crate::domain::standard::Standard;
use crate::ops::evidence::{self, Piece};
use crate::store::evidence::Filter;
use crate::store::rounds::CountyRow;
use crate::web::error::WebError;
use crate::web::request::Context;

/// How many are shown.
const PIECES: i64 = 5;

#[derive(Serialize)]
pub(super) struct BackView {
    lines: Vec<BackLine>,
    /// Where all of them are, when there are more.
    all: Option<String>,
}

#[derive(Serialize)]
struct BackLine {
    address: String,
    title: String,
    kind: String,
    places: Vec<String>,
    reason: String,
}

impl BackView {
    pub(super) fn of(
        cx: &Context,
        (round, standard): (&str, &Standard),
        county: &CountyRow,
    ) -> Result<Self, WebError> {
        let state = ReviewState::SentBack.id();
        let filter = Filter { state: Some(state.to_owned()), limit: PIECES, ..Filter::default() };
        let found = evidence::list(cx.office(), (round, &county.code), &filter)?;
        let all = format!("/counties/{}/evidence?state={state}", county.code);
        Ok(Self { all: found.next.map(|_| all), ..Self::of_pieces(standard, &found.pieces) })
    }

    /// What stands in the lines, of pieces that are at hand.
    pub(super) fn of_pieces(standard: &Standard, pieces: &[Piece]) -> Self {
        Self { lines: pieces.iter().map(|piece| line(standard, piece)).collect(), all: None }
    }
}

fn line(standard: &Standard, piece: &Piece) -> BackLine {
    let kind = standard.kind(&piece.row.kind);
    BackLine {
        address: format!("/evidence/{}", piece.row.id),
        title: piece.row.title.clone(),
        kind: kind.map_or_else(|| piece.row.kind.clone(), |kind| kind.label.clone()),
        places: piece.places.iter().map(|place| format!("{}·{}", place.item, place.year)).collect(),
        reason: piece.row.reason.clone(),
    }
}
