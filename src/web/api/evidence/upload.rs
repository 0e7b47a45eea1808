//! Filing evidence by an upload: every part is taken while it comes, then all is filed in one transaction.

use actix_web::http::StatusCode;
use actix_web::http::header;

use super::received::Received;
use crate::contract::FiledJson;
use crate::ops::evidence;
use crate::web::body::Parts;
use crate::web::guard::CountyFiler;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Files evidence with its files.
pub(in crate::web) fn add_evidence(cx: &Context, right: CountyFiler, mut parts: Parts) -> Answer {
    let view = cx.round()?;
    let county = &view.county(&right.county.code)?.code;
    let received = Received::read(cx, &mut parts)?;
    let filing = received.filing(&view, county)?;
    let filed = evidence::file(cx.office(), &view, &cx.by(&right.account), &filing)?;
    let notes = filed.notes.iter().map(|note| cx.say(note)).collect();
    let address = format!("/api/v1/evidence/{}", filed.id);
    let answer = Reply::json(&FiledJson::new(filed, &filing.files, notes));
    Ok(answer.with_status(StatusCode::CREATED).with_text_header(header::LOCATION, &address))
}
