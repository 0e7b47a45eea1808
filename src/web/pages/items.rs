//! The items of a county's sheet by aspect: what each earns, and what is missing.

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use super::scores::Figures4;
use crate::domain::gap::{Cause, gaps_of, lost_by_cause};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::{BonusScore, ItemScore, PhaseScore, sum};
use crate::domain::standard::{Aspect, Standard};
use crate::ops::scores::standing;
use crate::web::bars::Bar;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// What the list is narrowed to.
#[derive(Deserialize)]
struct Narrow {
    #[serde(default)]
    phase: Option<Phase>,
    #[serde(default)]
    only: Option<String>,
}

#[derive(Serialize)]
struct ItemsView {
    phases: Vec<Choice>,
    shows: Vec<Choice>,
    /// Whether the phase has nothing to show at all.
    empty: bool,
    aspects: Vec<AspectView>,
    bonuses: Vec<LineView>,
    bonus_figures: Figures4,
}

#[derive(Serialize)]
pub(super) struct AspectView {
    code: String,
    name: String,
    figures: Figures4,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    address: String,
    code: String,
    name: String,
    bar: Bar,
    figures: Figures4,
    evidence: u32,
    lost: Vec<LostView>,
}

/// Points lost for one cause.
#[derive(Serialize)]
struct LostView {
    cause: &'static str,
    lost: Points,
}

/// The items by aspect, all of them or those that lose points, in one phase.
pub(in crate::web) fn list_items(cx: &Context, right: CountyReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let phase = narrow.phase.unwrap_or(Phase::Final);
    let gaps_only = narrow.only.as_deref() == Some("gaps");
    let view = cx.round()?;
    let standing = standing(cx.office(), &view, &right.county.code)?;
    let score = match phase {
        Phase::Midterm => standing.counting_midterm(),
        Phase::Final => Some(&standing.at_final),
    };
    let base = format!("/counties/{}/items", right.county.code);
    let standard = view.standard(phase);
    let shown = ItemsView {
        phases: Choice::phases(cx, phase, |one| list_address(&base, one, gaps_only)),
        shows: [false, true].map(|one| show_choice(cx, &base, phase, (one, gaps_only))).into(),
        empty: score.is_none(),
        aspects: score.map(|score| aspects(&base, standard, score, gaps_only)).unwrap_or_default(),
        bonuses: score.map(|score| bonuses(&base, standard, score)).unwrap_or_default(),
        bonus_figures: score.map(|score| score.bonus).unwrap_or_default().into(),
    };
    let title = cx.say(&Message::new("web-items-title").with("county", &right.county.name));
    Page::new(cx, "items", title).of_county(&right.county).reply(&shown)
}

fn show_choice(cx: &Context, base: &str, phase: Phase, (one, current): (bool, bool)) -> Choice {
    let label = cx.word(if one { "web-items-gaps" } else { "web-items-all" });
    Choice { address: list_address(base, phase, one), label, current: one == current }
}

fn list_address(base: &str, phase: Phase, gaps_only: bool) -> String {
    let only = if gaps_only { "&only=gaps" } else { "" };
    format!("{base}?phase={}{only}", phase.id())
}

pub(super) fn aspects(
    base: &str,
    standard: &Standard,
    score: &PhaseScore,
    gaps_only: bool,
) -> Vec<AspectView> {
    let view = |aspect: &Aspect| {
        let items = || score.items.iter().filter(|item| item.aspect == aspect.code);
        let shown = items().filter(|item| !gaps_only || item.figures.provable != item.figures.full);
        AspectView {
            code: aspect.code.clone(),
            name: aspect.name.clone(),
            figures: sum(items().map(|item| item.figures)).into(),
            lines: shown.filter_map(|item| item_line(base, standard, item)).collect(),
        }
    };
    standard.aspects.iter().map(view).filter(|aspect| !aspect.lines.is_empty()).collect()
}

fn item_line(base: &str, standard: &Standard, score: &ItemScore) -> Option<LineView> {
    let item = standard.item(&score.code)?;
    let lost = lost_by_cause(&gaps_of(score)).into_iter().filter(|(_, lost)| !lost.is_zero());
    Some(LineView {
        address: format!("{base}/{}", score.code),
        code: score.code.clone(),
        name: item.name.clone(),
        bar: Bar::of(score.figures),
        figures: score.figures.into(),
        evidence: score.evidence,
        lost: lost.map(lost_view).collect(),
    })
}

fn lost_view((cause, lost): (Cause, Points)) -> LostView {
    LostView { cause: cause.id(), lost }
}

fn bonuses(base: &str, standard: &Standard, score: &PhaseScore) -> Vec<LineView> {
    let line = |bonus: &BonusScore| {
        let asked = standard.bonuses.iter().find(|asked| asked.code == bonus.code)?;
        Some(LineView {
            address: format!("{base}/{}", bonus.code),
            code: bonus.code.clone(),
            name: asked.name.clone(),
            bar: Bar::of(bonus.figures),
            figures: bonus.figures.into(),
            evidence: bonus.evidence,
            lost: Vec::new(),
        })
    };
    score.bonuses.iter().filter_map(line).collect()
}
