//! Counties against items: how often the newest reports of each county mention an item.

use serde::{Deserialize, Serialize};

use crate::domain::round::Phase;
use crate::domain::standard::{Aspect, Item, Standard};
use crate::ops::coverage::{self, Counted, OF_EACH};
use crate::store::rounds::CountyRow;
use crate::web::guard::CityReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::secrets::in_address;

/// Counties on a page.
const COUNTIES: usize = 24;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Narrow {
    page: usize,
    /// A part of a county's name.
    q: String,
    /// The code of an aspect; all when it names none.
    aspect: String,
}

#[derive(Serialize)]
struct CityView {
    round: String,
    of_each: usize,
    q: String,
    choices: Vec<AspectChoice>,
    /// Reports that were too much for one asking, and the address that reads on.
    unread: usize,
    again: String,
    counties: Vec<CountyView>,
    aspects: Vec<AspectView>,
    before: Option<String>,
    after: Option<String>,
}

/// An aspect to choose, as the partial `filter` shows it.
#[derive(Serialize)]
struct AspectChoice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct CountyView {
    name: String,
    address: String,
    reports: usize,
    /// Items that are never mentioned; none without a report.
    absent: Option<usize>,
}

#[derive(Serialize)]
struct AspectView {
    name: String,
    span: usize,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    code: String,
    name: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    address: String,
    /// A word for the style sheet.
    level: &'static str,
    times: Option<usize>,
    /// Never mentioned, though there are reports.
    missing: bool,
}

/// How often each item is mentioned by a county's reports; none without one that was read.
type Times = Option<Vec<usize>>;

/// The table.
pub(in crate::web) fn show_city(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = cx.round_of_all()?;
    let first = narrow.page.saturating_mul(COUNTIES);
    let found = view.counties.iter().filter(|county| county.name.contains(narrow.q.trim()));
    let found: Vec<&CountyRow> = found.collect();
    let counties: Vec<&CountyRow> = found.iter().skip(first).take(COUNTIES).copied().collect();
    let codes: Vec<String> = counties.iter().map(|county| county.code.clone()).collect();
    let counted = coverage::counted(cx.office(), &view, &codes)?;
    let sheet = view.standard(Phase::Final);
    let own = |county: &CountyRow| -> Vec<&Counted> {
        counted.iter().filter(|report| report.county == county.code).collect()
    };
    let columns: Vec<(&CountyRow, Times)> =
        counties.iter().map(|county| (*county, coverage::together(&own(county)))).collect();
    let chosen = |aspect: &&Aspect| narrow.aspect.is_empty() || aspect.code == narrow.aspect;
    let more = found.len() > first.saturating_add(COUNTIES);
    let shown = CityView {
        round: view.round.title.clone(),
        of_each: OF_EACH,
        choices: choices(sheet, &narrow.aspect),
        unread: counted.iter().filter(|report| report.times.is_none()).count(),
        again: narrow.address(narrow.page),
        counties: columns
            .iter()
            .map(|(county, times)| county_view(county, own(county).len(), times))
            .collect(),
        aspects: sheet
            .aspects
            .iter()
            .filter(chosen)
            .map(|aspect| aspect_view(sheet, aspect, &columns))
            .collect(),
        before: narrow.page.checked_sub(1).map(|page| narrow.address(page)),
        after: more.then(|| narrow.address(narrow.page.saturating_add(1))),
        q: narrow.q,
    };
    Page::new(cx, "coverage-city", cx.word("web-coverage-city-title")).wide().reply(&shown)
}

impl Narrow {
    fn address(&self, page: usize) -> String {
        let (q, aspect) = (in_address(self.q.trim()), in_address(&self.aspect));
        format!("/coverage?q={q}&aspect={aspect}&page={page}")
    }
}

fn choices(sheet: &Standard, chosen: &str) -> Vec<AspectChoice> {
    let choice = |aspect: &Aspect| AspectChoice {
        value: aspect.code.clone(),
        label: aspect.name.clone(),
        chosen: aspect.code == chosen,
    };
    sheet.aspects.iter().map(choice).collect()
}

fn county_view(county: &CountyRow, reports: usize, times: &Times) -> CountyView {
    CountyView {
        name: county.name.clone(),
        address: format!("/counties/{}/coverage", county.code),
        reports,
        absent: times.as_ref().map(|times| times.iter().filter(|times| **times == 0).count()),
    }
}

fn aspect_view(sheet: &Standard, aspect: &Aspect, columns: &[(&CountyRow, Times)]) -> AspectView {
    let rows = sheet.items.iter().enumerate().filter(|(_, item)| item.aspect == aspect.code);
    AspectView {
        name: aspect.name.clone(),
        span: columns.len().saturating_add(1),
        rows: rows
            .map(|(number, item)| {
                row_view(
                    item,
                    columns.iter().map(|(county, times)| {
                        (*county, times.as_ref().and_then(|times| times.get(number).copied()))
                    }),
                )
            })
            .collect(),
    }
}

fn row_view<'a>(item: &Item, cells: impl Iterator<Item = (&'a CountyRow, Option<usize>)>) -> RowView {
    let cell = |(county, times): (&CountyRow, Option<usize>)| CellView {
        address: format!("/counties/{}/coverage#item-{}", county.code, item.code),
        level: match times {
            None => "absent",
            Some(0) => "none",
            Some(1) => "most",
            Some(_) => "full",
        },
        times,
        missing: times == Some(0),
    };
    RowView { code: item.code.clone(), name: item.name.clone(), cells: cells.map(cell).collect() }
}
