//! What is due, and who is late: the gaps by item with its day, and by lead unit.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::report::{GapLine, GapReport};
use crate::web::request::Context;
use crate::web::secrets::in_address;

/// How many items that are due are shown.
const DUE: usize = 6;

/// An item with gaps, and its day.
#[derive(Serialize)]
pub(super) struct DueView {
    address: String,
    code: String,
    name: String,
    unit: String,
    day: String,
    late: bool,
    said: String,
    win: Points,
}

/// A lead unit with what it still loses.
#[derive(Serialize)]
pub(super) struct UnitView {
    name: String,
    address: String,
    items: usize,
    points: Points,
    /// Items past their day.
    late: usize,
    /// The next day that is not past, or the last that is.
    next: Option<String>,
    next_said: Option<String>,
}

/// The gaps of one item.
struct Open<'a> {
    line: &'a GapLine,
    points: Points,
    days_left: Option<i64>,
}

/// The items that are due first.
pub(super) fn due(cx: &Context, report: &GapReport) -> Vec<DueView> {
    let mut open = by_item(report);
    open.retain(|item| item.days_left.is_some());
    open.sort_by_key(|item| (item.days_left, Reverse(item.points)));
    open.iter().take(DUE).filter_map(|item| due_view(cx, &report.county_code, item)).collect()
}

fn due_view(cx: &Context, county: &str, open: &Open<'_>) -> Option<DueView> {
    let days = open.days_left?;
    Some(DueView {
        address: format!("/counties/{county}/items/{}", open.line.code),
        code: open.line.code.clone(),
        name: open.line.item.clone(),
        unit: open.line.lead_unit.clone(),
        day: cx.day(open.line.due?),
        late: days < 0,
        said: said(cx, days),
        win: open.points,
    })
}

/// The units, those with late items first.
pub(super) fn units(cx: &Context, report: &GapReport) -> Vec<UnitView> {
    let mut groups: BTreeMap<&str, Vec<Open<'_>>> = BTreeMap::new();
    for open in by_item(report) {
        groups.entry(open.line.lead_unit.as_str()).or_default().push(open);
    }
    let mut units: Vec<UnitView> =
        groups.into_iter().map(|(unit, open)| unit_view(cx, (report, unit), &open)).collect();
    units.sort_by_key(|unit| (Reverse(unit.late), Reverse(unit.points)));
    units
}

fn unit_view(cx: &Context, (report, unit): (&GapReport, &str), open: &[Open<'_>]) -> UnitView {
    let days = || open.iter().filter_map(|item| Some((item.days_left?, item.line.due?)));
    let next: Option<(i64, NaiveDate)> = days().filter(|(left, _)| *left >= 0).min().or(days().max());
    let name = if unit.is_empty() { cx.word("web-unit-none") } else { unit.to_owned() };
    UnitView {
        address: format!("/counties/{}/gaps?unit={}", report.county_code, in_address(unit)),
        name,
        items: open.len(),
        points: open.iter().map(|item| item.points).sum(),
        late: days().filter(|(left, _)| *left < 0).count(),
        next: next.map(|(_, day)| cx.day(day)),
        next_said: next.map(|(left, _)| said(cx, left)),
    }
}

fn by_item(report: &GapReport) -> Vec<Open<'_>> {
    let mut items: BTreeMap<&str, Open<'_>> = BTreeMap::new();
    for line in &report.gaps {
        let days_left = line.due.map(|due| due.signed_duration_since(report.today).num_days());
        let open = items.entry(line.code.as_str()).or_insert(Open { line, points: Points::ZERO, days_left });
        open.points = open.points + line.points;
    }
    items.into_values().collect()
}

fn said(cx: &Context, days: i64) -> String {
    match days {
        0 => cx.word("web-due-today"),
        days if days < 0 => cx.say(&Message::new("web-due-late").with("days", days.saturating_neg())),
        days => cx.say(&Message::new("web-due-in").with("days", days)),
    }
}
