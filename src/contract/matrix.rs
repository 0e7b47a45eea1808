//! The matrix of a phase: counties × items.

use serde::Serialize;
use utoipa::ToSchema;

use super::score::FiguresJson;
use crate::domain::round::Phase;
use crate::domain::score::{ItemScore, PhaseScore};
use crate::domain::standard::Item;
use crate::ops::scores::{RoundView, Standing};

/// All counties of a round with all items of a phase.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixJson {
    /// The round's code.
    pub round: String,
    /// `midterm` or `final`.
    pub phase: String,
    /// The columns: items in the order of the sheet.
    pub items: Vec<MatrixItemJson>,
    /// The rows: counties in the order of lists.
    pub counties: Vec<MatrixRowJson>,
}

/// A column of the matrix.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixItemJson {
    /// The item's code.
    pub code: String,
    /// The code of its aspect.
    pub aspect: String,
    /// Its name.
    pub name: String,
    /// What it gives.
    pub points: String,
}

/// A row of the matrix.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixRowJson {
    /// The county's code.
    pub county: String,
    /// Its name.
    pub name: String,
    /// The selection score; `null` for a county that the round excludes.
    pub composite: Option<String>,
    /// The place; `null` with a veto or without a score.
    pub rank: Option<usize>,
    /// Codes of the vetoes that stand.
    pub vetoes: Vec<String>,
    /// The total of the phase; `null` for a midterm that nothing was stated or filed for.
    pub total: Option<FiguresJson>,
    /// A cell for each column.
    pub items: Vec<MatrixCellJson>,
}

/// A cell of the matrix.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatrixCellJson {
    /// The item's code.
    pub code: String,
    /// The four figures.
    #[serde(flatten)]
    pub figures: FiguresJson,
    /// Pieces of evidence that count.
    pub evidence: u32,
}

impl MatrixJson {
    /// The matrix of a phase.
    pub fn new(view: &RoundView, standings: &[Standing], phase: Phase) -> Self {
        Self {
            round: view.round.code.clone(),
            phase: phase.id().to_owned(),
            items: view.standard(phase).items.iter().map(MatrixItemJson::from).collect(),
            counties: standings.iter().map(|standing| MatrixRowJson::new(standing, phase)).collect(),
        }
    }
}

impl MatrixRowJson {
    fn new(standing: &Standing, phase: Phase) -> Self {
        let score: Option<&PhaseScore> = match phase {
            Phase::Midterm => standing.counting_midterm(),
            Phase::Final => Some(&standing.at_final),
        };
        let items = score.map(|score| score.items.as_slice()).unwrap_or_default();
        Self {
            county: standing.county.code.clone(),
            name: standing.county.name.clone(),
            composite: standing.composite.map(|points| points.to_string()),
            rank: standing.rank,
            vetoes: standing.vetoes.iter().map(|(code, _)| code.clone()).collect(),
            total: score.map(|score| score.total.into()),
            items: items.iter().map(MatrixCellJson::from).collect(),
        }
    }
}

impl From<&Item> for MatrixItemJson {
    fn from(item: &Item) -> Self {
        Self {
            code: item.code.clone(),
            aspect: item.aspect.clone(),
            name: item.name.clone(),
            points: item.points.to_string(),
        }
    }
}

impl From<&ItemScore> for MatrixCellJson {
    fn from(item: &ItemScore) -> Self {
        Self { code: item.code.clone(), figures: item.figures.into(), evidence: item.evidence }
    }
}
