//! The cells of the heat map.

use std::collections::HashMap;

use serde::Serialize;

use super::layer::Layer;
use crate::domain::points::Points;
use crate::domain::score::Figures;
use crate::domain::standard::{Aspect, Item, Standard};
use crate::ops::scores::board::{Cell as Kept, Line};

#[derive(Serialize)]
pub(super) struct AspectRows {
    name: String,
    span: usize,
    rows: Vec<ItemRow>,
}

#[derive(Serialize)]
struct ItemRow {
    code: String,
    name: String,
    full: Points,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    address: String,
    points: Option<Points>,
    /// How good it is, in words that a style sheet knows.
    level: &'static str,
}

/// The cells of each county that is shown.
pub(super) type Cells = HashMap<String, Vec<Kept>>;

pub(super) fn rows(standard: &Standard, (lines, cells): (&[&Line], &Cells), layer: Layer) -> Vec<AspectRows> {
    let by_code = |line: &&Line| -> HashMap<&str, &Kept> {
        let own = cells.get(&line.county.code).map(Vec::as_slice).unwrap_or_default();
        own.iter().map(|cell| (cell.code.as_str(), cell)).collect()
    };
    let columns: Vec<(&str, HashMap<&str, &Kept>)> =
        lines.iter().map(|line| (line.county.code.as_str(), by_code(line))).collect();
    let row = |item: &Item| ItemRow {
        code: item.code.clone(),
        name: item.name.clone(),
        full: item.points,
        cells: columns
            .iter()
            .map(|(county, kept)| cell(county, &item.code, (kept.get(item.code.as_str()).copied(), layer)))
            .collect(),
    };
    let rows_of = |aspect: &Aspect| AspectRows {
        name: aspect.name.clone(),
        span: lines.len().saturating_add(2),
        rows: standard.items.iter().filter(|item| item.aspect == aspect.code).map(row).collect(),
    };
    standard.aspects.iter().map(rows_of).collect()
}

fn cell(county: &str, code: &str, (kept, layer): (Option<&Kept>, Layer)) -> Cell {
    let figures = kept.map(Kept::figures).unwrap_or_default();
    let points = kept.and_then(|_| layer.of(figures));
    // What is lost is as bad as the rest is good.
    let good = if layer == Layer::Lost { kept.map(|_| figures.provable) } else { points };
    Cell { address: format!("/counties/{county}/items/{code}"), level: level(good, figures), points }
}

/// Full, more than half, some, none, or not given.
fn level(points: Option<Points>, figures: Figures) -> &'static str {
    let Some(points) = points else { return "absent" };
    match points {
        points if points >= figures.full => "full",
        points if points.is_zero() => "none",
        points if points + points >= figures.full => "most",
        _ => "some",
    }
}
