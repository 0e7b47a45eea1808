//! Rounds, and the sheets that they use.

use crate::contract::RoundJson;
use crate::domain::standard::Standard;
use crate::ops::{scores, sheets};
use crate::web::error::WebError;
use crate::web::guard::Member;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// A round: its years, weight, deadline, sheets, and the counties that the asker may read.
#[utoipa::path(
    get, path = "/api/v1/rounds/{round}", tag = "rounds",
    params(("round" = String, Path)),
    responses(
        (status = 200, body = RoundJson),
    ),
)]
pub(in crate::web) fn show_round(cx: &Context, right: Member) -> Answer {
    let (role, own) = (right.account.role, right.account.county.as_deref());
    let code = cx.asked.param("round");
    let view = match own {
        Some(_) => scores::round_of(cx.office(), code, own)?,
        None => scores::round(cx.office(), code)?,
    };
    Ok(Reply::json(&RoundJson::new(&view, |county| role.reads(own, &county.code))))
}

/// A version of a scoring sheet.
#[utoipa::path(
    get, path = "/api/v1/standards/{code}", tag = "rounds",
    params(("code" = String, Path)),
    responses(
        (status = 200, body = Object),
    ),
)]
pub(in crate::web) fn show_standard(cx: &Context, _right: Member) -> Answer {
    let code = cx.asked.param("code").ok_or(WebError::NotFound)?;
    let row = sheets::find(cx.office(), code)?;
    Ok(Reply::json(&Standard::try_from(row)?))
}
