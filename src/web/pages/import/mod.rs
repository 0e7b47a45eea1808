//! Import of a ZIP: uploaded, looked through, and filed once the clerk has seen what would become of it.

mod lines;

use serde::Serialize;

use crate::blob::Incoming;
use crate::domain::message::Message;
use crate::intake::{IntakeError, Limits, Package};
use crate::ops::OpsError;
use crate::store::rounds::CountyRow;
use crate::web::body::{Parts, Pressed};
use crate::web::error::WebError;
use crate::web::guard::{CountyFiler, Importer};
use crate::web::imports::{Begun, Stage, Start};
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::uploads::receive;

#[derive(Serialize)]
struct FormView {
    address: String,
    max_mb: u64,
    begun: Vec<BegunView>,
}

#[derive(Serialize)]
struct BegunView {
    address: String,
    name: String,
    at: String,
    stage: &'static str,
}

/// The form for a ZIP, and the imports that this account has begun.
pub(in crate::web) fn show_import_form(cx: &Context, right: CountyFiler) -> Answer {
    let form = form(cx, &right);
    let page = Page::new(cx, "import", cx.word("import-head")).of_county(&right.county);
    match cx.query_value("done").as_deref() {
        Some("cancelled") => page.done(&Message::new("import-cancelled")).reply(&form),
        _ => page.reply(&form),
    }
}

fn form(cx: &Context, right: &CountyFiler) -> FormView {
    let begun = cx.shared.imports.of(&right.account.name, &right.county.code);
    let view = |begun: &std::sync::Arc<Begun>| BegunView {
        address: address(&right.county, &begun.id),
        name: begun.name.clone(),
        at: cx.moment(begun.at),
        stage: stage_id(&begun.stage()),
    };
    FormView {
        address: format!("/counties/{}/import", right.county.code),
        max_mb: cx.shared.settings.max_file / 1_000_000,
        begun: begun.iter().map(view).collect(),
    }
}

/// Takes a ZIP, checks it as a whole and begins to look through it.
pub(in crate::web) fn begin_import(cx: &Context, right: CountyFiler, parts: Parts) -> Answer {
    match begun(cx, &right, parts) {
        Ok(id) => Ok(Reply::see_other(&address(&right.county, &id))),
        Err(WebError::Ops(OpsError::Refused(message))) => {
            let page = Page::new(cx, "import", cx.word("import-head")).of_county(&right.county);
            let status = WebError::Ops(OpsError::Refused(message.clone())).status();
            Ok(page.refused(&message).reply(&form(cx, &right))?.with_status(status))
        }
        Err(error) => Err(error),
    }
}

fn begun(cx: &Context, right: &CountyFiler, parts: Parts) -> Result<String, WebError> {
    let view = cx.round()?;
    let (file, name) = only_file(cx, parts)?;
    let settings = &cx.shared.settings;
    let limits =
        Limits { file_bytes: settings.max_file, entries: settings.max_import_files, ..Limits::default() };
    let package = Package::open_zip_named(file.path(), &name, &limits).map_err(|error| match error {
        IntakeError::Io { source, .. } => OpsError::Io(source),
        refused => OpsError::Refused(refused.message()),
    })?;
    let start = Start { county: right.county.code.clone(), view, name, package, file };
    cx.shared.imports.begin(cx.office(), &cx.by(&right.account), start)
}

/// The one file of the form.
fn only_file(cx: &Context, mut parts: Parts) -> Result<(Incoming, String), WebError> {
    let mut found = None;
    while let Some(part) = parts.next()? {
        let Some(name) = part.file else { continue };
        let file = receive(cx, &mut parts, name)?;
        if found.is_some() && file.is_some() {
            return Err(OpsError::Refused(Message::new("import-one-zip")).into());
        }
        found = found.or(file);
    }
    found.ok_or_else(|| OpsError::Refused(Message::new("evidence-no-file")).into())
}

/// How far an import is: progress, what would become of each file, or what has become of it.
pub(in crate::web) fn show_import(cx: &Context, right: Importer) -> Answer {
    let title = cx.say(&Message::new("import-title-of").with("name", &right.import.name));
    let page = Page::new(cx, "import-shown", title).of_county(&right.county);
    page.reply(&lines::shown(cx, &right)?)
}

/// Files what is ready.
pub(in crate::web) fn run_import(cx: &Context, right: Importer, _pressed: Pressed) -> Answer {
    cx.shared.imports.run(&right.import, cx.office(), cx.by(&right.account))?;
    Ok(Reply::see_other(&address(&right.county, &right.import.id)))
}

/// Forgets an import and its ZIP; what was filed stays.
pub(in crate::web) fn cancel_import(cx: &Context, right: Importer, _pressed: Pressed) -> Answer {
    if !cx.shared.imports.forget(&right.import) {
        return Err(OpsError::Refused(Message::new("import-runs")).into());
    }
    Ok(Reply::see_other(&format!("/counties/{}/import?done=cancelled", right.county.code)))
}

fn address(county: &CountyRow, id: &str) -> String {
    format!("/counties/{}/import/{id}", county.code)
}

/// The name in message ids.
fn stage_id(stage: &Stage) -> &'static str {
    match stage {
        Stage::Looking(..) => "looking",
        Stage::Ready(_) => "ready",
        Stage::Running(..) => "running",
        Stage::Ended(_) => "ended",
        Stage::Failed(_) => "failed",
    }
}
