//! Where a piece is used: every item and year with its points, and what else of the county has the same bytes.

use serde::Serialize;

use crate::domain::round::Phase;
use crate::domain::score::PhaseScore;
use crate::domain::standard::Standard;
use crate::ops::evidence::{Piece, Place, SameBytes};
use crate::ops::scores::{RoundView, standing};
use crate::web::error::WebError;
use crate::web::request::Context;

#[derive(Serialize)]
pub(super) struct PlaceView {
    address: String,
    item: String,
    year: i32,
    name: String,
    points: Option<PointsView>,
}

/// What a place gives, and what of it is proven.
#[derive(Serialize)]
struct PointsView {
    full: String,
    provable: String,
    /// Whether they are those of the year alone, and not of the whole cycle.
    yearly: bool,
}

#[derive(Serialize)]
pub(super) struct SameView {
    address: String,
    title: String,
    name: String,
}

/// Every place of a piece.
pub(super) fn places(cx: &Context, round: &RoundView, piece: &Piece) -> Result<Vec<PlaceView>, WebError> {
    let standing = standing(cx.office(), round, &piece.row.county)?;
    let standard = round.standard(Phase::Final);
    let base = format!("/counties/{}", piece.row.county);
    let view = |place: &Place| PlaceView {
        address: format!("{base}/items/{}#year-{}", place.item, place.year),
        item: place.item.clone(),
        year: place.year.0,
        name: name(standard, &place.item),
        points: points(&standing.at_final, place),
    };
    Ok(piece.places.iter().map(view).collect())
}

fn name(standard: &Standard, code: &str) -> String {
    let item = standard.item(code).map(|item| item.name.clone());
    let bonus = || standard.bonuses.iter().find(|bonus| bonus.code == code).map(|bonus| bonus.name.clone());
    item.or_else(bonus).unwrap_or_default()
}

/// The points of the item in the year, or of the whole cycle when it has none by the year.
fn points(score: &PhaseScore, place: &Place) -> Option<PointsView> {
    if let Some(item) = score.items.iter().find(|item| item.code == place.item) {
        let of_year = item.years.iter().find(|year| year.year == Some(place.year));
        let (full, provable) =
            of_year.map_or((item.figures.full, item.figures.provable), |year| (year.full, year.provable));
        return Some(PointsView {
            full: full.to_string(),
            provable: provable.to_string(),
            yearly: of_year.is_some(),
        });
    }
    let bonus = score.bonuses.iter().find(|bonus| bonus.code == place.item)?;
    let (full, provable) = (bonus.figures.full.to_string(), bonus.figures.provable.to_string());
    Some(PointsView { full, provable, yearly: false })
}

/// Other evidence with the same bytes.
pub(super) fn same(same: &SameBytes) -> SameView {
    SameView {
        address: format!("/evidence/{}", same.evidence),
        title: same.title.clone(),
        name: same.name.clone(),
    }
}
