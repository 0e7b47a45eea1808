//! What the page of an import shows: how far it is, and a table of its files, narrowed by outcome and in
//! pages.

use serde::{Deserialize, Serialize};

use super::{address, stage_id};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::intake::Skipped;
use crate::ops::import::Line;
use crate::web::error::WebError;
use crate::web::guard::Importer;
use crate::web::imports::Stage;
use crate::web::request::Context;

/// Files on one page.
const LINES: usize = 200;
/// Outcomes by which the table is narrowed, in the order of the page.
const STATES: [&str; 4] = ["ready", "taken", "already", "not_taken"];

/// Which part of the table is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    show: String,
    /// From 1.
    page: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct ShownView {
    address: String,
    /// Where the form for another ZIP is.
    back: String,
    stage: &'static str,
    /// Whether something is under way, so that the page asks again.
    busy: bool,
    done: usize,
    total: usize,
    failed: Option<String>,
    /// How many can be imported now.
    ready: usize,
    filters: Vec<FilterView>,
    lines: Vec<LineView>,
    previous: Option<String>,
    next: Option<String>,
    skipped: Vec<SkippedView>,
}

#[derive(Serialize)]
struct FilterView {
    address: String,
    /// An outcome; none for all.
    state: Option<&'static str>,
    count: usize,
    current: bool,
}

#[derive(Serialize)]
struct LineView {
    path: String,
    places: Vec<String>,
    kind: String,
    title: String,
    state: &'static str,
    evidence: Option<String>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct SkippedView {
    path: String,
    why: String,
}

/// The page as it is now.
pub(super) fn shown(cx: &Context, right: &Importer) -> Result<ShownView, WebError> {
    let asked: Asked = cx.query()?;
    let stage = right.import.stage();
    let blank = ShownView {
        address: address(&right.county, &right.import.id),
        back: format!("/counties/{}/import", right.county.code),
        stage: stage_id(&stage),
        busy: false,
        done: 0,
        total: 0,
        failed: None,
        ready: 0,
        filters: Vec::new(),
        lines: Vec::new(),
        previous: None,
        next: None,
        skipped: Vec::new(),
    };
    Ok(match &stage {
        Stage::Looking(done, total) | Stage::Running(done, total) => {
            ShownView { busy: true, done: *done, total: *total, ..blank }
        }
        Stage::Failed(message) => ShownView { failed: Some(cx.say(message)), ..blank },
        Stage::Ready(plan) => {
            let ready = plan.ready().count();
            ShownView { ready, ..table(cx, right, &asked, (blank, &plan.lines, &plan.skipped)) }
        }
        Stage::Ended(imported) => {
            let stopped = imported
                .stopped
                .as_ref()
                .map(|error| cx.say(&Message::new("import-stopped").with("cause", error.message())));
            let done = (blank, imported.lines.as_slice(), imported.skipped.as_slice());
            ShownView { failed: stopped, ..table(cx, right, &asked, done) }
        }
    })
}

/// The table, narrowed to an outcome, one page of it.
fn table(
    cx: &Context,
    right: &Importer,
    asked: &Asked,
    (blank, lines, skipped): (ShownView, &[Line], &[Skipped]),
) -> ShownView {
    let shows = |line: &&Line| asked.show.is_empty() || line.state.id() == asked.show;
    let page = asked.page.unwrap_or(1).max(1);
    let before = page.saturating_sub(1).saturating_mul(LINES);
    let count = lines.iter().filter(shows).count();
    let standard = right.import.standard(Phase::Final);
    let at = |page: usize| format!("{}?show={}&page={page}", blank.address, asked.show);
    let skip =
        |skipped: &Skipped| SkippedView { path: skipped.path.clone(), why: cx.say(&skipped.why.message()) };
    ShownView {
        filters: filters(&blank.address, lines, &asked.show),
        lines: lines
            .iter()
            .filter(shows)
            .skip(before)
            .take(LINES)
            .map(|one| line(cx, standard, one))
            .collect(),
        previous: (page > 1).then(|| at(page.saturating_sub(1))),
        next: (count > before.saturating_add(LINES)).then(|| at(page.saturating_add(1))),
        skipped: skipped.iter().map(skip).collect(),
        ..blank
    }
}

/// All, and each outcome that there is.
fn filters(address: &str, lines: &[Line], show: &str) -> Vec<FilterView> {
    let all =
        FilterView { address: address.to_owned(), state: None, count: lines.len(), current: show.is_empty() };
    let of_state = STATES.into_iter().map(|state| FilterView {
        address: format!("{address}?show={state}"),
        state: Some(state),
        count: lines.iter().filter(|line| line.state.id() == state).count(),
        current: show == state,
    });
    std::iter::once(all).chain(of_state.filter(|filter| filter.count > 0)).collect()
}

fn line(cx: &Context, standard: &Standard, line: &Line) -> LineView {
    let kind = standard.kind(&line.kind);
    let of_item = |item: &String| {
        let places = line.years.iter().map(|year| format!("{item}·{year}")).collect::<Vec<_>>();
        if places.is_empty() { vec![item.clone()] } else { places }
    };
    let mut places: Vec<String> = line.items.iter().flat_map(of_item).collect();
    if places.is_empty() {
        places = line.years.iter().map(ToString::to_string).collect();
    }
    let said = line.state.reason().into_iter().chain(line.notes.iter().cloned());
    let fields: Vec<String> = line.open.iter().map(|id| cx.lang.named("catalogue", id)).collect();
    let open = Message::new("import-open").with("fields", fields.join(&cx.word("web-list-comma")));
    let open = (!fields.is_empty() && line.state.reason().is_none()).then_some(open);
    LineView {
        path: line.path.clone(),
        places,
        kind: kind.map_or_else(|| line.kind.clone(), |kind| kind.label.clone()),
        title: line.title.clone(),
        state: line.state.id(),
        evidence: line.state.evidence().map(|id| format!("/evidence/{id}")),
        notes: said.chain(open).map(|message| cx.say(&message)).collect(),
    }
}
