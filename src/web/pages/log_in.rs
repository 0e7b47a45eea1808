//! Logging in, in one step or two, and out.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::{self, Attempt, Entered, Secret, entering};
use crate::web::body::{Form, Pressed};
use crate::web::error::WebError;
use crate::web::guard::Anyone;
use crate::web::menu;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::{Context, Visitor};
use crate::web::secrets::{in_address, is_ours};
use crate::web::session;

#[derive(Serialize)]
struct LogInView {
    name: String,
    next: String,
    refused: Option<String>,
    /// Where the office's own provider is asked, when there is one.
    provider: Option<String>,
}

#[derive(Serialize)]
struct CodeView {
    next: String,
    refused: Option<String>,
}

/// What the log-in form holds.
#[derive(Deserialize)]
pub(in crate::web) struct LogIn {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// What the form of the second step holds.
#[derive(Deserialize)]
pub(in crate::web) struct Code {
    code: String,
    #[serde(default)]
    next: String,
}

/// The log-in form; somebody who is logged in goes on to where the work is.
pub(in crate::web) fn show_log_in(cx: &Context, _right: Anyone) -> Answer {
    if cx.account().is_some() {
        return Ok(Reply::see_other(&menu::start(cx)));
    }
    let next = cx.query_value("next").unwrap_or_default();
    page(cx, view(cx, String::new(), (next, None)))
}

/// Checks name and password and begins a session, which takes the place of any earlier one, or goes on to the
/// second step.
pub(in crate::web) fn log_in(cx: &Context, _right: Anyone, Form(form): Form<LogIn>) -> Answer {
    let name = form.name.trim();
    let password = Secret(form.password);
    let attempt = Attempt { name, password: &password, label: &session::label(&cx.asked) };
    match accounts::log_in(cx.office(), attempt, cx.now) {
        Ok(entered) => go_on(cx, entered, &form.next),
        Err(OpsError::Refused(message)) => {
            let refused = Some(cx.say(&message));
            let view = view(cx, name.to_owned(), (form.next, refused));
            Ok(page(cx, view)?.with_status(StatusCode::UNAUTHORIZED))
        }
        Err(error) => Err(error.into()),
    }
}

/// Where somebody goes whose first factor was right: on with a session, or to the second step.
pub(in crate::web) fn go_on(cx: &Context, entered: Entered, next: &str) -> Answer {
    match entered {
        Entered::Whole(secret) => begin(cx, secret, next),
        Entered::AwaitsCode(half) => {
            let cookie = session::await_step(half, cx.shared.settings.secure_cookies);
            let address = format!("/log-in/code?next={}", in_address(next));
            Ok(Reply::see_other(&address).with_cookie(cookie))
        }
    }
}

fn begin(cx: &Context, secret: Secret, next: &str) -> Answer {
    if let Visitor::Person(_, earlier) = &cx.visitor {
        accounts::log_out(cx.office(), earlier, cx.now)?;
    }
    let next = if is_ours(next) { next } else { "/" };
    Ok(Reply::see_other(next).with_cookie(session::begin(secret, cx.shared.settings.secure_cookies)))
}

/// The form of the second step; without a first one there is none.
pub(in crate::web) fn show_code(cx: &Context, _right: Anyone) -> Answer {
    if cx.asked.cookie(session::STEP).is_none_or(str::is_empty) {
        return Ok(Reply::see_other("/log-in"));
    }
    code_page(cx, CodeView { next: cx.query_value("next").unwrap_or_default(), refused: None })
}

/// Checks the code and begins the session.
pub(in crate::web) fn give_code(cx: &Context, _right: Anyone, Form(form): Form<Code>) -> Answer {
    let half = Secret(cx.asked.cookie(session::STEP).unwrap_or_default().to_owned());
    let label = session::label(&cx.asked);
    let secure = cx.shared.settings.secure_cookies;
    match entering::give_code(cx.office(), &half, (&form.code, &label), cx.now) {
        Ok(secret) => Ok(begin(cx, secret, &form.next)?.with_cookie(session::end(session::STEP, secure))),
        Err(OpsError::Refused(message)) if message.id == "account-code-too-late" => {
            let reply = refuse(cx, &message, form.next)?;
            Ok(reply.with_cookie(session::end(session::STEP, secure)))
        }
        Err(OpsError::Refused(message)) => {
            let view = CodeView { next: form.next, refused: Some(cx.say(&message)) };
            Ok(code_page(cx, view)?.with_status(StatusCode::UNAUTHORIZED))
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with a reason why somebody did not come in.
pub(in crate::web) fn show_refused(cx: &Context, message: &Message) -> Result<Reply, WebError> {
    refuse(cx, message, String::new())
}

/// From the start again.
fn refuse(cx: &Context, message: &Message, next: String) -> Result<Reply, WebError> {
    let view = view(cx, String::new(), (next, Some(cx.say(message))));
    Ok(page(cx, view)?.with_status(StatusCode::UNAUTHORIZED))
}

/// Ends the session.
pub(in crate::web) fn log_out(cx: &Context, _right: Anyone, _pressed: Pressed) -> Answer {
    if let Visitor::Person(_, secret) = &cx.visitor {
        accounts::log_out(cx.office(), secret, cx.now)?;
    }
    let gone = session::end(session::SESSION, cx.shared.settings.secure_cookies);
    Ok(Reply::see_other("/log-in").with_cookie(gone))
}

fn view(cx: &Context, name: String, (next, refused): (String, Option<String>)) -> LogInView {
    let provider = cx.shared.oidc.as_ref();
    let provider = provider.map(|_| format!("/log-in/oidc?next={}", in_address(&next)));
    LogInView { name, next, refused, provider }
}

fn page(cx: &Context, view: LogInView) -> Answer {
    Page::new(cx, "log-in", cx.word("web-log-in-title")).reply(&view)
}

fn code_page(cx: &Context, view: CodeView) -> Answer {
    Page::new(cx, "log-in-code", cx.word("web-code-title")).reply(&view)
}
