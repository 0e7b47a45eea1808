//! Where points are lost in all counties alike: what one county alone can't mend.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::heat::Cells;
use crate::domain::points::Points;
use crate::domain::score::{Figures, sum};
use crate::domain::standard::Standard;

/// How many items are shown.
const ITEMS: usize = 8;
/// Points a county, to so many places.
const PLACES: u32 = 2;

#[derive(Serialize)]
pub(super) struct LostView {
    /// How many counties it was worked out from.
    of: usize,
    lines: Vec<LostLine>,
}

/// An item, in points a county.
#[derive(Serialize)]
struct LostLine {
    code: String,
    name: String,
    lost: Points,
    not_done: Points,
    not_proven: Points,
    counties: usize,
    of: usize,
}

impl LostView {
    /// The items that lose most, of those in which at least three counties in four lose something.
    pub(super) fn of(standard: &Standard, cells: &Cells) -> Self {
        let mut by_item: BTreeMap<&str, Vec<Figures>> = BTreeMap::new();
        for cell in cells.values().flatten() {
            by_item.entry(&cell.code).or_default().push(cell.figures());
        }
        let line = |(code, figures): (&str, Vec<Figures>)| {
            let name = standard.item(code)?.name.clone();
            line((code, name), &figures)
        };
        let mut lines: Vec<LostLine> = by_item.into_iter().filter_map(line).collect();
        lines.retain(|line| line.counties.saturating_mul(4) >= line.of.saturating_mul(3));
        lines.sort_by_key(|line| Reverse(line.lost));
        lines.truncate(ITEMS);
        Self { of: cells.len(), lines }
    }
}

fn line((code, name): (&str, String), figures: &[Figures]) -> Option<LostLine> {
    let total = sum(figures.iter().copied());
    let of = figures.len();
    let each = |points: Points| {
        let shared = points.decimal().checked_div(Decimal::from(of))?;
        Some(Points::exact(shared.round_dp(PLACES).normalize()))
    };
    Some(LostLine {
        code: code.to_owned(),
        name,
        lost: each(total.full - total.provable)?,
        not_done: each(total.full - total.claimed)?,
        not_proven: each(total.claimed - total.provable)?,
        counties: figures.iter().filter(|figures| figures.provable < figures.full).count(),
        of,
    })
}
