//! Facts of an item in a year, with optimistic locking: a change names the version that it is of.

use actix_web::http::StatusCode;
use actix_web::http::header;

use super::query;
use crate::contract::FactsJson;
use crate::domain::message::Message;
use crate::ops::statements::{Statement, state, stated};
use crate::ops::{OpsError, statements};
use crate::web::body::Json;
use crate::web::error::{Problem, WebError};
use crate::web::guard::{CountyFiler, CountyReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// What a county states of an item in a year, with its version as `ETag`.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/facts/{item}/{year}", tag = "facts",
    params(
        ("county" = String, Path),
        ("item" = String, Path),
        ("year" = i32, Path),
        ("round" = Option<String>, Query),
    ),
    responses(
        (status = 200, body = FactsJson, headers(("etag" = String))),
    ),
)]
pub(in crate::web) fn show_facts(cx: &Context, right: CountyReader) -> Answer {
    let (item, year) = query::item_and_year(cx)?;
    let view = cx.round()?;
    let place = (view.round.code.as_str(), right.county.code.as_str());
    let none = || {
        let told = Message::new("api-facts-none").with("item", &item).with("year", year.to_string());
        OpsError::NotFound(told)
    };
    let (facts, version) = stated(cx.office(), place, (&item, year))?.ok_or_else(none)?;
    Ok(tagged(Reply::json(&FactsJson::from(facts)), version))
}

/// States the facts of an item in a year.
#[utoipa::path(
    put, path = "/api/v1/counties/{county}/facts/{item}/{year}", tag = "facts",
    params(
        ("county" = String, Path),
        ("item" = String, Path),
        ("year" = i32, Path),
        ("round" = Option<String>, Query),
        ("if-match" = Option<String>, Header),
        ("if-none-match" = Option<String>, Header),
    ),
    request_body = FactsJson,
    responses(
        (status = 200, body = FactsJson, headers(("etag" = String))),
        (status = 201, body = FactsJson, headers(("etag" = String))),
        (status = 400, body = Problem),
        (status = 412, body = Problem),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
)]
pub(in crate::web) fn state_facts(cx: &Context, right: CountyFiler, Json(facts): Json<FactsJson>) -> Answer {
    let (item, year) = query::item_and_year(cx)?;
    let view = cx.round()?;
    let county = view.county(&right.county.code)?.code.clone();
    let current = stated(cx.office(), (&view.round.code, &county), (&item, year))?;
    let seen = seen(cx, current.map(|(_, version)| version))?;
    let statement = Statement { county, item, year, facts: facts.clone().into(), seen };
    let version = state(cx.office(), &view, &cx.by(&right.account), &statement).map_err(raced)?;
    let status = if seen == 0 { StatusCode::CREATED } else { StatusCode::OK };
    Ok(tagged(Reply::json(&facts), version).with_status(status))
}

/// The version that the sender has seen: 0 when there is none yet.
fn seen(cx: &Context, current: Option<i64>) -> Result<i64, WebError> {
    let matching = cx.asked.header(header::IF_MATCH);
    match (matching, current) {
        (Some(tags), Some(version)) if holds(tags, version) => Ok(version),
        (Some(_), _) => Err(stale()),
        (None, None) => Ok(0),
        (None, Some(_)) if cx.asked.header(header::IF_NONE_MATCH).is_some() => Err(stale()),
        (None, Some(_)) => Err(WebError::PreconditionRequired),
    }
}

fn holds(tags: &str, version: i64) -> bool {
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag == tag_of(version))
}

fn tag_of(version: i64) -> String {
    format!("\"{version}\"")
}

fn stale() -> WebError {
    WebError::Precondition(Message::new(statements::CHANGED))
}

/// Somebody was faster between the look at the version and the change.
fn raced(error: OpsError) -> WebError {
    match error {
        OpsError::Refused(message) if message.id == statements::CHANGED => stale(),
        other => other.into(),
    }
}

fn tagged(reply: Reply, version: i64) -> Reply {
    reply.with_text_header(header::ETAG, &tag_of(version))
}
