//! One piece of evidence: fields, files, where it is used, what it was before; and its files themselves.

use serde::Serialize;

use super::form::{Choice, item_options, year_options};
use super::keys::{self, Key};
use super::shown::ShownView;
use super::used::{self, PlaceView, SameView};
use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::domain::round::Phase;
use crate::domain::standard::EvidenceKind;
use crate::ops::evidence::{self, Detail, Piece};
use crate::ops::jobs;
use crate::ops::scores::{self, RoundView};
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::revisions::RevisionRow;
use crate::texts::human_size;
use crate::web::error::WebError;
use crate::web::guard::EvidenceReader;
use crate::web::pages::changes::InStep;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::{files, lookups, thumbnails};

#[derive(Serialize)]
struct DetailView {
    address: String,
    kind: String,
    state: String,
    reason: String,
    revision: i64,
    added_by: String,
    added_at: String,
    fields: Vec<FieldView>,
    files: Vec<FileView>,
    shown: Option<ShownView>,
    places: Vec<PlaceView>,
    warnings: Vec<String>,
    same: Vec<SameView>,
    earlier: Vec<EarlierView>,
    may_change: bool,
    may_review: bool,
    items: Vec<Choice>,
    years: Vec<Choice>,
    more: String,
    list: String,
    keys: Vec<Key>,
    step: InStep,
}

#[derive(Serialize)]
struct FieldView {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct FileView {
    address: String,
    name: String,
    size: String,
    sha256: String,
    shown: bool,
    picture: bool,
    position: i64,
}

#[derive(Serialize)]
struct EarlierView {
    address: String,
    revision: i64,
    changed_by: String,
    changed_at: String,
    files: Vec<String>,
}

/// A piece with its history.
pub(in crate::web) fn show_evidence(cx: &Context, right: EvidenceReader) -> Answer {
    let county = lookups::county_of(cx.office(), &right.piece)?;
    let page = Page::new(cx, "evidence", right.piece.row.title.clone()).of_county(&county);
    let shown = view(cx, &right)?;
    let needs_worker = shown.shown.as_ref().is_some_and(ShownView::needs_worker);
    let reply = match done(cx) {
        Some(done) => page.done(&done).reply(&shown)?,
        None => page.reply(&shown)?,
    };
    Ok(if needs_worker { reply.with_worker() } else { reply })
}

/// What was just done, when the address says so.
fn done(cx: &Context) -> Option<Message> {
    let id = match cx.query_value("done")?.as_str() {
        "filed" => "web-evidence-filed",
        "changed" => "web-evidence-changed",
        "linked" => "web-evidence-linked",
        "unlinked" => "web-evidence-unlinked",
        "reviewed" => "web-evidence-reviewed",
        _ => return None,
    };
    Some(Message::new(id))
}

fn view(cx: &Context, right: &EvidenceReader) -> Result<DetailView, WebError> {
    let known = &right.piece.row;
    let step = InStep::of(cx, (&known.round, &known.county))?;
    let detail = evidence::detail(cx.office(), &known.id)?;
    let piece = &detail.piece;
    let place = (Some(piece.row.round.as_str()), Some(piece.row.county.as_str()));
    let round = scores::round_of(cx.office(), place.0, place.1)?;
    let standard = round.standard(Phase::Final);
    let kind = standard.kind(&piece.row.kind);
    let base = format!("/counties/{}", piece.row.county);
    let may_change = right.account.role.files(right.account.county.as_deref(), &piece.row.county);
    let may_review = right.account.role == Role::CityInspector;
    Ok(DetailView {
        address: format!("/evidence/{}", piece.row.id),
        kind: kind.map_or_else(|| piece.row.kind.clone(), |kind| kind.label.clone()),
        state: piece.row.state.clone(),
        reason: piece.row.reason.clone(),
        revision: piece.row.revision,
        added_by: piece.row.added_by.clone(),
        added_at: cx.moment(piece.row.added_at),
        fields: fields(cx, kind, piece),
        files: piece.files.iter().map(|file| file_view(piece, file)).collect(),
        shown: ShownView::of(cx, piece),
        places: used::places(cx, &round, piece)?,
        warnings: warnings(cx, &round, piece),
        same: detail.same.iter().map(used::same).collect(),
        earlier: detail.earlier.iter().map(|row| earlier(cx, &detail, row)).collect(),
        may_change,
        may_review,
        items: item_options(standard, &[]),
        years: year_options(&round, &[]),
        more: more(&base, piece),
        list: format!("{base}/evidence"),
        step,
        keys: keys::of_piece(cx, may_change.then_some(true).or(may_review.then_some(false))),
    })
}

/// The catalogue fields of the kind in its order, those that nobody has filled among them, then what the
/// kind does not name.
fn fields(cx: &Context, kind: Option<&EvidenceKind>, piece: &Piece) -> Vec<FieldView> {
    let of_kind = kind.map(|kind| kind.fields.as_slice()).unwrap_or_default();
    let others = piece.fields.keys().filter(|id| !of_kind.contains(id));
    let view = |id: &String| FieldView {
        label: cx.lang.named("catalogue", id),
        value: piece.fields.get(id).cloned().unwrap_or_default(),
    };
    of_kind.iter().chain(others).map(view).collect()
}

fn file_view(piece: &Piece, (file, blob): &(FileRow, BlobRow)) -> FileView {
    FileView {
        address: format!("/evidence/{}/files/{}", piece.row.id, file.position),
        name: file.name.clone(),
        size: human_size(u64::try_from(blob.size).unwrap_or_default()),
        sha256: file.sha256.clone(),
        shown: files::is_shown(&blob.media_type),
        picture: jobs::is_picture(&blob.media_type),
        position: file.position,
    }
}

/// A day that lies in another year than the piece is filed under, and a piece that proves nothing.
fn warnings(cx: &Context, round: &RoundView, piece: &Piece) -> Vec<String> {
    let mut warnings = Vec::new();
    if piece.places.is_empty() {
        warnings.push(cx.word("web-evidence-nowhere"));
    }
    let day = piece.row.day.as_ref().and_then(|day| day.parse::<chrono::NaiveDate>().ok());
    if let Some(day) = day.filter(|_| !piece.places.is_empty()) {
        let year = round.round.year_of(day);
        if !piece.places.iter().any(|place| Some(place.year) == year) {
            let mut years: Vec<String> = piece.places.iter().map(|place| place.year.to_string()).collect();
            years.dedup();
            let said = Message::new("evidence-year-differs").with("day", cx.day(day));
            warnings.push(cx.say(&said.with("years", years.join(&cx.word("web-list-comma")))));
        }
    }
    warnings
}

fn earlier(cx: &Context, detail: &Detail, row: &RevisionRow) -> EarlierView {
    let files = detail.earlier_files.iter().filter(|(file, _)| file.revision == row.revision);
    EarlierView {
        address: format!("/evidence/{}/revisions/{}", row.evidence, row.revision),
        revision: row.revision,
        changed_by: row.changed_by.clone(),
        changed_at: cx.moment(row.changed_at),
        files: files.map(|(file, _)| file.name.clone()).collect(),
    }
}

/// The form for one more piece of the same item and year.
fn more(base: &str, piece: &Piece) -> String {
    let place = piece.places.first();
    let place = place.map(|place| format!("?item={}&year={}", place.item, place.year));
    format!("{base}/evidence/new{}", place.unwrap_or_default())
}

/// A file of the newest revision, shown when browsers can, else saved under its own name.
pub(in crate::web) fn show_file(cx: &Context, right: EvidenceReader) -> Answer {
    let position = cx.asked.param("position").and_then(|position| position.parse().ok());
    let file = evidence::file_to_send(&right.piece, position.ok_or(WebError::NotFound)?)?;
    files::send(cx, &file, cx.query_value("keep").is_none())
}

/// A small picture of a file of the newest revision, or a sign that stands for one.
pub(in crate::web) fn show_thumbnail(cx: &Context, right: EvidenceReader) -> Answer {
    let position = cx.asked.param("position").and_then(|position| position.parse().ok());
    let file = evidence::file_to_send(&right.piece, position.ok_or(WebError::NotFound)?)?;
    thumbnails::send(cx, &right.account, &file)
}
