//! Bars that show a score against what the sheet gives, as widths in percent for SVG: the policy of the
//! pages allows no style in them.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::domain::points::Points;
use crate::domain::score::Figures;

/// The two shares of a bar, in percent of its length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Bar {
    provable: String,
    claimed: String,
}

impl Bar {
    /// The bar of some figures.
    pub(super) fn of(figures: Figures) -> Self {
        let share = |points: Points| {
            let share = points.decimal().checked_div(figures.full.decimal()).unwrap_or_default();
            (share * Decimal::ONE_HUNDRED).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).round_dp(1).to_string()
        };
        Self { provable: share(figures.provable), claimed: share(figures.claimed) }
    }
}
