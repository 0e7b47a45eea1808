//! Figures of scores as pages show them, shared by the pages that show any.

use serde::Serialize;

use crate::domain::points::Points;
use crate::domain::round::Round;
use crate::domain::score::{Figure, Figures, PhaseScore};
use crate::ops::scores::Standing;
use crate::web::bars::Bar;
use crate::web::request::Context;

/// The four figures.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Figures4 {
    full: Option<Points>,
    claimed: Option<Points>,
    provable: Option<Points>,
    city: Option<Points>,
}

impl From<Figures> for Figures4 {
    fn from(figures: Figures) -> Self {
        let [full, claimed, provable, city] = Figure::ALL.map(|figure| figures.get(figure));
        Self { full, claimed, provable, city }
    }
}

/// Midterm, final and both together, in the four figures.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CompositeView {
    composite: Figures4,
    midterm: Option<Figures4>,
    at_final: Figures4,
    midterm_weight: String,
    final_weight: String,
    /// When the midterm was frozen.
    frozen: Option<String>,
    vetoes: Vec<VetoView>,
}

#[derive(Debug, Clone, Serialize)]
struct VetoView {
    code: String,
    reason: String,
}

impl CompositeView {
    /// Its bar, when there is a score.
    pub(super) fn bar(&self) -> Option<Bar> {
        let Figures4 { full, claimed, provable, city } = self.composite;
        Some(Bar::of(Figures { full: full?, claimed: claimed?, provable: provable?, city }))
    }
}

/// The composite of a county with what it is made of.
pub(super) fn composite_view(cx: &Context, round: &Round, standing: &Standing) -> CompositeView {
    let midterm = standing.counting_midterm();
    let of = |figure: Figure| {
        let value = |score: &PhaseScore| score.total.get(figure);
        let at_final = value(&standing.at_final)?;
        // What could be reached does not shrink because there was no midterm.
        let none = (figure == Figure::Full).then_some(at_final);
        round.composite(midterm.and_then(value).or(none), at_final)
    };
    let [full, claimed, provable, city] = Figure::ALL.map(of);
    let weight = round.midterm_weight;
    CompositeView {
        composite: Figures4 { full, claimed, provable, city },
        midterm: midterm.map(|score| score.total.into()),
        at_final: standing.at_final.total.into(),
        midterm_weight: percent(weight),
        final_weight: percent(rust_decimal::Decimal::ONE - weight),
        frozen: standing.frozen.as_ref().map(|frozen| cx.day(cx.local(frozen.at).date())),
        vetoes: standing
            .vetoes
            .iter()
            .map(|(code, reason)| VetoView { code: code.clone(), reason: reason.clone() })
            .collect(),
    }
}

fn percent(share: rust_decimal::Decimal) -> String {
    format!("{}%", (share * rust_decimal::Decimal::ONE_HUNDRED).normalize())
}
