//! The archive of a county: what would be bound today, and the ZIP itself.

use serde::{Deserialize, Serialize};

use super::choices::Choice;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::binding::{self, Request};
use crate::texts::human_size;
use crate::web::downloads;
use crate::web::guard::CountyReader;
use crate::web::render::Page;
use crate::web::reply::Answer;
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
}

/// What the archive would hold.
pub(in crate::web) fn show_archive(cx: &Context, right: CountyReader) -> Answer {
    let phase = cx.query::<Narrow>()?.phase.unwrap_or(Phase::Final);
    let view = cx.round()?;
    let request = Request { county: &right.county.code, phase, lang: cx.lang, today: cx.today() };
    let contents = binding::contents(cx.office(), &view, &request)?;
    let base = format!("/counties/{}", right.county.code);
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
    };
    let title = cx.say(&Message::new("web-archive-title").with("county", &right.county.name));
    Page::new(cx, "archive", title).of_county(&right.county).reply(&shown)
}

/// The archive itself.
pub(in crate::web) fn show_file(cx: &Context, right: CountyReader) -> Answer {
    downloads::archive(cx, &right.county, cx.query::<Narrow>()?.phase.unwrap_or(Phase::Final))
}
