//! A file of evidence on its way out: whole or a range of it (RFC 9110), under its own name.

mod range;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};

use self::range::{Asked, read};
use super::error::WebError;
use super::headers;
use super::reply::{Answer, Reply};
use super::request::Context;
use crate::blob::{BlobReader, Blobs, Sha256Hex};
use crate::ops::OpsError;
use crate::ops::evidence::FileToSend;

/// Media types that a browser shows without running anything of theirs.
const SHOWN: [&str; 4] = ["application/pdf", "image/jpeg", "image/png", "video/mp4"];
/// What is only ever kept has no type that a browser or its helpers would act on.
const KEPT: &str = "application/octet-stream";
/// A file may do nothing at all, however a browser comes to look at it.
pub(super) const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'self'";

/// Files up to so many bytes are read by whoever sends them, as far as they are at hand.
const SMALL: u64 = 1 << 20;
/// Bytes of a file that are read before anything is sent, so that one that can't be read is told as an error. With the head
/// they are less than a connection gathers before it sends, so that the rest of a small file goes with them.
const FIRST: u64 = 16 << 10;

/// Whether a browser may show a file of this type.
pub(super) fn is_shown(media_type: &str) -> bool {
    SHOWN.contains(&media_type)
}

/// The bytes of a file, or of the range that is asked for; `inline` has a browser show what it can.
pub(super) fn send(cx: &Context, file: &FileToSend, inline: bool) -> Answer {
    let reply = send_from(cx, (&cx.office().blobs, &file.sha256, file.size))?;
    Ok(if reply.status() == StatusCode::NOT_MODIFIED { reply } else { named(reply, file, inline) })
}

/// Bytes by their hash and size, whole or the range that is asked for, or that they are known already.
pub(super) fn send_from(cx: &Context, file: (&Blobs, &Sha256Hex, u64)) -> Answer {
    let tag = format!("\"{}\"", file.1);
    let known = cx.asked.header(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag || one.trim() == "*")) {
        return Ok(described(Reply::text("").with_status(StatusCode::NOT_MODIFIED), &tag));
    }
    Ok(described(bytes(cx, file, &tag)?, &tag))
}

/// All bytes, or those of the range.
fn bytes(cx: &Context, (blobs, sha256, size): (&Blobs, &Sha256Hex, u64), tag: &str) -> Answer {
    let opened = |first, length| blobs.open_range(sha256, first, length).map_err(OpsError::from);
    let same = cx.asked.header(header::IF_RANGE).is_none_or(|known| known.trim() == tag);
    let range = cx.asked.header(header::RANGE).filter(|_| same);
    match range.map_or(Asked::Whole, |range| read(range, size)) {
        Asked::Whole => content(opened(0, size)?, size),
        Asked::Nothing => Err(WebError::Range { size }),
        Asked::Part { first, last } => {
            let length = last.saturating_sub(first).saturating_add(1);
            let content_range = format!("bytes {first}-{last}/{size}");
            let reply = content(opened(first, length)?, length)?.with_status(StatusCode::PARTIAL_CONTENT);
            Ok(reply.with_text_header(header::CONTENT_RANGE, &content_range))
        }
    }
}

/// The beginning of a file is read at once, the rest while it is sent, so that it is never in memory: by the
/// connection's own thread when that waits for nobody, else by another.
fn content(mut file: BlobReader, length: u64) -> Answer {
    let begun = file.piece(usize::try_from(length.min(FIRST)).unwrap_or_default()).map_err(OpsError::from)?;
    let rest = length.saturating_sub(FIRST);
    let at_hand = length <= SMALL && matches!(file, BlobReader::File(_));
    Ok(match rest {
        0 => Reply::bytes(KEPT, begun),
        _ if at_hand => Reply::begun(begun, file, rest),
        _ => Reply::file(begun, file, rest),
    })
}

/// Says what it is and under which name it is kept; what a browser might run is always kept, never shown.
fn named(reply: Reply, file: &FileToSend, inline: bool) -> Reply {
    let shown = inline && is_shown(&file.media_type);
    let (kind, media_type) = if shown { ("inline", file.media_type.as_str()) } else { ("attachment", KEPT) };
    reply
        .with_text_header(header::CONTENT_TYPE, media_type)
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
