//! Evidence as it is: a page of a county's, and one piece with all that is known of it.

use crate::contract::{EvidenceDetailJson, EvidencePageJson};
use crate::domain::proof::ReviewState;
use crate::ops::evidence;
use crate::store::evidence::Filter;
use crate::web::api::query;
use crate::web::error::{Problem, WebError};
use crate::web::guard::{CountyReader, EvidenceReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// How many pieces a page has when the query says nothing.
const PAGE: i64 = 100;

/// A page of a county's evidence, newest first.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/evidence", tag = "evidence",
    params(
        ("county" = String, Path),
        ("round" = Option<String>, Query),
        ("item" = Option<String>, Query),
        ("year" = Option<i32>, Query),
        ("kind" = Option<String>, Query),
        ("state" = Option<String>, Query),
        ("q" = Option<String>, Query),
        ("after" = Option<String>, Query),
        ("limit" = Option<i64>, Query),
    ),
    responses(
        (status = 200, body = EvidencePageJson),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn list_evidence(cx: &Context, right: CountyReader) -> Answer {
    let view = cx.round()?;
    let filter = filter(cx)?;
    let page = evidence::list(cx.office(), (&view.round.code, &right.county.code), &filter)?;
    Ok(Reply::json(&EvidencePageJson::from(page)))
}

/// A piece of evidence, its earlier revisions, and where else its bytes are used.
#[utoipa::path(
    get, path = "/api/v1/evidence/{id}", tag = "evidence",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = EvidenceDetailJson),
    ),
)]
pub(in crate::web) fn show_evidence(cx: &Context, right: EvidenceReader) -> Answer {
    let detail = evidence::detail(cx.office(), &right.piece.row.id)?;
    Ok(Reply::json(&EvidenceDetailJson::try_from(detail)?))
}

fn filter(cx: &Context) -> Result<Filter, WebError> {
    let states = ReviewState::ALL.map(ReviewState::id);
    let state = query::choice(cx, "state", (ReviewState::from_id, &states))?;
    Ok(Filter {
        item: cx.query_value("item"),
        items: None,
        year: query::number::<i32>(cx, "year")?.map(i64::from),
        kind: cx.query_value("kind"),
        state: state.map(|state| state.id().to_owned()),
        text: cx.query_value("q"),
        grams: None,
        after: cx.query_value("after"),
        limit: query::number(cx, "limit")?.unwrap_or(PAGE),
    })
}
