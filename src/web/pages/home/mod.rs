//! A county's home: the days left, the score now and what it can become. For who works there then what to do next,
//! what came back and what is due; for who leads, what each lead unit and each aspect still loses, and who is late.

mod back;
mod duties;
mod sample;
mod steps;

use serde::{Deserialize, Serialize};

use super::scores::{CompositeView, Figures4, composite_view};
use crate::domain::finding::Severity;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::score::{PhaseScore, sum};
use crate::domain::standard::Standard;
use crate::ops::{OpsError, findings, reports};
use crate::report::GapReport;
use crate::store::rounds::CountyRow;
use crate::web::bars::Bar;
use crate::web::charts::ChartView;
use crate::web::guard::{Anyone, CountyReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::{menu, render::Page};
use back::BackView;
use duties::{DueView, UnitView};
pub(super) use sample::HomeSample;
use steps::{Order, StepsView};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    order: Order,
}

#[derive(Serialize)]
struct HomeView {
    round: String,
    deadline: String,
    days_left: i64,
    /// Until the inspection, or since.
    countdown: String,
    composite: CompositeView,
    bar: Option<Bar>,
    /// Whether it is read by who leads the work, not by who does it.
    leads: bool,
    steps: StepsView,
    back: BackView,
    due: Vec<DueView>,
    units: Vec<UnitView>,
    aspects: Vec<AspectView>,
    charts: Vec<ChartView>,
    findings: FindingsView,
}

/// What was found and nobody has waved off.
#[derive(Serialize)]
struct FindingsView {
    address: String,
    counts: Vec<CountView>,
}

#[derive(Serialize)]
struct CountView {
    severity: &'static str,
    address: String,
    count: i64,
}

#[derive(Serialize)]
struct AspectView {
    name: String,
    address: String,
    figures: Figures4,
    bar: Bar,
}

/// Leads to where the visitor's work begins.
pub(in crate::web) fn show_start(cx: &Context, _right: Anyone) -> Answer {
    Ok(Reply::see_other(&menu::start(cx)))
}

/// A county's home.
pub(in crate::web) fn show_home(cx: &Context, right: CountyReader) -> Answer {
    let asked: Asked = cx.query()?;
    let view = cx.round()?;
    let county = &right.county;
    let scored = reports::scored(cx.office(), &view, (&county.code, Phase::Final))?;
    let losses = scored.losses(&view);
    let report = scored.overview((&view, cx.today()), &losses);
    let standard = view.standard(Phase::Final);
    let composite = composite_view(cx, &view.round, &scored.standing);
    let shown = HomeView {
        round: view.round.title.clone(),
        deadline: cx.day(view.round.deadline),
        days_left: report.days_left.abs(),
        countdown: cx.word(if report.days_left < 0 { "web-days-after" } else { "web-days-left" }),
        bar: composite.bar(),
        composite,
        leads: !right.account.role.files(right.account.county.as_deref(), &county.code),
        steps: StepsView::of(cx, &losses, (county, asked.order)),
        back: BackView::of(cx, (&view.round.code, standard), county)?,
        due: duties::due(cx, (county, report.today), &losses),
        units: duties::units(cx, (county, report.today), &losses),
        aspects: aspects(standard, &scored.standing.at_final, county),
        findings: findings_view(cx, (&view.round.code, &county.code))?,
        charts: charts(cx, &report),
    };
    let title = cx.say(&Message::new("web-home-title").with("county", &county.name));
    Page::new(cx, "home", title).of_county(county).reply(&shown)
}

fn charts(cx: &Context, report: &GapReport) -> Vec<ChartView> {
    report.charts(cx.lang).into_iter().map(|chart| ChartView::of(cx, chart)).collect()
}

fn findings_view(cx: &Context, place: (&str, &str)) -> Result<FindingsView, OpsError> {
    Ok(FindingsView::of(place.1, findings::counts(cx.office(), place)?))
}

impl FindingsView {
    fn of(county: &str, counts: impl IntoIterator<Item = (Severity, i64)>) -> Self {
        let address = format!("/counties/{county}/findings");
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let view = |(severity, count): (Severity, i64)| CountView {
            severity: severity.id(),
            address: format!("{address}?severity={}&state=open", severity.id()),
            count,
        };
        Self { counts: counts.map(view).collect(), address }
    }
}

fn aspects(standard: &Standard, score: &PhaseScore, county: &CountyRow) -> Vec<AspectView> {
    let view = |aspect: &crate::domain::standard::Aspect| {
        let items = score.items.iter().filter(|item| item.aspect == aspect.code);
        let figures = sum(items.map(|item| item.figures));
        AspectView {
            name: aspect.name.clone(),
            address: format!("/counties/{}/items#aspect-{}", county.code, aspect.code),
            bar: Bar::of(figures),
            figures: figures.into(),
        }
    };
    standard.aspects.iter().map(view).collect()
}
