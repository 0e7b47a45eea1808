//! Sending a file of evidence under its own name: whole, or the one range that was asked for (RFC 9110).

use std::fs::File;
use std::io::{Seek, SeekFrom};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};

use super::error::WebError;
use super::headers::content_disposition;
use super::reply::{Answer, Reply};
use super::request::Context;
use crate::blob::BlobError;
use crate::ops::OpsError;
use crate::ops::evidence::FileToSend;

/// Types that browsers show without running anything in them; all else is kept as a file.
const SHOWN: [&str; 5] = ["application/pdf", "image/jpeg", "image/png", "image/webp", "video/mp4"];

/// Whether a browser may show a file of this type.
pub(super) fn is_shown(media_type: &str) -> bool {
    SHOWN.contains(&media_type)
}

/// The file, or the range of it that the request asks for. `keep` makes the browser save it in any case.
pub(super) fn send(cx: &Context, file: &FileToSend, keep: bool) -> Answer {
    let tag = format!("\"{}\"", file.sha256.as_str());
    if cx.asked.header(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok(described(Reply::bytes("application/octet-stream", Vec::new()), file, keep)
            .with_status(StatusCode::NOT_MODIFIED));
    }
    match asked_range(cx, &tag, file.size) {
        Range::Whole => Ok(described(Reply::file(open(file, 0)?, file.size), file, keep)),
        Range::Part(first, last) => {
            let length = last.saturating_sub(first).saturating_add(1);
            let reply = described(Reply::file(open(file, first)?, length), file, keep);
            let range = format!("bytes {first}-{last}/{}", file.size);
            Ok(reply.with_status(StatusCode::PARTIAL_CONTENT).with_text_header(header::CONTENT_RANGE, &range))
        }
        Range::Outside => {
            let reply = described(Reply::bytes("application/octet-stream", Vec::new()), file, true);
            Ok(reply
                .with_status(StatusCode::RANGE_NOT_SATISFIABLE)
                .with_text_header(header::CONTENT_RANGE, &format!("bytes */{}", file.size)))
        }
    }
}

fn described(reply: Reply, file: &FileToSend, keep: bool) -> Reply {
    let shown = !keep && is_shown(&file.media_type);
    let kind = if shown { "inline" } else { "attachment" };
    reply
        .with_text_header(header::CONTENT_TYPE, &file.media_type)
        .with_text_header(header::CONTENT_DISPOSITION, &content_disposition(kind, &file.name))
        .with_text_header(header::ETAG, &format!("\"{}\"", file.sha256.as_str()))
        .with_header(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"))
        // Only this browser may keep it, and it asks each time whether the visitor still has the right.
        .with_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))
        // Compressing again would cost time and lose the length.
        .with_header(header::CONTENT_ENCODING, HeaderValue::from_static("identity"))
}

fn open(file: &FileToSend, first: u64) -> Result<File, WebError> {
    let opened = File::open(&file.path).and_then(|mut opened| {
        opened.seek(SeekFrom::Start(first))?;
        Ok(opened)
    });
    opened.map_err(|error| {
        let fault = match error.kind() {
            std::io::ErrorKind::NotFound => BlobError::Missing(file.sha256.clone()),
            _ => BlobError::Io(error),
        };
        WebError::Ops(OpsError::Blob(fault))
    })
}

#[derive(Debug, PartialEq, Eq)]
enum Range {
    Whole,
    /// First and last byte.
    Part(u64, u64),
    Outside,
}

fn asked_range(cx: &Context, tag: &str, size: u64) -> Range {
    let changed = cx.asked.header(header::IF_RANGE).is_some_and(|known| known != tag);
    match cx.asked.header(header::RANGE) {
        Some(range) if !changed => parse_range(range, size),
        _ => Range::Whole,
    }
}

/// A single range; several, or what can't be read, gives the whole file, as the standard allows.
fn parse_range(text: &str, size: u64) -> Range {
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-'))
    else {
        return Range::Whole;
    };
    let end = size.saturating_sub(1);
    match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), _) if first >= size => Range::Outside,
        (Ok(first), Ok(last)) if last >= first => Range::Part(first, last.min(end)),
        (Ok(first), Err(_)) if last.is_empty() => Range::Part(first, end),
        (Err(_), Ok(0)) if first.is_empty() => Range::Outside,
        (Err(_), Ok(length)) if first.is_empty() && size > 0 => Range::Part(size.saturating_sub(length), end),
        _ => Range::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_as_browsers_and_players_ask_for_them() {
        for (text, expected) in [
            ("bytes=0-", Range::Part(0, 9)),
            ("bytes=2-4", Range::Part(2, 4)),
            ("bytes=2-400", Range::Part(2, 9)),
            ("bytes=-3", Range::Part(7, 9)),
            ("bytes=-30", Range::Part(0, 9)),
            ("bytes=10-", Range::Outside),
            ("bytes=-0", Range::Outside),
            ("bytes=4-2", Range::Whole),
            ("bytes=0-1,3-4", Range::Whole),
            ("lines=0-1", Range::Whole),
        ] {
            assert_eq!(parse_range(text, 10), expected, "{text}");
        }
        assert_eq!(parse_range("bytes=0-", 0), Range::Outside);
    }
}
