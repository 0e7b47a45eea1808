//! What uploads in pieces are like here, and the beginning of one.

use actix_web::http::StatusCode;
use actix_web::http::header;

use super::protocol;
use crate::ops::uploads::{self, Begin};
use crate::web::body::Pressed;
use crate::web::error::Problem;
use crate::web::guard::{Anyone, CountyFiler};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Says which version and parts of the protocol are spoken, and how large a file may be.
#[utoipa::path(
    options, path = "/api/v1/counties/{county}/uploads", tag = "uploads",
    params(("county" = String, Path)),
    responses((status = 204)),
)]
pub(in crate::web) fn show_terms(cx: &Context, _right: Anyone) -> Answer {
    let reply = Reply::text("").with_status(StatusCode::NO_CONTENT);
    Ok(protocol::with_terms(reply, cx.shared.settings.max_file))
}

/// Begins an upload and says where it goes on.
#[utoipa::path(
    post, path = "/api/v1/counties/{county}/uploads", tag = "uploads",
    params(
        ("county" = String, Path),
        ("tus-resumable" = String, Header),
        ("upload-length" = u64, Header),
        ("upload-metadata" = String, Header),
    ),
    responses(
        (status = 201, headers(("location" = String), ("upload-expires" = String))),
        (status = 400, body = Problem),
        (status = 412, body = Problem),
        (status = 413, body = Problem),
        (status = 422, body = Problem),
        (status = 507, body = Problem),
    ),
)]
pub(in crate::web) fn begin_upload(cx: &Context, right: CountyFiler, _body: Pressed) -> Answer {
    protocol::check(cx)?;
    let county = right.county.code;
    let mut said = protocol::metadata(cx)?;
    let begin = Begin {
        county: county.clone(),
        name: said.remove("filename").unwrap_or_default(),
        path: said.remove("path").unwrap_or_default(),
        size: protocol::length(cx)?,
    };
    let limit = cx.shared.settings.max_file;
    let row = uploads::begin(cx.office(), &cx.by(&right.account), (&begin, limit))?;
    let address = format!("/api/v1/counties/{county}/uploads/{}", row.id);
    let reply = Reply::text("").with_status(StatusCode::CREATED);
    Ok(protocol::with_expiry(reply.with_text_header(header::LOCATION, &address), row.expires_at))
}
