//! What to do next: the gaps of an item for one cause are one step, with what it wins and what it takes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::gap::{Cause, Gap, gaps};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::score::{Missing, PhaseScore};
use crate::domain::standard::Standard;
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
    gaps: Vec<Gap<'a>>,
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
    pub(super) fn of(
        cx: &Context,
        (standard, score): (&Standard, &PhaseScore),
        (county, order): (&CountyRow, Order),
    ) -> Self {
        let mut steps: Vec<Step<'_>> = grouped(gaps(score)).into_iter().map(Step::of).collect();
        match order {
            Order::Points => steps.sort_by_key(|step| (Reverse(step.win), step.takes)),
            Order::Effort => steps.sort_by_key(|step| (step.takes, Reverse(step.win))),
        }
        let base = format!("/counties/{}", county.code);
        Self {
            orders: orders(cx, &base, order),
            lines: steps.iter().take(STEPS).filter_map(|step| step.view(cx, standard, &base)).collect(),
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

fn grouped(gaps: Vec<Gap<'_>>) -> Vec<(Cause, Vec<Gap<'_>>)> {
    let mut groups: Vec<(Cause, Vec<Gap<'_>>)> = Vec::new();
    for gap in gaps {
        let same = |(cause, gaps): &&mut (Cause, Vec<Gap<'_>>)| {
            *cause == gap.cause && gaps.first().is_some_and(|first| first.code == gap.code)
        };
        match groups.iter_mut().find(same) {
            Some((_, gaps)) => gaps.push(gap),
            None => groups.push((gap.cause, vec![gap])),
        }
    }
    groups
}

impl<'a> Step<'a> {
    fn of((cause, gaps): (Cause, Vec<Gap<'a>>)) -> Self {
        Self {
            cause,
            win: gaps.iter().map(|gap| gap.points).sum(),
            takes: Takes { work: cause == Cause::NotDone, pieces: pieces(&gaps) },
            gaps,
        }
    }

    fn view(&self, cx: &Context, standard: &Standard, base: &str) -> Option<StepView> {
        let first = self.gaps.first()?;
        let name = standard.item(first.code).map(|item| item.name.clone())?;
        let years: BTreeSet<String> =
            self.gaps.iter().filter_map(|gap| gap.year).map(|year| year.to_string()).collect();
        Some(StepView {
            address: format!("{base}/items/{}", first.code),
            code: first.code.to_owned(),
            name,
            cause: self.cause.id(),
            years: years.into_iter().collect::<Vec<_>>().join(&cx.word("web-list-comma")),
            need: cx.say(first.need),
            effort: cx.say(&self.takes.said()),
            win: self.win,
        })
    }
}

/// Pieces of evidence that are still to come; what several gaps miss is missed once.
fn pieces(gaps: &[Gap<'_>]) -> u32 {
    let mut missing: BTreeMap<(&str, Option<String>), u32> = BTreeMap::new();
    for Missing { kind, year, min, have } in gaps.iter().flat_map(|gap| gap.missing) {
        let most = missing.entry((kind, year.map(|year| year.to_string()))).or_default();
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
