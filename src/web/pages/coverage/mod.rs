//! Which items the written reports of a county mention, what is absent first; of reports that were filed, or of a
//! text that is pasted and not kept. And for the city a table of counties.

mod city;
mod found;

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::coverage::{self, LONGEST_PASTED, Report};
use crate::reading::coverage::Coverage;
use crate::store::rounds::CountyRow;
use crate::web::body::Fields;
use crate::web::error::WebError;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
pub(in crate::web) use city::show_city;
use found::{FoundView, Source};

/// Which report is looked at; all when it names none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Narrow {
    report: String,
}

#[derive(Serialize)]
struct CoverageView {
    action: String,
    limit: usize,
    reports: Vec<Choice>,
    /// A pasted text, as it was pasted.
    typed: Option<String>,
    /// What was found; none when there is nothing to read.
    found: Option<FoundView>,
}

/// The county's reports.
pub(in crate::web) fn show_coverage(cx: &Context, right: CountyReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let reports = coverage::of_county(cx.office(), &cx.round()?, &right.county.code)?;
    let chosen: Vec<&Report> = reports
        .iter()
        .filter(|report| narrow.report.is_empty() || report.evidence == narrow.report)
        .collect();
    let sources: Vec<Source<'_>> = chosen.iter().map(|report| Source::filed(report)).collect();
    let found = found(cx, &right.county, &sources)?;
    show(
        cx,
        &right.county,
        CoverageView {
            reports: choices(cx, &right.county, (&reports, &narrow)),
            ..view(&right.county, found)
        },
    )
}

/// A text that is looked through and forgotten.
pub(in crate::web) fn read_text(cx: &Context, right: CountyReader, fields: Fields) -> Answer {
    let text = fields.raw("text").unwrap_or_default();
    let length = text.chars().count();
    let typed = Some(text.to_owned());
    if length > LONGEST_PASTED {
        let fault =
            Message::new("web-coverage-too-long").with("length", length).with("limit", LONGEST_PASTED);
        let page = CoverageView { typed, ..view(&right.county, None) };
        return Ok(title(cx, &right.county)
            .refused(&fault)
            .reply(&page)?
            .with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let sources = [Source::pasted(cx.word("web-coverage-typed"), text)];
    let found = if text.trim().is_empty() { None } else { found(cx, &right.county, &sources)? };
    show(cx, &right.county, CoverageView { typed, ..view(&right.county, found) })
}

fn view(county: &CountyRow, found: Option<FoundView>) -> CoverageView {
    let action = format!("/counties/{}/coverage", county.code);
    CoverageView { action, limit: LONGEST_PASTED, reports: Vec::new(), typed: None, found }
}

fn found(cx: &Context, county: &CountyRow, sources: &[Source<'_>]) -> Result<Option<FoundView>, WebError> {
    if sources.is_empty() {
        return Ok(None);
    }
    let round = cx.round()?;
    let sheet = round.standard(Phase::Final);
    let lexicon = coverage::lexicon(sheet)?;
    let read: Vec<Coverage<'_>> = sources.iter().map(|source| Coverage::of(source.text, &lexicon)).collect();
    Ok(Some(FoundView::of(cx, (county, sheet), (sources, &read))))
}

fn choices(cx: &Context, county: &CountyRow, (reports, narrow): (&[Report], &Narrow)) -> Vec<Choice> {
    if reports.is_empty() {
        return Vec::new();
    }
    let address = format!("/counties/{}/coverage", county.code);
    let all = Choice {
        label: cx.say(&Message::new("web-coverage-all").with("count", reports.len())),
        current: narrow.report.is_empty(),
        address: address.clone(),
    };
    let one = |report: &Report| Choice {
        address: format!("{address}?report={}", report.evidence),
        label: report.title.clone(),
        current: report.evidence == narrow.report,
    };
    std::iter::once(all).chain(reports.iter().map(one)).collect()
}

fn title<'a>(cx: &'a Context, county: &'a CountyRow) -> Page<'a> {
    let title = cx.say(&Message::new("web-coverage-title").with("county", &county.name));
    Page::new(cx, "coverage", title).of_county(county).wide()
}

fn show(cx: &Context, county: &CountyRow, view: CoverageView) -> Answer {
    title(cx, county).reply(&view)
}
