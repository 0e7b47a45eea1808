//! The gap report of a county: what is missing, not done, not proven, most points first; narrowed by cause,
//! aspect, year and lead unit, and downloaded as a file.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::facts::Year;
use crate::domain::gap::Cause;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::ops::reports;
use crate::report::{GapFormat, GapLine, GapReport, Loss};
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
    let place = (right.county.code.as_str(), phase);
    let scored = reports::scored(cx.office(), &view, place)?;
    let written = reports::written(cx.office(), &view, place)?;
    let losses = scored.losses(&view);
    let report = scored.overview((&view, cx.today()), &losses);
    let address = format!("/counties/{}/gaps", right.county.code);
    let shown: Vec<&Loss<'_>> = losses.iter().filter(|loss| narrow.keeps(loss)).collect();
    let lines = shown.iter().map(|loss| loss.line(view.standard(phase)));
    let most = if narrow.list == WHOLE { usize::MAX } else { SHOWN };
    let page = GapsView {
        phase: phase.id(),
        phases: Choice::phases(cx, phase, |one| format!("{address}?phase={}", one.id())),
        days_left: report.days_left.abs(),
        after: report.days_left < 0,
        provable: report.figures.provable,
        when_all_proven: report.when_all_proven,
        full: report.figures.full,
        causes: report.by_cause.iter().map(|lost| cause_view(&losses, *lost)).collect(),
        filters: filters(cx, (&report, &losses), &narrow),
        points: shown.iter().map(|loss| loss.gap.points).sum(),
        rest: (shown.len() > most)
            .then(|| RestView { address: narrow.whole(&address, phase), count: shown.len() }),
        gaps: lines.take(most).map(|line| gap_view(cx, &right.county.code, line)).collect(),
        files: GapFormat::all().map(|format| file_choice(&address, phase, format)).collect(),
        written: written.map(|written| WrittenView {
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
    fn keeps(&self, Loss { gap, unit, .. }: &Loss<'_>) -> bool {
        let same = |wanted: &str, found: &str| wanted.is_empty() || wanted == found;
        same(&self.cause, gap.cause.id())
            && same(&self.aspect, gap.aspect)
            && (self.year.is_empty() || gap.year.is_some_and(|year| year.to_string() == self.year))
            && same(&self.unit, unit)
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

fn cause_view(losses: &[Loss<'_>], (cause, points): (Cause, Points)) -> CauseView {
    let count = losses.iter().filter(|loss| loss.gap.cause == cause).count();
    CauseView { cause: cause.id(), points, count }
}

fn filters(cx: &Context, (report, losses): (&GapReport, &[Loss<'_>]), narrow: &Narrow) -> Vec<FilterView> {
    let causes = Cause::ALL.map(|cause| (cause.id().to_owned(), cx.lang.named("cause", cause.id())));
    let aspects = report.by_aspect.iter();
    let aspects = aspects.map(|aspect| (aspect.code.clone(), format!("{} {}", aspect.code, aspect.name)));
    let years: BTreeSet<Year> = losses.iter().filter_map(|loss| loss.gap.year).collect();
    let units: BTreeSet<&str> = losses.iter().map(|loss| loss.unit).filter(|unit| !unit.is_empty()).collect();
    let same = |value: String| (value.clone(), value);
    let years = years.iter().map(Year::to_string).map(same);
    let units = units.into_iter().map(str::to_owned).map(same);
    [
        ("cause", "web-gaps-cause", causes.to_vec(), &narrow.cause),
        ("aspect", "web-aspect", aspects.collect(), &narrow.aspect),
        ("year", "web-gaps-year", years.collect(), &narrow.year),
        ("unit", "web-gaps-unit", units.collect(), &narrow.unit),
    ]
    .map(|(name, label, values, chosen)| filter(cx, (name, label), values, chosen))
    .into()
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

fn gap_view(cx: &Context, county: &str, gap: GapLine) -> GapView {
    GapView {
        address: format!("/counties/{county}/items/{}", gap.code),
        code: gap.code,
        item: gap.item,
        year: gap.year.map(|year| year.to_string()),
        cause: gap.cause.id(),
        need: cx.say(&gap.need),
        have: cx.say(&gap.have),
        points: gap.points,
        lead_unit: gap.lead_unit,
        due: gap.due.map(|due| cx.day(due)),
    }
}
