//! The archive of a county: what would be bound today, the ZIP itself, and those that were packed in the
//! background to be fetched.

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::binding::{self, Request};
use crate::ops::jobs::{self, Ready};
use crate::texts::human_size;
use crate::web::body::Fields;
use crate::web::downloads;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

#[derive(Deserialize)]
struct Narrow {
    #[serde(default)]
    phase: Option<Phase>,
}

#[derive(Serialize)]
struct ArchiveView {
    phases: Vec<Choice>,
    file: String,
    name: String,
    pieces: usize,
    files: usize,
    size: String,
    waiting: usize,
    waiting_address: String,
    sent_back: usize,
    sent_back_address: String,
    gaps: usize,
    gaps_address: String,
    ask: String,
    packed: Vec<PackedView>,
    packing: bool,
}

#[derive(Serialize)]
struct PackedView {
    at: String,
    state: String,
    percent: i64,
    /// Where it is fetched, under which name, and how large it is.
    file: Option<PackedFile>,
}

#[derive(Serialize)]
struct PackedFile {
    address: String,
    name: String,
    size: String,
}

/// What the archive would hold.
pub(in crate::web) fn show_archive(cx: &Context, right: CountyReader) -> Answer {
    let phase = cx.query::<Narrow>()?.phase.unwrap_or(Phase::Final);
    let view = cx.round()?;
    let request = Request { county: &right.county.code, phase, lang: cx.lang, today: cx.today() };
    let contents = binding::contents(cx.office(), &view, &request)?;
    let base = format!("/counties/{}", right.county.code);
    let packed = jobs::archives(cx.office(), &right.county.code)?;
    let shown = ArchiveView {
        phases: Choice::phases(cx, phase, |one| format!("{base}/archive?phase={}", one.id())),
        file: format!("{base}/archive.zip?phase={}", phase.id()),
        name: binding::file_name(&view, &request)?,
        pieces: contents.pieces,
        files: contents.files,
        size: human_size(contents.bytes),
        waiting: contents.waiting,
        waiting_address: format!("{base}/evidence?state=waiting"),
        sent_back: contents.sent_back,
        sent_back_address: format!("{base}/evidence?state=sent_back"),
        gaps: contents.gaps,
        gaps_address: format!("{base}/gaps?phase={}", phase.id()),
        ask: format!("{base}/archive?phase={}", phase.id()),
        packing: packed.iter().any(|one| one.job.ended_at.is_none()),
        packed: packed.iter().map(|one| packed_view(cx, &base, one)).collect(),
    };
    let title = cx.say(&Message::new("web-archive-title").with("county", &right.county.name));
    Page::new(cx, "archive", title).of_county(&right.county).reply(&shown)
}

fn packed_view(cx: &Context, base: &str, ready: &Ready) -> PackedView {
    let file = ready.made.as_ref().map(|made| PackedFile {
        address: format!("{base}/archives/{}", ready.job.id),
        name: made.name.clone(),
        size: human_size(u64::try_from(made.size).unwrap_or_default()),
    });
    PackedView {
        at: cx.moment(ready.job.asked_at),
        state: ready.job.state.clone(),
        percent: ready.job.progress,
        file,
    }
}

/// Has the archive packed in the background; the page says when it can be fetched.
pub(in crate::web) fn ask_for_file(cx: &Context, right: CountyReader, _form: Fields) -> Answer {
    let phase = cx.query::<Narrow>()?.phase.unwrap_or(Phase::Final);
    let view = cx.round()?;
    let request = Request { county: &right.county.code, phase, lang: cx.lang, today: cx.today() };
    view.county(request.county)?;
    jobs::ask_for_archive(cx.office(), &view, (&cx.by(&right.account), &request))?;
    Ok(Reply::see_other(&format!("/counties/{}/archive?phase={}#packed", right.county.code, phase.id())))
}

/// An archive that was packed in the background. Who comes too early or too late sees how things stand.
pub(in crate::web) fn show_ready_file(cx: &Context, right: CountyReader) -> Answer {
    let job = cx.asked.param("job").unwrap_or_default();
    match jobs::ready_archive(cx.office(), &right.county.code, job)? {
        Some((sha256, made)) => downloads::packed(cx, &sha256, &made),
        None => Ok(Reply::see_other(&format!("/counties/{}/archive#packed", right.county.code))),
    }
}

/// The archive itself.
pub(in crate::web) fn show_file(cx: &Context, right: CountyReader) -> Answer {
    downloads::archive(cx, &right.county, cx.query::<Narrow>()?.phase.unwrap_or(Phase::Final))
}
