//! The gap report of a county: what is missing, not done, not proven, most points first; narrowed by cause,
//! aspect, year and lead unit, and downloaded as a file.

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::gap::Cause;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::ops::reports;
use crate::report::{GapFormat, GapLine, GapReport};
use crate::web::downloads;
use crate::web::error::WebError;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::secrets::in_query;

/// The most losses that are shown at once, those of most points; the rest is a click away.
const SHOWN: usize = 60;
/// The list to its end.
const WHOLE: &str = "whole";

/// What the list is narrowed to; an empty value narrows nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Narrow {
    phase: Option<Phase>,
    cause: String,
    aspect: String,
    year: String,
    unit: String,
    /// [`WHOLE`] shows the list to its end.
    list: String,
}

#[derive(Serialize)]
struct GapsView {
    address: String,
    phase: &'static str,
    phases: Vec<Choice>,
    days_left: i64,
    after: bool,
    provable: Points,
    when_all_proven: Points,
    full: Points,
    causes: Vec<CauseView>,
    filters: Vec<FilterView>,
    gaps: Vec<GapView>,
    /// How many there are, and where all are shown, when that is more than the list shows.
    rest: Option<RestView>,
    /// Points of the gaps that are shown.
    points: Points,
    files: Vec<Choice>,
    /// What written reports leave out.
    written: Option<WrittenView>,
}

#[derive(Serialize)]
struct RestView {
    address: String,
    count: usize,
}

#[derive(Serialize)]
struct WrittenView {
    reports: usize,
    absent: usize,
    address: String,
}

#[derive(Serialize)]
struct CauseView {
    cause: &'static str,
    points: Points,
    count: usize,
}

/// A menu that narrows the list.
#[derive(Serialize)]
struct FilterView {
    name: &'static str,
    label: String,
    options: Vec<OptionView>,
}

#[derive(Serialize)]
struct OptionView {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct GapView {
    address: String,
    code: String,
    item: String,
    year: Option<String>,
    cause: &'static str,
    need: String,
    have: String,
    points: Points,
    lead_unit: String,
    due: Option<String>,
}

/// The report as a page.
pub(in crate::web) fn show_gaps(cx: &Context, right: CountyReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let phase = narrow.phase.unwrap_or(Phase::Final);
    let view = cx.round()?;
    let report = reports::gaps_alone(cx.office(), &view, (&right.county.code, phase, cx.today()))?;
    let address = format!("/counties/{}/gaps", right.county.code);
    let aspect_of = |code: &str| view.standard(phase).item(code).map(|item| item.aspect.clone());
    let shown: Vec<&GapLine> =
        report.gaps.iter().filter(|gap| narrow.keeps(gap, aspect_of(&gap.code).as_deref())).collect();
    let most = if narrow.list == WHOLE { usize::MAX } else { SHOWN };
    let page = GapsView {
        phase: phase.id(),
        phases: Choice::phases(cx, phase, |one| format!("{address}?phase={}", one.id())),
        days_left: report.days_left.abs(),
        after: report.days_left < 0,
        provable: report.figures.provable,
        when_all_proven: report.when_all_proven,
        full: report.figures.full,
        causes: report.by_cause.iter().map(|(cause, points)| cause_view(&report, *cause, *points)).collect(),
        filters: filters(cx, &report, &narrow),
        points: shown.iter().map(|gap| gap.points).sum(),
        rest: (shown.len() > most)
            .then(|| RestView { address: narrow.whole(&address, phase), count: shown.len() }),
        gaps: shown.into_iter().take(most).map(|gap| gap_view(cx, &right.county.code, gap)).collect(),
        files: GapFormat::all().map(|format| file_choice(&address, phase, format)).collect(),
        written: report.written.as_ref().map(|written| WrittenView {
            reports: written.reports,
            absent: written.absent.len(),
            address: format!("/counties/{}/coverage", right.county.code),
        }),
        address,
    };
    let title = cx.say(&Message::new("web-gaps-title").with("county", &right.county.name));
    Page::new(cx, "gaps", title).of_county(&right.county).wide().reply(&page)
}

/// The report as a file.
pub(in crate::web) fn show_file(cx: &Context, right: CountyReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let format = cx.asked.param("format").and_then(GapFormat::from_id);
    let format = format.ok_or(WebError::NotFound)?;
    downloads::gap_report(cx, &right.county, (narrow.phase.unwrap_or(Phase::Final), format))
}

impl Narrow {
    fn keeps(&self, gap: &GapLine, aspect: Option<&str>) -> bool {
        let same = |wanted: &str, found: &str| wanted.is_empty() || wanted == found;
        same(&self.cause, gap.cause.id())
            && same(&self.aspect, aspect.unwrap_or_default())
            && same(&self.year, &gap.year.map(|year| year.to_string()).unwrap_or_default())
            && same(&self.unit, &gap.lead_unit)
    }

    /// Where the same list is shown to its end.
    fn whole(&self, address: &str, phase: Phase) -> String {
        let given = [
            ("phase", phase.id()),
            ("cause", self.cause.as_str()),
            ("aspect", &self.aspect),
            ("year", &self.year),
            ("unit", &self.unit),
            ("list", WHOLE),
        ];
        format!("{address}?{}", in_query(given).trim_end_matches('&'))
    }
}

fn file_choice(address: &str, phase: Phase, format: GapFormat) -> Choice {
    let address = format!("{address}/{}?phase={}", format.id(), phase.id());
    Choice { address, label: format.id().to_uppercase(), current: false }
}

fn cause_view(report: &GapReport, cause: Cause, points: Points) -> CauseView {
    CauseView { cause: cause.id(), points, count: report.count(cause) }
}

fn filters(cx: &Context, report: &GapReport, narrow: &Narrow) -> Vec<FilterView> {
    let causes = Cause::ALL.map(|cause| (cause.id().to_owned(), cx.lang.named("cause", cause.id())));
    let aspects = report.by_aspect.iter();
    let aspects = aspects.map(|aspect| (aspect.code.clone(), format!("{} {}", aspect.code, aspect.name)));
    let years = sorted(report.gaps.iter().filter_map(|gap| gap.year.map(|year| year.to_string())));
    let units = sorted(report.gaps.iter().map(|gap| gap.lead_unit.clone()).filter(|unit| !unit.is_empty()));
    let same =
        |values: Vec<String>| values.into_iter().map(|value| (value.clone(), value)).collect::<Vec<_>>();
    [
        ("cause", "web-gaps-cause", causes.to_vec(), &narrow.cause),
        ("aspect", "web-aspect", aspects.collect(), &narrow.aspect),
        ("year", "web-gaps-year", same(years), &narrow.year),
        ("unit", "web-gaps-unit", same(units), &narrow.unit),
    ]
    .map(|(name, label, values, chosen)| filter(cx, (name, label), values, chosen))
    .into()
}

fn sorted(values: impl Iterator<Item = String>) -> Vec<String> {
    values.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn filter(
    cx: &Context,
    (name, label): (&'static str, &'static str),
    values: Vec<(String, String)>,
    chosen: &str,
) -> FilterView {
    let all = (String::new(), cx.word("web-gaps-all"));
    let option = |(value, label): (String, String)| OptionView { chosen: value == chosen, value, label };
    FilterView {
        name,
        label: cx.word(label),
        options: std::iter::once(all).chain(values).map(option).collect(),
    }
}

fn gap_view(cx: &Context, county: &str, gap: &GapLine) -> GapView {
    GapView {
        address: format!("/counties/{county}/items/{}", gap.code),
        code: gap.code.clone(),
        item: gap.item.clone(),
        year: gap.year.map(|year| year.to_string()),
        cause: gap.cause.id(),
        need: cx.say(&gap.need),
        have: cx.say(&gap.have),
        points: gap.points,
        lead_unit: gap.lead_unit.clone(),
        due: gap.due.map(|due| cx.day(due)),
    }
}
