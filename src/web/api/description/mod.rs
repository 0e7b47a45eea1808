//! The API described: as OpenAPI 3.1 for programs, as a page for people, both from the same document.

mod document;
mod view;

use crate::web::error::Problem;
use crate::web::guard::Anyone;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// The description that programs read.
#[utoipa::path(
    get, path = "/api/openapi.json", tag = "description",
    responses((status = 200, body = Object)),
)]
pub(in crate::web) fn show_document(cx: &Context, _right: Anyone) -> Answer {
    Ok(Reply::json(&document::of(cx.lang)))
}

/// The description that people read.
pub(in crate::web) fn show_operations(cx: &Context, _right: Anyone) -> Answer {
    let title = cx.word("api-page-title");
    Page::new(cx, "api", title).reply(&view::of(&document::of(cx.lang), cx.lang))
}
