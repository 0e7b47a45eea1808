//! Each part that pages share, once, from the same partials, for those who work on the pages. It is there only when
//! the server was started for them.

use rust_decimal::Decimal;
use serde::Serialize;

use super::choices::Choice;
use super::scores::Figures4;
use crate::domain::gap::Cause;
use crate::domain::points::Points;
use crate::domain::proof::ReviewState;
use crate::domain::round::Phase;
use crate::domain::score::Figures;
use crate::report::chart::{PhaseFigures, phases};
use crate::web::bars::Bar;
use crate::web::charts::ChartView;
use crate::web::error::WebError;
use crate::web::guard::Anyone;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Serialize)]
struct StyleguideView {
    tones: [&'static str; 3],
    levels: [&'static str; 5],
    causes: Vec<Tag>,
    states: Vec<Tag>,
    choices: Vec<Choice>,
    bar: Bar,
    figures: Figures4,
    steps: Vec<StepSample>,
    parts: Vec<PartSample>,
    charts: [ChartView; 1],
}

#[derive(Serialize)]
struct Tag {
    state: &'static str,
    label: String,
}

/// What the partial `step` shows.
#[derive(Serialize)]
struct StepSample {
    address: &'static str,
    code: &'static str,
    name: &'static str,
    cause: &'static str,
    years: &'static str,
    need: &'static str,
    effort: &'static str,
    win: Points,
}

/// What the partial `part` shows.
#[derive(Serialize)]
struct PartSample {
    state: &'static str,
    need: &'static str,
    have: &'static str,
    missing: [(); 0],
    provable: Points,
    full: Points,
}

/// The parts.
pub(in crate::web) fn show_styleguide(cx: &Context, _right: Anyone) -> Answer {
    if !cx.shared.settings.styleguide {
        return Err(WebError::NotFound);
    }
    let figures = Figures { full: points(4), claimed: points(3), provable: points(2), city: Some(points(1)) };
    let in_phases = PhaseFigures { midterm: Some(figures), at_final: figures, composite: Some(figures) };
    let shown = StyleguideView {
        tones: ["success", "warning", "danger"],
        levels: ["full", "most", "some", "none", "absent"],
        causes: Cause::ALL.map(|cause| tag(cx, "cause", cause.id())).into(),
        states: ReviewState::ALL.map(|state| tag(cx, "state", state.id())).into(),
        choices: Choice::phases(cx, Phase::Final, |_| "/styleguide".to_owned()),
        bar: Bar::of(figures),
        figures: figures.into(),
        steps: Cause::ALL.map(step).into(),
        parts: ["proven", "not_proven", "sent_back", "not_done"].map(part).into(),
        charts: [ChartView::of(cx, phases(&in_phases, cx.lang))],
    };
    Page::new(cx, "styleguide", "Styleguide".to_owned()).reply(&shown)
}

fn points(number: i64) -> Points {
    Points::exact(Decimal::from(number))
}

fn tag(cx: &Context, family: &str, state: &'static str) -> Tag {
    Tag { state, label: cx.lang.named(family, state) }
}

fn step(cause: Cause) -> StepSample {
    StepSample {
        address: "/styleguide",
        code: "A01",
        name: "双拥工作领导小组会议",
        cause: cause.id(),
        years: "2022、2023",
        need: "每年开会并有纪要",
        effort: "2",
        win: points(1),
    }
}

fn part(state: &'static str) -> PartSample {
    PartSample {
        state,
        need: "每年开会并有纪要",
        have: "1",
        missing: [],
        provable: points(1),
        full: points(2),
    }
}
