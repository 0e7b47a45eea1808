//! A county's home: the days left, the score by aspect, and what to do next.

use std::collections::BTreeSet;

use serde::Serialize;

use super::scores::{CompositeView, Figures4, composite_view};
use crate::domain::gap::{Cause, Gap, gaps};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, PhaseScore, sum};
use crate::domain::standard::Standard;
use crate::ops::scores::standing;
use crate::store::rounds::CountyRow;
use crate::web::bars::Bar;
use crate::web::guard::{Anyone, CountyReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::{menu, render::Page};

/// How many next steps are shown.
const STEPS: usize = 8;

#[derive(Serialize)]
struct HomeView {
    round: String,
    deadline: String,
    days_left: i64,
    after: bool,
    composite: CompositeView,
    aspects: Vec<AspectView>,
    steps: Vec<StepView>,
    more: usize,
    items_address: String,
}

#[derive(Serialize)]
struct AspectView {
    name: String,
    address: String,
    figures: Figures4,
    bar: Bar,
}

#[derive(Serialize)]
struct StepView {
    address: String,
    code: String,
    name: String,
    cause: &'static str,
    years: String,
    need: String,
    win: Points,
}

/// Leads to where the visitor's work begins.
pub(in crate::web) fn show_start(cx: &Context, _right: Anyone) -> Answer {
    Ok(Reply::see_other(&menu::start(cx)))
}

/// A county's home.
pub(in crate::web) fn show_home(cx: &Context, right: CountyReader) -> Answer {
    let view = cx.round()?;
    let standing = standing(cx.office(), &view, (&right.county.code, Figure::Provable))?;
    let standard = view.standard(Phase::Final);
    let days_left = view.round.days_left(cx.today());
    let steps = steps(cx, standard, &standing.at_final, &right.county);
    let title = cx.say(&Message::new("web-home-title").with("county", &right.county.name));
    let shown = HomeView {
        round: view.round.title.clone(),
        deadline: cx.day(view.round.deadline),
        days_left: days_left.abs(),
        after: days_left < 0,
        composite: composite_view(cx, &view, &standing),
        aspects: aspects(standard, &standing.at_final, &right.county),
        more: steps.len().saturating_sub(STEPS),
        steps: steps.into_iter().take(STEPS).collect(),
        items_address: format!("/counties/{}/items", right.county.code),
    };
    Page::new(cx, "home", title).of_county(&right.county).reply(&shown)
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

/// What wins most first: the gaps of an item for one cause are one step.
fn steps(cx: &Context, standard: &Standard, score: &PhaseScore, county: &CountyRow) -> Vec<StepView> {
    let mut grouped: Vec<(Cause, Vec<Gap>)> = Vec::new();
    for gap in gaps(score) {
        let same = |(cause, gaps): &&mut (Cause, Vec<Gap>)| {
            *cause == gap.cause && gaps.first().is_some_and(|first| first.code == gap.code)
        };
        match grouped.iter_mut().find(same) {
            Some((_, gaps)) => gaps.push(gap),
            None => grouped.push((gap.cause, vec![gap])),
        }
    }
    let mut steps: Vec<StepView> =
        grouped.iter().filter_map(|(cause, gaps)| step(cx, standard, county, (*cause, gaps))).collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.win));
    steps
}

fn step(cx: &Context, standard: &Standard, county: &CountyRow, group: (Cause, &[Gap])) -> Option<StepView> {
    let (cause, gaps) = group;
    let first = gaps.first()?;
    let name = standard.item(&first.code).map(|item| item.name.clone())?;
    let years: BTreeSet<String> =
        gaps.iter().filter_map(|gap| gap.year).map(|year| year.to_string()).collect();
    Some(StepView {
        address: format!("/counties/{}/items/{}", county.code, first.code),
        code: first.code.clone(),
        name,
        cause: cause.id(),
        years: years.into_iter().collect::<Vec<_>>().join(&cx.word("web-list-comma")),
        need: cx.say(&first.need),
        win: gaps.iter().map(|gap| gap.points).sum(),
    })
}
