//! Style sheets and scripts from inside the binary. Their address holds a hash of them all, so browsers may
//! keep them for ever and still get the new ones. The style sheet of all pages is put together here from the files
//! of `css/`, in the order of their names, so that browsers ask once.

use std::borrow::Cow;
use std::sync::LazyLock;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::error::WebError;
use super::guard::Anyone;
use super::headers;
use super::reply::{Answer, Reply};
use super::request::Context;

#[derive(RustEmbed)]
#[folder = "templates/assets/web"]
struct Files;

/// The script that reads PDFs beside a page.
const WORKER: &str = "pdf.worker.min.mjs";

/// The part of the address that changes with the files.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = Sha256::new();
    for path in Files::iter() {
        hasher.update(path.as_bytes());
        if let Some(file) = Files::get(&path) {
            hasher.update(file.metadata.sha256_hash());
        }
    }
    HEXLOWER.encode(hasher.finalize().get(..6).unwrap_or_default())
});

/// The style sheet that is put together.
const STYLE: &str = "app.css";

static STYLES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut parts: Vec<Cow<'static, str>> = Files::iter().filter(|path| path.starts_with("css/")).collect();
    parts.sort_unstable();
    parts.iter().filter_map(|path| Files::get(path)).flat_map(|file| file.data.into_owned()).collect()
});

/// Where a file is found.
pub(super) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

/// Gives a file, or says that the browser's copy is still right.
pub(super) fn show_asset(cx: &Context, _right: Anyone) -> Answer {
    let name = cx.asked.param("name").unwrap_or_default();
    let current = cx.asked.param("version") == Some(VERSION.as_str());
    let file = file(name).filter(|_| current).ok_or(WebError::NotFound)?;
    let tag = format!("\"{}\"", *VERSION);
    let reply = if cx.asked.header(header::IF_NONE_MATCH) == Some(&tag) {
        Reply::bytes(media_type(name), Vec::new()).with_status(StatusCode::NOT_MODIFIED)
    } else {
        Reply::bytes(media_type(name), file)
    };
    let long = HeaderValue::from_static("public, max-age=31536000, immutable");
    let reply = reply.with_text_header(header::ETAG, &tag).with_header(header::CACHE_CONTROL, long);
    let policy = HeaderValue::from_static(headers::OF_WORKER);
    Ok(if name == WORKER { reply.with_header(header::CONTENT_SECURITY_POLICY, policy) } else { reply })
}

fn file(name: &str) -> Option<Vec<u8>> {
    if name == STYLE { Some(STYLES.clone()) } else { Files::get(name).map(|file| file.data.into_owned()) }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("bcmap") => "application/octet-stream",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}
