//! What was found in a county, and what its own people wave off.

use super::query;
use crate::contract::{FoundJson, FoundPageJson, WaveOffJson};
use crate::domain::finding::{FindingKind, Severity};
use crate::ops::findings;
use crate::store::findings::FindingFilter;
use crate::web::body::{Json, Pressed};
use crate::web::error::{Problem, WebError};
use crate::web::guard::{CountyOwner, CountyReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// How many findings a page has when the query says nothing.
const PAGE: i64 = 100;

/// A page of the findings of a county, the gravest first.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/findings", tag = "findings",
    params(
        ("county" = String, Path),
        ("round" = Option<String>, Query),
        ("finding" = Option<String>, Query),
        ("severity" = Option<String>, Query),
        ("item" = Option<String>, Query),
        ("year" = Option<i32>, Query),
        ("waved" = Option<bool>, Query),
        ("after" = Option<String>, Query),
        ("limit" = Option<i64>, Query),
    ),
    responses(
        (status = 200, body = FoundPageJson),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn list_findings(cx: &Context, right: CountyReader) -> Answer {
    let view = cx.round()?;
    let filter = FindingFilter { county: Some(right.county.code.clone()), ..filter(cx)? };
    let page = findings::list(cx.office(), (&view.round.code, right.account.role), &filter)?;
    Ok(Reply::json(&FoundPageJson::of(&page, cx.lang)))
}

/// Waves a finding off, with a reason.
#[utoipa::path(
    post, path = "/api/v1/counties/{county}/findings/{finding}/waved", tag = "findings",
    params(("county" = String, Path), ("finding" = String, Path)),
    request_body = WaveOffJson,
    responses(
        (status = 200, body = FoundJson),
        (status = 400, body = Problem),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem),
    ),
)]
pub(in crate::web) fn wave_off(cx: &Context, right: CountyOwner, Json(asked): Json<WaveOffJson>) -> Answer {
    let round = cx.round()?.round.code;
    let found = (cx.asked.param("finding").ok_or(WebError::NotFound)?, (&*round, &*right.county.code));
    findings::wave_off(cx.office(), &cx.by(&right.account), found, &asked.reason)?;
    show(cx, &right, found)
}

/// Takes a wave-off back.
#[utoipa::path(
    delete, path = "/api/v1/counties/{county}/findings/{finding}/waved", tag = "findings",
    params(("county" = String, Path), ("finding" = String, Path)),
    responses(
        (status = 200, body = FoundJson),
    ),
)]
pub(in crate::web) fn take_back(cx: &Context, right: CountyOwner, _pressed: Pressed) -> Answer {
    let round = cx.round()?.round.code;
    let found = (cx.asked.param("finding").ok_or(WebError::NotFound)?, (&*round, &*right.county.code));
    findings::take_back(cx.office(), &cx.by(&right.account), found)?;
    show(cx, &right, found)
}

fn show(cx: &Context, right: &CountyOwner, found: (&str, (&str, &str))) -> Answer {
    let found = findings::one(cx.office(), right.account.role, found)?;
    Ok(Reply::json(&FoundJson::of(&found, cx.lang)))
}

fn filter(cx: &Context) -> Result<FindingFilter, WebError> {
    let kind = query::choice(cx, "finding", (FindingKind::from_id, &FindingKind::ALL.map(FindingKind::id)))?;
    let severity = query::choice(cx, "severity", (Severity::from_id, &Severity::ALL.map(Severity::id)))?;
    let waved = |text: &str| text.parse::<bool>().ok();
    Ok(FindingFilter {
        county: None,
        kind: kind.map(|kind| kind.id().to_owned()),
        severity: severity.map(|severity| severity.id().to_owned()),
        item: cx.query_value("item"),
        year: query::number::<i32>(cx, "year")?.map(i64::from),
        waved: query::choice(cx, "waved", (waved, &["true", "false"]))?,
        after: cx.query_value("after"),
        limit: query::number(cx, "limit")?.unwrap_or(PAGE),
    })
}
