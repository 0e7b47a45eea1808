//! Each part that pages share, once, from the same partials, for those who work on the pages. It is there only when
//! the server was started for them.

mod sample;

use rust_decimal::Decimal;
use serde::Serialize;

use super::choices::Choice;
use super::evidence::EvidenceSample;
use super::findings::FindingsSample;
use super::home::HomeSample;
use super::item::ItemSample;
use super::items::{self, AspectView};
use super::matrix::MatrixSample;
use super::scores::Figures4;
use crate::domain::gap::Cause;
use crate::domain::points::Points;
use crate::domain::proof::ReviewState;
use crate::domain::round::Phase;
use crate::domain::score::Figures;
use crate::web::bars::Bar;
use crate::web::csrf;
use crate::web::error::WebError;
use crate::web::guard::Anyone;
use crate::web::help::TourStep;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
pub(super) use sample::{Sample, YEARS};

#[derive(Serialize)]
struct StyleguideView {
    tones: [&'static str; 3],
    levels: [&'static str; 5],
    causes: Vec<Tag>,
    states: Vec<Tag>,
    choices: Vec<Choice>,
    bar: Bar,
    figures: Figures4,
    home: HomeSample,
    items: Vec<AspectView>,
    item: ItemSample,
    evidence: EvidenceSample,
    findings: FindingsSample,
    matrix: MatrixSample,
    /// Shown when the address asks for it, since it lies upon the others.
    tour: Option<TourSample>,
}

#[derive(Serialize)]
struct Tag {
    state: &'static str,
    label: String,
}

/// What the partial `tour` shows, which takes it from the frame elsewhere.
#[derive(Serialize)]
struct TourSample {
    csrf: String,
    tour: [TourStep; 2],
}

/// The parts.
pub(in crate::web) fn show_styleguide(cx: &Context, _right: Anyone) -> Answer {
    if !cx.shared.settings.styleguide {
        return Err(WebError::NotFound);
    }
    let figures = Figures { full: points(4), claimed: points(3), provable: points(2), city: Some(points(1)) };
    let sample = Sample::new()?;
    let at_final = &sample.standing.at_final;
    let shown = StyleguideView {
        tones: ["success", "warning", "danger"],
        levels: ["full", "most", "some", "none", "absent"],
        causes: Cause::ALL.map(|cause| tag(cx, "cause", cause.id())).into(),
        states: ReviewState::ALL.map(|state| tag(cx, "state", state.id())).into(),
        choices: Choice::phases(cx, Phase::Final, |_| "/styleguide".to_owned()),
        bar: Bar::of(figures),
        figures: figures.into(),
        home: HomeSample::new(cx, &sample),
        items: items::aspects("/styleguide", &sample.standard, at_final, false),
        item: ItemSample::new(cx, &sample),
        evidence: EvidenceSample::new(cx, &sample),
        findings: FindingsSample::new(cx, &sample),
        matrix: MatrixSample::new(&sample),
        tour: cx.query_value("tour").map(|_| tour(cx)),
    };
    Page::new(cx, "styleguide", "Styleguide".to_owned()).reply(&shown)
}

fn points(number: i64) -> Points {
    Points::exact(Decimal::from(number))
}

fn tag(cx: &Context, family: &str, state: &'static str) -> Tag {
    Tag { state, label: cx.lang.named(family, state) }
}

fn tour(cx: &Context) -> TourSample {
    let step = |(target, id)| TourStep { target, text: cx.word(id) };
    TourSample {
        csrf: csrf::token(cx),
        tour: [("steps", "tour-home-steps"), ("lost", "tour-matrix-lost")].map(step),
    }
}
