//! The stream that tells a window of changes in its county, and nothing else: only their number.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use serde::Serialize;

use crate::ops::{OpsError, watching};
use crate::web::guard::CountyReader;
use crate::web::listeners::event;
use crate::web::reply::{Answer, Reply};
use crate::web::request::{Context, Visitor};

/// Where a page hears of changes, and the number that it was made with: what the partial `in-step` shows.
#[derive(Serialize)]
pub(super) struct InStep {
    stream: String,
    seen: i64,
}

impl InStep {
    /// For a page that listens to nothing.
    pub(super) fn none() -> Self {
        Self { stream: String::new(), seen: 0 }
    }

    /// For a page about a county; call it before its rows are read, so that no change falls between.
    pub(super) fn of(cx: &Context, place: (&str, &str)) -> Result<Self, OpsError> {
        let seen = watching::changes_of(cx.office(), place)?;
        Ok(Self { stream: format!("/counties/{}/changes", place.1), seen })
    }
}

const STREAM: &str = "text/event-stream";

/// The number of changes now, and to those who listen each later one. Who does not ask for a stream gets the one
/// number; who has too many listens to none, and browsers do not ask again after 204.
pub(in crate::web) fn show_changes(cx: &Context, right: CountyReader) -> Answer {
    let round = cx.round()?;
    let place = (round.round.code.as_str(), right.county.code.as_str());
    let number = watching::changes_of(cx.office(), place)?;
    let listens = cx.asked.header(header::ACCEPT).is_some_and(|accepted| accepted.contains(STREAM));
    let reply = match &cx.visitor {
        Visitor::Person(_, session) if listens => match cx.shared.listeners.begin(session, place, number) {
            Some(words) => Reply::chunks(STREAM, words),
            None => Reply::text("").with_status(StatusCode::NO_CONTENT),
        },
        _ => Reply::bytes(STREAM, event(number)),
    };
    // Neither compressed nor collected on the way, which would hold words back.
    Ok(reply
        .with_header(header::CONTENT_ENCODING, HeaderValue::from_static("identity"))
        .with_header(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")))
}
