//! Filing evidence by an upload: every part is taken while it comes, then all is filed in one transaction.

use actix_web::http::StatusCode;
use actix_web::http::header;

use super::received::Received;
use crate::contract::{FiledJson, UploadForm};
use crate::ops::evidence;
use crate::ops::uploads::{self, Owner};
use crate::web::body::Parts;
use crate::web::error::Problem;
use crate::web::guard::CountyFiler;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Files evidence with its files.
#[utoipa::path(
    post, path = "/api/v1/counties/{county}/evidence", tag = "evidence",
    params(("county" = String, Path), ("round" = Option<String>, Query)),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, body = FiledJson, headers(("location" = String))),
        (status = 400, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem),
        (status = 410, body = Problem),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 423, body = Problem),
        (status = 503, body = Problem),
        (status = 507, body = Problem),
    ),
)]
pub(in crate::web) fn add_evidence(cx: &Context, right: CountyFiler, mut parts: Parts) -> Answer {
    let view = cx.round()?;
    let county = &view.county(&right.county.code)?.code;
    let mut received = Received::read(cx, &mut parts)?;
    let uploads = received.take_uploads(cx, Owner { account: &right.account.name, county })?;
    let received = received.filing(&view, county);
    let (filed, files) = evidence::file_received(cx.office(), &view, &cx.by(&right.account), received)?;
    uploads::note_filed(cx.office(), &uploads, &filed.id)?;
    let notes = filed.notes.iter().map(|note| cx.say(note)).collect();
    let address = format!("/api/v1/evidence/{}", filed.id);
    let answer = Reply::json(&FiledJson::new(filed, &files, notes));
    Ok(answer.with_status(StatusCode::CREATED).with_text_header(header::LOCATION, &address))
}
