//! Counties against items: how often the newest reports of each county mention an item.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::round::Phase;
use crate::domain::standard::{Aspect, Item, Standard};
use crate::ops::coverage::{self, OF_EACH, Report};
use crate::reading::coverage::Coverage;
use crate::reading::lexicon::Lexicon;
use crate::store::rounds::CountyRow;
use crate::web::guard::CityReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// Counties on a page.
const COUNTIES: usize = 24;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Narrow {
    page: usize,
}

#[derive(Serialize)]
struct CityView {
    round: String,
    of_each: usize,
    counties: Vec<CountyView>,
    aspects: Vec<AspectView>,
    before: Option<String>,
    after: Option<String>,
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

/// How often each item is mentioned by a county's reports; none without a report.
type Times = Option<Vec<usize>>;

/// The table.
pub(in crate::web) fn show_city(cx: &Context, _right: CityReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = cx.round_of_all()?;
    let first = narrow.page.saturating_mul(COUNTIES);
    let counties: Vec<&CountyRow> = view.counties.iter().skip(first).take(COUNTIES).collect();
    let codes: Vec<String> = counties.iter().map(|county| county.code.clone()).collect();
    let reports = coverage::of_some(cx.office(), &view, &codes)?;
    let sheet = view.standard(Phase::Final);
    let lexicon = coverage::lexicon(sheet)?;
    let mut by_county: HashMap<&str, Vec<&Report>> = HashMap::new();
    for report in &reports {
        by_county.entry(&report.county).or_default().push(report);
    }
    let own = |county: &CountyRow| by_county.get(county.code.as_str()).map(Vec::as_slice).unwrap_or_default();
    let columns: Vec<(&CountyRow, Times)> =
        counties.iter().map(|county| (*county, times(own(county), (sheet, &lexicon)))).collect();
    let page = |number: usize| format!("/coverage?page={number}");
    let shown = CityView {
        round: view.round.title.clone(),
        of_each: OF_EACH,
        counties: columns
            .iter()
            .map(|(county, times)| county_view(county, own(county).len(), times))
            .collect(),
        aspects: sheet.aspects.iter().map(|aspect| aspect_view(sheet, aspect, &columns)).collect(),
        before: narrow.page.checked_sub(1).map(page),
        after: (view.counties.len() > first.saturating_add(COUNTIES))
            .then(|| page(narrow.page.saturating_add(1))),
    };
    Page::new(cx, "coverage-city", cx.word("web-coverage-city-title")).wide().reply(&shown)
}

fn times(reports: &[&Report], (sheet, lexicon): (&Standard, &Lexicon)) -> Times {
    if reports.is_empty() {
        return None;
    }
    let read: Vec<Coverage<'_>> = reports.iter().map(|report| Coverage::of(&report.text, lexicon)).collect();
    let of_item = |item: usize| read.iter().map(|coverage| coverage.of_item(item).count()).sum();
    Some((0..sheet.items.len()).map(of_item).collect())
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
