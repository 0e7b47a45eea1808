//! A county's evidence as a list or as a wall of pictures, two views of one query, page by page.

use std::collections::HashMap;

use serde::Serialize;

use super::form::{Choice, item_options, year_options};
use super::keys::{self, Key};
use super::narrow::{FilterView, Narrow, WALL};
use crate::domain::finding::Severity;
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::domain::round::Phase;
use crate::domain::standard::Standard;
use crate::ops::evidence::{self, Family, Piece};
use crate::ops::findings;
use crate::ops::jobs;
use crate::ops::scores::RoundView;
use crate::web::error::WebError;
use crate::web::guard::CountyReader;
use crate::web::pages::changes::InStep;
use crate::web::pages::choices;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;

#[derive(Serialize)]
struct ListView {
    address: String,
    upload: Option<String>,
    filters: FilterView,
    ways: Vec<choices::Choice>,
    wall: bool,
    narrowed: bool,
    lines: Vec<LineView>,
    next: Option<String>,
    later: bool,
    /// What may be done to what is chosen.
    chosen: Option<ChosenView>,
    done: Option<DoneView>,
    keys: Vec<Key>,
    step: InStep,
}

#[derive(Serialize)]
struct LineView {
    address: String,
    /// Id and revision, as a step for many takes them.
    seen: String,
    title: String,
    kind: String,
    day: Option<String>,
    places: Vec<String>,
    state: String,
    reason: String,
    files: Vec<String>,
    /// Address of the first picture among the files.
    picture: Option<String>,
    /// How many pictures there are besides.
    others: usize,
    /// The gravest of what was found in it and nobody has waved off.
    found: Option<&'static str>,
}

/// What the visitor may do to what is chosen: file, or review.
#[derive(Serialize)]
pub(super) struct ChosenView {
    pub(super) files: bool,
    pub(super) address: String,
    /// The query to come back to.
    pub(super) back: String,
    pub(super) items: Vec<Choice>,
    pub(super) years: Vec<Choice>,
}

/// What was just done, and where it is taken back.
#[derive(Serialize)]
struct DoneView {
    text: String,
    undo: Option<String>,
    id: String,
}

/// A page of the list or the wall.
pub(in crate::web) fn list_evidence(cx: &Context, right: CountyReader) -> Answer {
    let narrow: Narrow = cx.query()?;
    let view = cx.round()?;
    let standard = view.standard(Phase::Final);
    let place = (view.round.code.as_str(), right.county.code.as_str());
    let step = InStep::of(cx, place)?;
    let found = evidence::list(cx.office(), place, &narrow.filter(standard))?;
    let ids: Vec<String> = found.pieces.iter().map(|piece| piece.row.id.clone()).collect();
    let marked = findings::of_evidence(cx.office(), &ids)?;
    let base = format!("/counties/{}/evidence", right.county.code);
    let chosen = chosen(&right, &view, (&base, &narrow));
    let files = right.account.role.files(right.account.county.as_deref(), &right.county.code);
    let shown = ListView {
        upload: files.then(|| format!("{base}/new")),
        filters: narrow.options(cx, &view),
        ways: ways(cx, (&base, &narrow)),
        wall: narrow.is_wall(),
        narrowed: narrow.narrows(),
        lines: found.pieces.iter().map(|piece| line((standard, &marked), piece)).collect(),
        next: found.next.map(|id| format!("{base}?{}&after={id}", narrow.query(&narrow.view))),
        later: !narrow.after.is_empty(),
        done: done(cx, &right, &base)?,
        keys: keys::of_list(cx, chosen.as_ref().map(|chosen| chosen.files)),
        chosen,
        step,
        address: base,
    };
    let title = cx.say(&Message::new("web-evidence-title").with("county", &right.county.name));
    Page::new(cx, "evidence-list", title).of_county(&right.county).reply(&shown)
}

/// The two views of the same query.
fn ways(cx: &Context, (base, narrow): (&str, &Narrow)) -> Vec<choices::Choice> {
    let way = |view: &str, label| choices::Choice {
        address: format!("{base}?{}", narrow.query(view)),
        label: cx.word(label),
        current: narrow.is_wall() == (view == WALL),
    };
    vec![way("", "files-as-list"), way(WALL, "files-as-wall")]
}

fn chosen(right: &CountyReader, view: &RoundView, (base, narrow): (&str, &Narrow)) -> Option<ChosenView> {
    let files = right.account.role.files(right.account.county.as_deref(), &right.county.code);
    let (step, items, years) = match (files, right.account.role) {
        (true, _) => ("places", item_options(view.standard(Phase::Final), &[]), year_options(view, &[])),
        (false, Role::CityInspector) => ("reviews", Vec::new(), Vec::new()),
        _ => return None,
    };
    Some(ChosenView {
        files,
        address: format!("{base}/{step}"),
        back: narrow.query(&narrow.view),
        items,
        years,
    })
}

/// What the address says was just done, if it was this account that did it.
fn done(cx: &Context, right: &CountyReader, base: &str) -> Result<Option<DoneView>, WebError> {
    let said = |id| Some(DoneView { text: cx.word(id), undo: None, id: String::new() });
    match cx.query_value("done").as_deref() {
        Some("nothing") => return Ok(said("files-nothing-changed")),
        Some("undone") => return Ok(said("files-undone")),
        _ => {}
    }
    let Some(id) = cx.query_value("undo") else { return Ok(None) };
    let own = (right.county.code.as_str(), right.account.name.as_str());
    let step = evidence::undoable(cx.office(), &id, own)?;
    Ok(step.map(|step| {
        let family = match step.family {
            Family::Places => "places",
            Family::Reviews => "reviews",
        };
        DoneView { text: cx.say(&step.done), undo: Some(format!("{base}/{family}/undo")), id: step.id }
    }))
}

fn line((standard, found): (&Standard, &HashMap<String, Severity>), piece: &Piece) -> LineView {
    let kind = standard.kind(&piece.row.kind);
    let address = format!("/evidence/{}", piece.row.id);
    let mut pictures = piece.files.iter().filter(|(_, blob)| jobs::is_picture(&blob.media_type));
    let picture = pictures.next().map(|(file, _)| format!("{address}/files/{}/thumbnail", file.position));
    LineView {
        seen: format!("{}.{}", piece.row.id, piece.row.revision),
        title: piece.row.title.clone(),
        kind: kind.map_or_else(|| piece.row.kind.clone(), |kind| kind.label.clone()),
        day: piece.row.day.clone(),
        places: piece.places.iter().map(|place| format!("{}·{}", place.item, place.year)).collect(),
        state: piece.row.state.clone(),
        reason: piece.row.reason.clone(),
        files: piece.files.iter().map(|(file, _)| file.name.clone()).collect(),
        picture,
        others: pictures.count(),
        found: found.get(&piece.row.id).map(|severity| severity.id()),
        address,
    }
}
