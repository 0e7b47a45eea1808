//! A file of evidence on its way out.

use crate::ops::evidence;
use crate::web::api::query;
use crate::web::error::Problem;
use crate::web::files;
use crate::web::guard::FileReader;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// The bytes of a file.
#[utoipa::path(
    get, path = "/api/v1/evidence/{id}/file", tag = "evidence",
    params(
        ("id" = String, Path),
        ("position" = Option<i64>, Query),
        ("inline" = Option<i8>, Query, minimum = 0, maximum = 1),
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
pub(in crate::web) fn show_file(cx: &Context, right: FileReader) -> Answer {
    let position = query::number(cx, "position")?.unwrap_or(1);
    let file = evidence::find_file(cx.office(), (&right.id, position), right.county.as_deref())?;
    let inline = |text: &str| text.parse::<u8>().ok().filter(|number| *number <= 1);
    let inline = query::choice(cx, "inline", (inline, &["0", "1"]))?;
    files::send(cx, &file, inline == Some(1))
}
