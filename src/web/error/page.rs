//! The page that tells people why something was not done, and where they go on.

use actix_web::http::header::{HeaderName, REFERER};
use serde::Serialize;

use super::{WebError, log_in_address, title_id};
use crate::web::render::Page;
use crate::web::reply::Reply;
use crate::web::request::Context;
use crate::web::secrets::is_ours;

/// Where htmx says that its page is.
const CURRENT: HeaderName = HeaderName::from_static("hx-current-url");

#[derive(Serialize)]
struct ErrorView {
    status: u16,
    detail: String,
    /// Where the button leads, and what it says.
    onward: String,
    label: String,
}

impl WebError {
    pub(super) fn page(&self, cx: &Context) -> Reply {
        let status = self.status();
        let ended = self.is_ended_session(cx);
        let title = match self {
            _ if ended => "web-error-ended-title",
            Self::ForgedForm => "web-error-forged-title",
            _ => title_id(status),
        };
        let view = ErrorView {
            status: status.as_u16(),
            detail: if ended { cx.word("web-error-ended") } else { cx.say(&self.message()) },
            onward: if ended { log_in_again(cx) } else { "/".to_owned() },
            label: cx.word(if ended { "web-error-ended-back" } else { "web-error-back" }),
        };
        match Page::new(cx, "error", cx.word(title)).reply(&view) {
            Ok(reply) => reply.with_status(status),
            Err(broken) => {
                tracing::error!(error = ?broken, "the error page is broken");
                Reply::text(&cx.say(&self.message())).with_status(status)
            }
        }
    }

    /// Whether somebody sent a form after the session had ended, who has done nothing wrong.
    fn is_ended_session(&self, cx: &Context) -> bool {
        let of_session = !cx.asked.only_reads() && !cx.asked.path.starts_with("/log-in");
        matches!(self, Self::ForgedForm | Self::NotLoggedIn) && of_session && cx.account().is_none()
    }
}

/// The log-in page, which leads back to the page that the form stands on.
fn log_in_again(cx: &Context) -> String {
    let page = cx.asked.header(CURRENT).or_else(|| cx.asked.header(REFERER)).and_then(path_of);
    log_in_address(page.filter(|page| is_ours(page)).unwrap_or("/"))
}

/// What stands behind the host of an address.
fn path_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    rest.find('/').and_then(|at| rest.get(at..))
}
