//! An earlier revision beside the one that counts, and the files that it had.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::ops::evidence::{self, Detail};
use crate::store::evidence::{BlobRow, FileRow};
use crate::store::revisions::RevisionRow;
use crate::web::error::WebError;
use crate::web::guard::EvidenceReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
use crate::web::request::Context;
use crate::web::{files, lookups};

#[derive(Serialize)]
struct RevisionView {
    address: String,
    then: i64,
    now: i64,
    replaced_by: String,
    replaced_at: String,
    lines: Vec<LineView>,
    files_then: Vec<FileView>,
    files_now: Vec<FileView>,
}

/// What was said then and what is said now.
#[derive(PartialEq, Serialize)]
struct LineView {
    label: String,
    then: String,
    now: String,
    changed: bool,
}

#[derive(Serialize)]
pub(super) struct FileView {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) picture: bool,
    /// Whether the other side has the same bytes.
    pub(super) kept: bool,
}

/// Both side by side.
pub(in crate::web) fn show_revision(cx: &Context, right: EvidenceReader) -> Answer {
    let detail = evidence::detail(cx.office(), &right.piece.row.id)?;
    let row = asked(cx, &detail)?;
    let shown = view(cx, &detail, row)?;
    let county = lookups::county_of(cx.office(), &right.piece)?;
    let title = Message::new("files-revision-title").with("title", &right.piece.row.title);
    let title = cx.say(&title.with("revision", row.revision));
    Page::new(cx, "evidence-revision", title).of_county(&county).reply(&shown)
}

/// A file that an earlier revision had.
pub(in crate::web) fn show_earlier_file(cx: &Context, right: EvidenceReader) -> Answer {
    let detail = evidence::detail(cx.office(), &right.piece.row.id)?;
    let row = asked(cx, &detail)?;
    let position = cx.asked.param("position").and_then(|position| position.parse().ok());
    let place = (row.revision, position.ok_or(WebError::NotFound)?);
    let file = evidence::earlier_file(&detail, place)?;
    files::send(cx, &file, cx.query_value("keep").is_none())
}

fn asked<'a>(cx: &Context, detail: &'a Detail) -> Result<&'a RevisionRow, WebError> {
    let revision = cx.asked.param("revision").and_then(|revision| revision.parse::<i64>().ok());
    detail.earlier.iter().find(|row| Some(row.revision) == revision).ok_or(WebError::NotFound)
}

fn view(cx: &Context, detail: &Detail, row: &RevisionRow) -> Result<RevisionView, WebError> {
    let address = format!("/evidence/{}", row.evidence);
    let then: Vec<_> =
        detail.earlier_files.iter().filter(|(file, _)| file.revision == row.revision).collect();
    let now: Vec<_> = detail.piece.files.iter().collect();
    let earlier = format!("{address}/revisions/{}", row.revision);
    Ok(RevisionView {
        then: row.revision,
        now: detail.piece.row.revision,
        replaced_by: row.changed_by.clone(),
        replaced_at: cx.moment(row.changed_at),
        lines: lines(cx, detail, row)?,
        files_then: then.iter().map(|file| file_view(&earlier, file, &now)).collect(),
        files_now: now.iter().map(|file| file_view(&address, file, &then)).collect(),
        address,
    })
}

fn file_view(base: &str, (file, blob): &(FileRow, BlobRow), others: &[&(FileRow, BlobRow)]) -> FileView {
    FileView {
        address: format!("{base}/files/{}", file.position),
        name: file.name.clone(),
        picture: matches!(blob.media_type.as_str(), "image/jpeg" | "image/png"),
        kept: others.iter().any(|(other, _)| other.sha256 == file.sha256),
    }
}

/// Every field that either has, first those of the piece itself.
fn lines(cx: &Context, detail: &Detail, row: &RevisionRow) -> Result<Vec<LineView>, WebError> {
    let before = row.said().map_err(OpsError::from)?;
    let fields = &before.fields;
    let now = &detail.piece;
    let round = cx.round()?;
    let kind = |id: &str| {
        let kind = round.standard(Phase::Final).kind(id);
        kind.map_or_else(|| id.to_owned(), |kind| kind.label.clone())
    };
    let said = |state: &str, reason: &str| {
        let state = cx.lang.named("state", state);
        match reason {
            "" => state,
            reason => {
                cx.say(&Message::new("files-state-because").with("state", state).with("reason", reason))
            }
        }
    };
    let mut lines = vec![
        line(cx.word("web-evidence-kind"), (kind(&before.kind), kind(&now.row.kind))),
        line(cx.word("files-title"), (before.title.clone(), now.row.title.clone())),
        line(
            cx.word("web-evidence-day"),
            (before.day.clone().unwrap_or_default(), now.row.day.clone().unwrap_or_default()),
        ),
    ];
    let mut ids: Vec<&String> = fields.keys().chain(now.fields.keys()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let of = |fields: &BTreeMap<String, String>| fields.get(id).cloned().unwrap_or_default();
        let line = line(cx.lang.named("catalogue", id), (of(fields), of(&now.fields)));
        // Title and day are mostly the catalogue's own.
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let states = (said(&before.state, &before.reason), said(&now.row.state, &now.row.reason));
    lines.push(line(cx.word("web-evidence-state"), states));
    Ok(lines)
}

fn line(label: String, (then, now): (String, String)) -> LineView {
    LineView { changed: then != now, label, then, now }
}
