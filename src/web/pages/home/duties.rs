//! What is due, and who is late: the gaps by item with its day, and by lead unit.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::report::Loss;
use crate::store::rounds::CountyRow;
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
    loss: &'a Loss<'a>,
    points: Points,
    days_left: Option<i64>,
}

/// The items that are due first.
pub(super) fn due(
    cx: &Context,
    (county, today): (&CountyRow, NaiveDate),
    losses: &[Loss<'_>],
) -> Vec<DueView> {
    let mut open = by_item(losses, today);
    open.retain(|item| item.days_left.is_some());
    open.sort_by_key(|item| (item.days_left, Reverse(item.points)));
    open.iter().take(DUE).filter_map(|item| due_view(cx, &county.code, item)).collect()
}

fn due_view(cx: &Context, county: &str, open: &Open<'_>) -> Option<DueView> {
    let days = open.days_left?;
    Some(DueView {
        address: format!("/counties/{county}/items/{}", open.loss.gap.code),
        code: open.loss.gap.code.to_owned(),
        name: open.loss.item.to_owned(),
        unit: open.loss.unit.to_owned(),
        day: cx.day(open.loss.due?),
        late: days < 0,
        said: said(cx, days),
        win: open.points,
    })
}

/// The units, those with late items first.
pub(super) fn units(
    cx: &Context,
    (county, today): (&CountyRow, NaiveDate),
    losses: &[Loss<'_>],
) -> Vec<UnitView> {
    let mut groups: BTreeMap<&str, Vec<Open<'_>>> = BTreeMap::new();
    for open in by_item(losses, today) {
        groups.entry(open.loss.unit).or_default().push(open);
    }
    let mut units: Vec<UnitView> =
        groups.into_iter().map(|(unit, open)| unit_view(cx, (county, unit), &open)).collect();
    units.sort_by_key(|unit| (Reverse(unit.late), Reverse(unit.points)));
    units
}

fn unit_view(cx: &Context, (county, unit): (&CountyRow, &str), open: &[Open<'_>]) -> UnitView {
    let days = || open.iter().filter_map(|item| Some((item.days_left?, item.loss.due?)));
    let next: Option<(i64, NaiveDate)> = days().filter(|(left, _)| *left >= 0).min().or(days().max());
    let name = if unit.is_empty() { cx.word("web-unit-none") } else { unit.to_owned() };
    UnitView {
        address: format!("/counties/{}/gaps?unit={}", county.code, in_address(unit)),
        name,
        items: open.len(),
        points: open.iter().map(|item| item.points).sum(),
        late: days().filter(|(left, _)| *left < 0).count(),
        next: next.map(|(_, day)| cx.day(day)),
        next_said: next.map(|(left, _)| said(cx, left)),
    }
}

fn by_item<'a>(losses: &'a [Loss<'a>], today: NaiveDate) -> Vec<Open<'a>> {
    let mut items: BTreeMap<&str, Open<'_>> = BTreeMap::new();
    for loss in losses {
        let days_left = loss.due.map(|due| due.signed_duration_since(today).num_days());
        let open = items.entry(loss.gap.code).or_insert(Open { loss, points: Points::ZERO, days_left });
        open.points = open.points + loss.gap.points;
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
