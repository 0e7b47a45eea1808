//! A file of evidence on its way out: whole or a range of it (RFC 9110), under its own name.

use std::io::{Seek, SeekFrom};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};

use super::range::{Asked, read};
use crate::ops::OpsError;
use crate::ops::evidence::{self, FileToSend};
use crate::web::api::query;
use crate::web::error::{Problem, WebError};
use crate::web::guard::EvidenceReader;
use crate::web::headers;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Media types that a browser shows without running anything of theirs.
const SHOWN: [&str; 4] = ["application/pdf", "image/jpeg", "image/png", "video/mp4"];
/// What is shown may do nothing at all.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'self'";

/// The bytes of a file.
#[utoipa::path(
    get, path = "/api/v1/evidence/{id}/file", tag = "evidence",
    params(
        ("id" = String, Path),
        ("position" = Option<i64>, Query),
        ("inline" = Option<i64>, Query),
        ("range" = Option<String>, Header),
        ("if-range" = Option<String>, Header),
        ("if-none-match" = Option<String>, Header),
    ),
    responses(
        (
            status = 200,
            content(("*/*")),
            headers(("etag" = String), ("content-disposition" = String), ("accept-ranges" = String)),
        ),
        (
            status = 206,
            content(("*/*")),
            headers(
                ("etag" = String),
                ("content-disposition" = String),
                ("accept-ranges" = String),
                ("content-range" = String),
            ),
        ),
        (status = 304, description = "known already"),
        (status = 400, body = Problem),
        (status = 416, body = Problem),
    ),
)]
pub(in crate::web) fn show_file(cx: &Context, right: EvidenceReader) -> Answer {
    let position = query::number(cx, "position")?.unwrap_or(1);
    let file = evidence::file_to_send(cx.office(), &right.piece, position)?;
    let tag = format!("\"{}\"", file.sha256);
    let known = cx.asked.header(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag || one.trim() == "*")) {
        return Ok(described(Reply::text("").with_status(StatusCode::NOT_MODIFIED), &tag));
    }
    let inline = cx.query_value("inline").is_some_and(|value| value == "1");
    let reply = named(bytes(cx, &file, &tag)?, &file, inline);
    Ok(described(reply, &tag))
}

/// All bytes, or those of the range.
fn bytes(cx: &Context, file: &FileToSend, tag: &str) -> Answer {
    let size = file.size;
    let mut opened = cx.office().blobs.open_file(&file.sha256).map_err(OpsError::from)?;
    let same = cx.asked.header(header::IF_RANGE).is_none_or(|known| known.trim() == tag);
    let range = cx.asked.header(header::RANGE).filter(|_| same);
    match range.map_or(Asked::Whole, |range| read(range, size)) {
        Asked::Whole => Ok(Reply::file(opened, size)),
        Asked::Nothing => Err(WebError::Range { size }),
        Asked::Part { first, last } => {
            opened.seek(SeekFrom::Start(first)).map_err(OpsError::from)?;
            let length = last.saturating_sub(first).saturating_add(1);
            let content_range = format!("bytes {first}-{last}/{size}");
            let reply = Reply::file(opened, length).with_status(StatusCode::PARTIAL_CONTENT);
            Ok(reply.with_text_header(header::CONTENT_RANGE, &content_range))
        }
    }
}

/// Says what it is and under which name it is kept; what a browser might run is always kept, never shown.
fn named(reply: Reply, file: &FileToSend, inline: bool) -> Reply {
    let shown = inline && SHOWN.contains(&file.media_type.as_str());
    let kind = if shown { "inline" } else { "attachment" };
    reply
        .with_text_header(header::CONTENT_TYPE, &file.media_type)
        .with_text_header(header::CONTENT_DISPOSITION, &headers::content_disposition(kind, &file.name))
        .with_header(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX))
}

/// The file is kept by its asker alone and asked for again each time; its bytes are not compressed on the way,
/// which would make them others than the tag says.
fn described(reply: Reply, tag: &str) -> Reply {
    reply
        .with_text_header(header::ETAG, tag)
        .with_header(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"))
        .with_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))
        .with_header(header::CONTENT_ENCODING, HeaderValue::from_static("identity"))
}
