//! A score as it is kept for lists of counties: totals and cells without the parts behind them.

use serde::{Deserialize, Serialize};

use super::material::OfCounty;
use super::{RoundView, Standing};
use crate::domain::points::Points;
use crate::domain::score::{Figure, Figures, PhaseScore};
use crate::store::StoreError;
use crate::store::kept::KeptRow;
use crate::store::rounds::CountyRow;

/// Totals and vetoes of a county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The total of the midterm that counts; none when nothing of it was ever stated or filed.
    pub midterm: Option<Figures>,
    /// The total of the final.
    pub at_final: Figures,
    /// Vetoes that stand, with their reasons.
    pub vetoes: Vec<(String, String)>,
}

/// An item of a county in a list of counties. Its JSON is what programs get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The item's code.
    pub code: String,
    /// What the sheet gives.
    pub full: Points,
    /// What the stated facts earn.
    pub claimed: Points,
    /// What the proven facts earn.
    pub provable: Points,
    /// What the joint team gave; none when it gave nothing yet.
    pub city: Option<Points>,
    /// Pieces of evidence that count.
    pub evidence: u32,
}

impl Cell {
    /// The four figures.
    pub fn figures(&self) -> Figures {
        Figures { full: self.full, claimed: self.claimed, provable: self.provable, city: self.city }
    }
}

/// What a kept score comes from besides the county's own rows: the sheets, its level, the program's release.
pub(super) fn basis(view: &RoundView, county: &CountyRow) -> String {
    format!("{} {} {}", view.sheets, county.level, env!("CARGO_PKG_VERSION"))
}

/// The row to keep of a county, and its head.
pub(super) fn row(
    view: &RoundView,
    (county, counter): (&CountyRow, i64),
    material: &OfCounty,
) -> Result<(KeptRow, Head), StoreError> {
    let standing = material.standing(view, county, Figure::Provable)?;
    let head = head(&standing);
    let row = KeptRow {
        round: view.round.code.clone(),
        county: county.code.clone(),
        counter,
        basis: basis(view, county),
        head: text(&head)?,
        midterm: text(&standing.counting_midterm().map(cells).unwrap_or_default())?,
        at_final: text(&cells(&standing.at_final))?,
    };
    Ok((row, head))
}

fn head(standing: &Standing) -> Head {
    Head {
        midterm: standing.counting_midterm().map(|score| score.total),
        at_final: standing.at_final.total,
        vetoes: standing.vetoes.clone(),
    }
}

fn cells(score: &PhaseScore) -> Vec<Cell> {
    let cell = |item: &crate::domain::score::ItemScore| Cell {
        code: item.code.clone(),
        full: item.figures.full,
        claimed: item.figures.claimed,
        provable: item.figures.provable,
        city: item.figures.city,
        evidence: item.evidence,
    };
    score.items.iter().map(cell).collect()
}

pub(super) fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| bad(&error.to_string()))
}

/// Reads what [`row`] wrote.
pub(super) fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_fault| bad(text))
}

fn bad(value: &str) -> StoreError {
    StoreError::Row { table: "kept_score", value: value.chars().take(100).collect() }
}
