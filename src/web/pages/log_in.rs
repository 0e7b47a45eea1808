//! Logging in and out.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::ops::OpsError;
use crate::ops::accounts::{self, Secret};
use crate::web::body::{Form, Pressed};
use crate::web::guard::Anyone;
use crate::web::menu;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::{Context, Visitor};
use crate::web::session;

#[derive(Serialize)]
struct LogInView {
    name: String,
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

/// The log-in form; somebody who is logged in goes on to where the work is.
pub(in crate::web) fn show_log_in(cx: &Context, _right: Anyone) -> Answer {
    if cx.account().is_some() {
        return Ok(Reply::see_other(&menu::start(cx)));
    }
    let next = cx.query_value("next").unwrap_or_default();
    page(cx, LogInView { name: String::new(), next, refused: None })
}

/// Checks name and password and begins a session, which takes the place of any earlier one.
pub(in crate::web) fn log_in(cx: &Context, _right: Anyone, Form(form): Form<LogIn>) -> Answer {
    let name = form.name.trim();
    let secret = match accounts::log_in(cx.office(), name, &Secret(form.password), cx.now) {
        Ok(secret) => secret,
        Err(OpsError::Refused(message)) => {
            let refused = Some(cx.say(&message));
            let view = LogInView { name: name.to_owned(), next: form.next, refused };
            return Ok(page(cx, view)?.with_status(StatusCode::UNAUTHORIZED));
        }
        Err(error) => return Err(error.into()),
    };
    if let Visitor::Person(_, earlier) = &cx.visitor {
        accounts::log_out(cx.office(), earlier)?;
    }
    let next = if is_ours(&form.next) { form.next.as_str() } else { "/" };
    Ok(Reply::see_other(next).with_cookie(session::begin(secret, cx.shared.settings.secure_cookies)))
}

/// Ends the session.
pub(in crate::web) fn log_out(cx: &Context, _right: Anyone, _pressed: Pressed) -> Answer {
    if let Visitor::Person(_, secret) = &cx.visitor {
        accounts::log_out(cx.office(), secret)?;
    }
    Ok(Reply::see_other("/log-in").with_cookie(session::end(cx.shared.settings.secure_cookies)))
}

fn page(cx: &Context, view: LogInView) -> Answer {
    Page::new(cx, "log-in", cx.word("web-log-in-title")).reply(&view)
}

/// Whether an address leads to a page of ours: browsers read `//host` and `/\host` as another site.
fn is_ours(address: &str) -> bool {
    let mut chars = address.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !address.chars().any(char::is_control)
}
