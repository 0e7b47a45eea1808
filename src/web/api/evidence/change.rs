//! Changes of evidence that is there: reviewed by the city, linked and unlinked by the county.

use crate::contract::{EvidenceJson, ReviewJson, VerdictJson};
use crate::ops::evidence::{self, Place, Verdict};
use crate::ops::scores;
use crate::web::api::query;
use crate::web::body::{Json, Pressed};
use crate::web::error::Problem;
use crate::web::guard::{EvidenceFiler, EvidenceInspector};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Accepts evidence, or sends it back with a reason.
#[utoipa::path(
    put, path = "/api/v1/evidence/{id}/review", tag = "evidence",
    params(("id" = String, Path)),
    request_body = ReviewJson,
    responses(
        (status = 200, body = EvidenceJson),
        (status = 400, body = Problem),
        (status = 409, body = Problem),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub(in crate::web) fn review_evidence(
    cx: &Context,
    right: EvidenceInspector,
    Json(review): Json<ReviewJson>,
) -> Answer {
    let row = &right.piece.row;
    let seen = review.revision.unwrap_or(row.revision);
    let verdict = match review.state {
        VerdictJson::Accepted => Verdict::Accept,
        VerdictJson::SentBack => Verdict::SendBack(review.reason),
    };
    evidence::review(cx.office(), &cx.by(&right.account), (&row.id, seen), &verdict)?;
    show(cx, &row.id)
}

/// Files evidence under one more item and year.
#[utoipa::path(
    post, path = "/api/v1/evidence/{id}/links/{item}/{year}", tag = "evidence",
    params(("id" = String, Path), ("item" = String, Path), ("year" = i32, Path)),
    responses(
        (status = 200, body = EvidenceJson),
        (status = 422, body = Problem),
    ),
)]
pub(in crate::web) fn link_evidence(cx: &Context, right: EvidenceFiler, _pressed: Pressed) -> Answer {
    let (item, year) = query::item_and_year(cx)?;
    let row = &right.piece.row;
    let view = scores::round(cx.office(), Some(&row.round))?;
    evidence::link(cx.office(), &view, &cx.by(&right.account), (&row.id, &Place { item, year }))?;
    show(cx, &row.id)
}

/// Takes evidence from an item and a year; the evidence itself stays.
#[utoipa::path(
    delete, path = "/api/v1/evidence/{id}/links/{item}/{year}", tag = "evidence",
    params(("id" = String, Path), ("item" = String, Path), ("year" = i32, Path)),
    responses(
        (status = 200, body = EvidenceJson),
    ),
)]
pub(in crate::web) fn unlink_evidence(cx: &Context, right: EvidenceFiler, _pressed: Pressed) -> Answer {
    let (item, year) = query::item_and_year(cx)?;
    let row = &right.piece.row;
    evidence::unlink(cx.office(), &cx.by(&right.account), (&row.id, &Place { item, year }))?;
    show(cx, &row.id)
}

fn show(cx: &Context, id: &str) -> Answer {
    let piece = evidence::piece(cx.office(), id)?;
    Ok(Reply::json(&EvidenceJson::from(piece)))
}
