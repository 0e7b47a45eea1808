//! The matrix of a phase: counties × items.

use serde::Serialize;
use utoipa::ToSchema;

use super::score::FiguresJson;
use crate::domain::round::Phase;
use crate::domain::standard::Item;
use crate::ops::scores::RoundView;
use crate::ops::scores::board::Line;

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

/// The matrix of a phase in pieces that follow one another: a beginning, the rows, the end. It is written as
/// [`MatrixJson`] says, with the cells as they are kept.
#[derive(Debug)]
pub struct MatrixText;

impl MatrixText {
    /// All before the first row.
    ///
    /// # Errors
    /// When a text can't be written as JSON.
    pub fn begin(view: &RoundView, phase: Phase) -> serde_json::Result<String> {
        let items: Vec<MatrixItemJson> =
            view.standard(phase).items.iter().map(MatrixItemJson::from).collect();
        let round = serde_json::to_string(&view.round.code)?;
        let items = serde_json::to_string(&items)?;
        Ok(format!("{{\"round\":{round},\"phase\":\"{}\",\"items\":{items},\"counties\":[", phase.id()))
    }

    /// A row, with the JSON of its cells.
    ///
    /// # Errors
    /// When a text can't be written as JSON.
    pub fn row(line: &Line, phase: Phase, cells: &str) -> serde_json::Result<String> {
        let head = serde_json::to_string(&MatrixRowJson {
            county: line.county.code.clone(),
            name: line.county.name.clone(),
            composite: line.composite.map(|points| points.to_string()),
            rank: line.rank,
            vetoes: line.head.vetoes.iter().map(|(code, _)| code.clone()).collect(),
            total: line.total(phase).map(FiguresJson::from),
            items: Vec::new(),
        })?;
        Ok(head.strip_suffix("[]}").map(|head| format!("{head}{cells}}}")).unwrap_or(head))
    }

    /// All after the last row.
    pub fn end() -> String {
        "]}".to_owned()
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
