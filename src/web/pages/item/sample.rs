//! The parts of an item's page for the page that shows each part.

use std::collections::BTreeMap;

use serde::Serialize;

use super::form::{Attempt, read};
use super::marks::{MarksView, mark_view};
use super::subject::Subject;
use super::talk::{TalkView, comment, deed};
use super::years::{PartView, Shown, YearView};
use crate::domain::points::Points;
use crate::domain::role::Role;
use crate::domain::round::{Phase, Window};
use crate::domain::standard::{Item, Level};
use crate::ops::evidence::OfItem;
use crate::ops::history::Told;
use crate::store::audit::AuditRow;
use crate::store::comments::CommentRow;
use crate::store::reviews::MarkRow;
use crate::web::body::Fields;
use crate::web::pages::styleguide::Sample;
use crate::web::request::Context;

/// What the partials of an item's page show.
#[derive(Serialize)]
pub(in crate::web::pages) struct ItemSample {
    /// A part in each state.
    parts: Vec<PartView>,
    /// A form in which ticks are stated, and one in which a number was not taken.
    years: Vec<YearView>,
    marks: MarksView,
    talk: TalkView,
}

impl ItemSample {
    pub(in crate::web::pages) fn new(cx: &Context, sample: &Sample) -> Self {
        let windows = sample.round.years.as_slice();
        Self {
            parts: windows.first().map(|window| parts(cx, sample, window)).unwrap_or_default(),
            years: windows.iter().filter_map(|window| form(cx, sample, window)).collect(),
            marks: marks(cx, sample),
            talk: talk(cx, sample),
        }
    }
}

fn shown<'a>(cx: &'a Context, sample: &'a Sample, item: &'a Item) -> Shown<'a> {
    Shown {
        cx,
        standard: &sample.standard,
        subject: Subject::Item(item, Level::County),
        base: "/styleguide".to_owned(),
        files: true,
        score: sample.standing.at_final.items.iter().find(|score| score.code == item.code),
        facts: &[],
        found: const { &OfItem { pieces: Vec::new(), counts: BTreeMap::new() } },
        saved: None,
    }
}

fn parts(cx: &Context, sample: &Sample, window: &Window) -> Vec<PartView> {
    let first = |item: &Item| shown(cx, sample, item).parts(Some(window.year)).into_iter().next();
    sample.standard.items.iter().filter_map(first).take(4).collect()
}

/// The form of ticks in the year that the midterm covers, that of a number in the other.
fn form(cx: &Context, sample: &Sample, window: &Window) -> Option<YearView> {
    let ticked = |item: &&Item| !Subject::Item(item, Level::County).ticks().is_empty();
    let item = sample.standard.items.iter().find(|item| ticked(item) == window.midterm)?;
    let mut fields = Fields::default();
    fields.push("count", "十二次");
    let faults = read(Subject::Item(item, Level::County), &fields).err().unwrap_or_default();
    let attempt = Attempt { fields, faults };
    let refused = (!window.midterm).then_some((&attempt, String::new()));
    Some(shown(cx, sample, item).year(window, refused))
}

fn marks(cx: &Context, sample: &Sample) -> MarksView {
    let row = MarkRow {
        round: sample.round.code.clone(),
        county: sample.county.code.clone(),
        phase: Phase::Final.id().to_owned(),
        item: String::new(),
        inspector: "样例检查员".to_owned(),
        points: "1.5".to_owned(),
        reason: "2025 年缺凭证".to_owned(),
        given_at: sample.at,
    };
    MarksView {
        given: vec![mark_view(cx, row)],
        action: Some("/styleguide".to_owned()),
        phases: [Phase::Final, Phase::Midterm].map(Phase::id).into(),
        full: sample.standard.items.first().map_or(Points::ZERO, |item| item.points),
    }
}

fn talk(cx: &Context, sample: &Sample) -> TalkView {
    let said = CommentRow {
        id: String::new(),
        round: sample.round.code.clone(),
        county: sample.county.code.clone(),
        item: String::new(),
        account: "样例检查员".to_owned(),
        role: Role::CityInspector.id().to_owned(),
        text: "请补上拨付凭证。".to_owned(),
        at: sample.at,
    };
    let done = AuditRow {
        id: String::new(),
        at: sample.at,
        account: sample.piece.row.added_by.clone(),
        action: "evidence.file".to_owned(),
        county: None,
        subject: sample.piece.row.id.clone(),
        detail: String::new(),
    };
    TalkView {
        action: "/styleguide".to_owned(),
        limit: 1000,
        comments: vec![comment(cx, said)],
        deeds: vec![deed(cx, Told { row: done, title: Some(sample.piece.row.title.clone()) })],
        said: false,
        typed: String::new(),
    }
}
