//! Forged forms: whatever changes something carries a token that only our own pages know.
//!
//! The token is derived from the session's secret (before the log-in, from the visit's), so there is nothing
//! to keep. Programs with a bearer token need none, since no browser sends that by itself; programs that use
//! a session's cookie send the token as a header.

use actix_web::http::header::HeaderName;

use super::body::Body;
use super::error::WebError;
use super::request::{Context, Visitor};
use crate::blob::Sha256Hex;

/// Name of the hidden field, which stands first in every form.
pub(super) const FIELD: &str = "csrf";
/// The header that scripts send in its place.
const HEADER: HeaderName = HeaderName::from_static("x-csrf-token");
/// Keeps this hash apart from the one that the database knows sessions by.
const LABEL: &str = "yingjian form token:";

/// The token of this visitor's forms.
pub(super) fn token(cx: &Context) -> String {
    let secret = match &cx.visitor {
        Visitor::Nobody(visit) => &visit.secret,
        Visitor::Person(_, session) => &session.0,
        Visitor::Program(_) => return String::new(),
    };
    Sha256Hex::of(format!("{LABEL}{secret}").as_bytes()).into()
}

/// Refuses a request that may have been made by another site's page.
pub(super) fn check(cx: &Context, body: &mut Body) -> Result<(), WebError> {
    if cx.asked.only_reads() || matches!(cx.visitor, Visitor::Program(_)) {
        return Ok(());
    }
    // Who is nobody can change nothing by the API: the handler's right says so in clearer words.
    if cx.asked.is_api() && matches!(cx.visitor, Visitor::Nobody(_)) {
        return Ok(());
    }
    // Nobody has a form with files, so no thread waits for one.
    let upload = !matches!(body, Body::Whole(..));
    if matches!(&cx.visitor, Visitor::Nobody(visit) if visit.fresh || upload) {
        return Err(WebError::ForgedForm);
    }
    let given = match cx.asked.header(HEADER) {
        Some(given) => Some(given.to_owned()),
        None => body.form_token()?,
    };
    let expected = token(cx);
    // Hashes are compared, so that the time taken says nothing of the token.
    let right =
        given.is_some_and(|given| Sha256Hex::of(given.as_bytes()) == Sha256Hex::of(expected.as_bytes()));
    if right { Ok(()) } else { Err(WebError::ForgedForm) }
}
