//! The parts of a county's home for the page that shows each part, worked out of the made-up county.

use serde::Serialize;

use super::back::BackView;
use super::duties::{self, DueView, UnitView};
use super::steps::{Order, StepsView};
use super::{AspectView, FindingsView, aspects, charts};
use crate::domain::finding::Severity;
use crate::web::charts::ChartView;
use crate::web::pages::scores::{CompositeView, composite_view};
use crate::web::pages::styleguide::Sample;
use crate::web::request::Context;

/// What the partials of the home show.
#[derive(Serialize)]
pub(in crate::web::pages) struct HomeSample {
    composite: CompositeView,
    steps: StepsView,
    back: BackView,
    due: Vec<DueView>,
    units: Vec<UnitView>,
    aspects: Vec<AspectView>,
    charts: Vec<ChartView>,
    findings: FindingsView,
}

impl HomeSample {
    pub(in crate::web::pages) fn new(cx: &Context, sample: &Sample) -> Self {
        let Sample { round, standard, county, standing, report, piece, .. } = sample;
        let counts = Severity::ALL.into_iter().zip(1..);
        let losses = sample.losses();
        Self {
            composite: composite_view(cx, round, standing),
            steps: StepsView::of(cx, &losses, (county, Order::Points)),
            back: BackView::of_pieces(standard, std::slice::from_ref(piece)),
            due: duties::due(cx, (county, report.today), &losses),
            units: duties::units(cx, (county, report.today), &losses),
            aspects: aspects(standard, &standing.at_final, county),
            charts: charts(cx, report),
            findings: FindingsView::of(&county.code, counts),
        }
    }
}
