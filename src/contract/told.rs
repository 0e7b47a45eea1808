//! The three-way match (三者对口): what a county states and what its papers tell, side by side.

use serde::Serialize;
use utoipa::ToSchema;

use super::SpotJson;
use crate::ops::three_way::{Figure, Line};

/// The facts of a county that anything but its own statement tells.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchJson {
    /// In the order of the sheet.
    pub lines: Vec<MatchLineJson>,
}

/// A fact in a year, or over the whole cycle.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchLineJson {
    /// Code of the item.
    pub item: String,
    /// The field of its facts: `count`, `numerator` or `denominator`.
    pub field: String,
    /// What the sheet calls it.
    pub label: String,
    /// The year; null for figures that add the years up.
    pub year: Option<i32>,
    /// What the county states.
    pub stated: Option<i64>,
    /// Whether all can mean the same.
    pub agrees: bool,
    /// Who else tells it.
    pub told: Vec<ToldJson>,
}

/// A figure of a fact in a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToldJson {
    /// `report`, `site` or `roster`.
    pub source: String,
    /// As it stands there; of a roster its rows.
    pub figure: String,
    /// Whether the rows were told by their running numbers alone.
    pub about: bool,
    /// Where.
    pub spot: SpotJson,
}

impl From<&[Line]> for MatchJson {
    fn from(lines: &[Line]) -> Self {
        Self { lines: lines.iter().map(MatchLineJson::from).collect() }
    }
}

impl From<&Line> for MatchLineJson {
    fn from(line: &Line) -> Self {
        Self {
            item: line.label.item.clone(),
            field: line.label.field.to_owned(),
            label: line.label.label.clone(),
            year: line.year.map(|year| year.0),
            stated: line.stated,
            agrees: line.agrees,
            told: line.told.iter().map(ToldJson::from).collect(),
        }
    }
}

impl From<&Figure> for ToldJson {
    fn from(figure: &Figure) -> Self {
        Self {
            source: figure.source.id().to_owned(),
            figure: figure.figure.clone(),
            about: figure.about,
            spot: SpotJson::from(&figure.spot),
        }
    }
}
