//! An upload goes on, from where it broke off; how far it is; its end before it is filed.

use actix_web::http::StatusCode;

use super::protocol;
use crate::contract::UploadJson;
use crate::ops::uploads;
use crate::web::body::{ByteStream, Pressed};
use crate::web::error::{Problem, WebError};
use crate::web::guard::Uploader;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Says how far an upload is; HEAD gives the same without the JSON.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/uploads/{upload}", tag = "uploads",
    params(("county" = String, Path), ("upload" = String, Path)),
    responses(
        (status = 200, body = UploadJson, headers(("upload-offset" = u64), ("upload-length" = u64))),
        (status = 410, body = Problem),
        (status = 423, body = Problem),
    ),
)]
pub(in crate::web) fn show_upload(cx: &Context, right: Uploader) -> Answer {
    let offset = match right.upload.row.evidence {
        Some(_) => right.upload.size(),
        None => uploads::come(cx.office(), &right.upload)?,
    };
    let reply = Reply::json(&UploadJson::new(&right.upload, offset));
    Ok(protocol::with_length(protocol::with_progress(reply, &right.upload, offset), &right.upload))
}

/// Takes the bytes that come next. When the line breaks, those that came stay.
#[utoipa::path(
    patch, path = "/api/v1/counties/{county}/uploads/{upload}", tag = "uploads",
    params(
        ("county" = String, Path),
        ("upload" = String, Path),
        ("tus-resumable" = String, Header),
        ("upload-offset" = u64, Header),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, headers(("upload-offset" = u64), ("upload-expires" = String))),
        (status = 400, body = Problem),
        (status = 409, body = Problem),
        (status = 410, body = Problem),
        (status = 412, body = Problem),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 423, body = Problem),
        (status = 507, body = Problem),
    ),
)]
pub(in crate::web) fn continue_upload(cx: &Context, right: Uploader, mut body: ByteStream) -> Answer {
    protocol::check(cx)?;
    let mut upload = uploads::append(cx.office(), &right.upload, protocol::offset(cx)?)?;
    while let Some(bytes) = body.next()? {
        upload.write(&bytes)?;
    }
    let offset = upload.finish()?;
    let reply = Reply::text("").with_status(StatusCode::NO_CONTENT);
    Ok(protocol::with_progress(reply, &right.upload, offset))
}

/// Ends an upload, and forgets what has come of it.
#[utoipa::path(
    delete, path = "/api/v1/counties/{county}/uploads/{upload}", tag = "uploads",
    params(
        ("county" = String, Path),
        ("upload" = String, Path),
        ("tus-resumable" = String, Header),
    ),
    responses((status = 204), (status = 410, body = Problem), (status = 412, body = Problem)),
)]
pub(in crate::web) fn end_upload(cx: &Context, right: Uploader, _body: Pressed) -> Answer {
    protocol::check(cx)?;
    uploads::remove(cx.office(), &right.upload).map_err(WebError::Ops)?;
    Ok(Reply::text("").with_status(StatusCode::NO_CONTENT))
}
