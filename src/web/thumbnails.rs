//! Thumbnails on their way out. A page may always show one: while it is being made, and for files that have
//! none, a sign is sent in its place.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};

use super::files::SANDBOX;
use super::reply::{Answer, Reply};
use super::request::Context;
use crate::ops::accounts::Account;
use crate::ops::evidence::FileToSend;
use crate::ops::jobs::{Size, Thumbnail, thumbnail};

/// A sheet of paper, and a picture frame that is still empty.
const PAPER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path d="M12 4h17l9 9v31H12z" fill="#fff" stroke="#8a94a0" stroke-width="2"/><path d="M29 4v9h9" fill="none" stroke="#8a94a0" stroke-width="2"/></svg>"##;
const FRAME: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect x="4" y="9" width="40" height="30" rx="2" fill="#eef1f4" stroke="#8a94a0" stroke-width="2"/><path d="M8 35l11-13 8 9 5-5 8 9z" fill="#c3cad2"/></svg>"##;

/// The thumbnail of a file, or a large picture where `size=large` asks for it. It is asked for again each time, as the file is, and sent only when it is not known.
pub(super) fn send(cx: &Context, account: &Account, file: &FileToSend) -> Answer {
    let size = if cx.query_value("size").as_deref() == Some("large") { Size::Large } else { Size::Small };
    let tag = format!("\"{size:?}-{}\"", file.sha256);
    let reply = match thumbnail(cx.office(), &cx.by(account), file, size)? {
        Thumbnail::Made(_) if cx.asked.header(header::IF_NONE_MATCH) == Some(tag.as_str()) => {
            kept(Reply::text("").with_status(StatusCode::NOT_MODIFIED), &tag)
        }
        Thumbnail::Made(bytes) => kept(Reply::bytes("image/jpeg", bytes), &tag),
        Thumbnail::Soon => sign(FRAME).with_status(StatusCode::ACCEPTED),
        Thumbnail::None => sign(PAPER),
    };
    Ok(reply.with_header(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX)))
}

fn kept(reply: Reply, tag: &str) -> Reply {
    reply
        .with_text_header(header::ETAG, tag)
        .with_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))
}

fn sign(svg: &str) -> Reply {
    Reply::bytes("image/svg+xml", svg.as_bytes().to_vec())
}
