//! The headers of the tus protocol (tus.io, version 1.0).

use std::collections::BTreeMap;

use actix_web::http::header::{HeaderName, HeaderValue};
use chrono::NaiveDateTime;

use crate::contract::{upload_metadata, upload_number};
use crate::domain::message::Message;
use crate::ops::uploads::Begun;
use crate::web::error::WebError;
use crate::web::reply::Reply;
use crate::web::request::Context;

/// The version that is spoken here.
const VERSION: &str = "1.0.0";
/// The parts of it beside the core.
const EXTENSIONS: &str = "creation,termination,expiration";

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const SPOKEN: HeaderName = HeaderName::from_static("tus-version");
const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// Refuses a client that speaks another version.
pub(super) fn check(cx: &Context) -> Result<(), WebError> {
    if cx.asked.header(RESUMABLE) == Some(VERSION) {
        return Ok(());
    }
    Err(WebError::Precondition(Message::new("upload-version").with("version", VERSION)))
}

/// Says in every answer of these addresses, a refusal too, what is spoken.
pub(in crate::web) fn signed(cx: &Context, reply: Reply) -> Reply {
    let pattern = cx.asked.pattern.as_deref().unwrap_or_default();
    if !pattern.starts_with("/api/") || !pattern.contains("/uploads") {
        return reply;
    }
    let version = HeaderValue::from_static(VERSION);
    reply.with_header(RESUMABLE, version.clone()).with_header(SPOKEN, version)
}

/// What this server can do.
pub(super) fn with_terms(reply: Reply, max_size: u64) -> Reply {
    let extensions = HeaderValue::from_static(EXTENSIONS);
    reply.with_header(EXTENSION, extensions).with_text_header(MAX_SIZE, &max_size.to_string())
}

/// The size that an upload will have.
pub(super) fn length(cx: &Context) -> Result<u64, WebError> {
    number(cx, LENGTH)
}

/// The byte that the sender goes on with.
pub(super) fn offset(cx: &Context) -> Result<u64, WebError> {
    number(cx, OFFSET)
}

fn number(cx: &Context, name: HeaderName) -> Result<u64, WebError> {
    let value = cx.asked.header(name.clone()).unwrap_or_default();
    upload_number(value).ok_or_else(|| header_fault(&name, value))
}

fn header_fault(name: &HeaderName, value: &str) -> WebError {
    let message = Message::new("upload-header").with("header", name.as_str());
    WebError::Unreadable(message.with("value", value))
}

/// What the sender says of the file: pairs of a name and a text in Base64.
pub(super) fn metadata(cx: &Context) -> Result<BTreeMap<String, String>, WebError> {
    let text = cx.asked.header(METADATA).unwrap_or_default();
    upload_metadata(text).map_err(|pair| header_fault(&METADATA, pair))
}

/// How far an upload is.
pub(super) fn with_progress(reply: Reply, upload: &Begun, offset: u64) -> Reply {
    let reply = reply.with_text_header(OFFSET, &offset.to_string());
    with_expiry(reply, upload.row.expires_at)
}

/// How large it will be.
pub(super) fn with_length(reply: Reply, upload: &Begun) -> Reply {
    reply.with_text_header(LENGTH, &upload.size().to_string())
}

/// Until when it waits.
pub(super) fn with_expiry(reply: Reply, at: NaiveDateTime) -> Reply {
    reply.with_text_header(EXPIRES, &at.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
}
