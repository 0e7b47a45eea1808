//! What to do next: the gaps of an item for one cause are one step, with what it wins and what it takes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::facts::Year;
use crate::domain::gap::Cause;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::score::Missing;
use crate::report::Loss;
use crate::store::rounds::CountyRow;
use crate::web::pages::choices::Choice;
use crate::web::request::Context;

/// How many are shown.
const STEPS: usize = 10;

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Order {
    /// What wins most.
    #[default]
    Points,
    /// What takes least.
    Effort,
}

#[derive(Serialize)]
pub(super) struct StepsView {
    orders: Vec<Choice>,
    lines: Vec<StepView>,
    more: usize,
    more_address: String,
}

#[derive(Serialize)]
struct StepView {
    address: String,
    code: String,
    name: String,
    cause: &'static str,
    years: String,
    need: String,
    effort: String,
    win: Points,
}

/// The gaps of an item for one cause.
struct Step<'a> {
    cause: Cause,
    losses: Vec<Loss<'a>>,
    win: Points,
    takes: Takes,
}

/// What a step takes, least first: evidence alone before work that is still to be done, few pieces before many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Takes {
    work: bool,
    pieces: u32,
}

impl StepsView {
    pub(super) fn of(cx: &Context, losses: &[Loss<'_>], (county, order): (&CountyRow, Order)) -> Self {
        let mut steps: Vec<Step<'_>> = grouped(losses).into_iter().map(Step::of).collect();
        match order {
            Order::Points => steps.sort_by_key(|step| (Reverse(step.win), step.takes)),
            Order::Effort => steps.sort_by_key(|step| (step.takes, Reverse(step.win))),
        }
        let base = format!("/counties/{}", county.code);
        Self {
            orders: orders(cx, &base, order),
            lines: steps.iter().take(STEPS).filter_map(|step| step.view(cx, &base)).collect(),
            more: steps.len().saturating_sub(STEPS),
            more_address: format!("{base}/gaps"),
        }
    }
}

fn orders(cx: &Context, base: &str, current: Order) -> Vec<Choice> {
    let choice = |(order, id): (Order, &str)| Choice {
        address: format!("{base}?order={id}#steps"),
        label: cx.lang.named("order", id),
        current: order == current,
    };
    [(Order::Points, "points"), (Order::Effort, "effort")].map(choice).into()
}

/// By code, so that of two that win and take the same the first code comes first.
fn grouped<'a>(losses: &[Loss<'a>]) -> BTreeMap<(&'a str, Cause), Vec<Loss<'a>>> {
    let mut groups: BTreeMap<(&str, Cause), Vec<Loss<'a>>> = BTreeMap::new();
    for loss in losses {
        groups.entry((loss.gap.code, loss.gap.cause)).or_default().push(*loss);
    }
    groups
}

impl<'a> Step<'a> {
    fn of(((_, cause), losses): ((&str, Cause), Vec<Loss<'a>>)) -> Self {
        Self {
            cause,
            win: losses.iter().map(|loss| loss.gap.points).sum(),
            takes: Takes { work: cause == Cause::NotDone, pieces: pieces(&losses) },
            losses,
        }
    }

    fn view(&self, cx: &Context, base: &str) -> Option<StepView> {
        let Loss { gap: first, item, .. } = self.losses.first()?;
        let years: BTreeSet<Year> = self.losses.iter().filter_map(|loss| loss.gap.year).collect();
        let years: Vec<String> = years.iter().map(Year::to_string).collect();
        Some(StepView {
            address: format!("{base}/items/{}", first.code),
            code: first.code.to_owned(),
            name: (*item).to_owned(),
            cause: self.cause.id(),
            years: years.join(&cx.word("web-list-comma")),
            need: cx.say(first.need),
            effort: cx.say(&self.takes.said()),
            win: self.win,
        })
    }
}

/// Pieces of evidence that are still to come; what several gaps miss is missed once.
fn pieces(losses: &[Loss<'_>]) -> u32 {
    let mut missing: BTreeMap<(&str, Option<Year>), u32> = BTreeMap::new();
    for Missing { kind, year, min, have } in losses.iter().flat_map(|loss| loss.gap.missing) {
        let most = missing.entry((kind, *year)).or_default();
        *most = (*most).max(min.saturating_sub(*have));
    }
    missing.into_values().fold(0, u32::saturating_add)
}

impl Takes {
    fn said(self) -> Message {
        let id = if self.work { "web-effort-work" } else { "web-effort-pieces" };
        // Work that is done lacks at least the piece that was sent back.
        let least = if self.work { 0 } else { 1 };
        Message::new(id).with("count", i64::from(self.pieces.max(least)))
    }
}
