//! Search for programs.

use super::query;
use crate::contract::SearchJson;
use crate::ops::search::{self, Asked};
use crate::web::error::Problem;
use crate::web::guard::Searcher;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// How many hits a page has when the query says nothing.
const PAGE: i64 = 20;

/// Everything that the asker may read in which the words stand: titles, fields, file names and what files say.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "evidence",
    params(
        ("q" = Option<String>, Query),
        ("round" = Option<String>, Query),
        ("item" = Option<String>, Query),
        ("year" = Option<i32>, Query),
        ("kind" = Option<String>, Query),
        ("after" = Option<String>, Query),
        ("limit" = Option<i64>, Query),
    ),
    responses(
        (status = 200, body = SearchJson),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn search_evidence(cx: &Context, right: Searcher) -> Answer {
    let asked = Asked {
        question: cx.query_value("q").unwrap_or_default(),
        item: cx.query_value("item"),
        year: query::number::<i32>(cx, "year")?.map(i64::from),
        kind: cx.query_value("kind"),
        after: query::number(cx, "after")?,
        limit: query::number(cx, "limit")?.unwrap_or(PAGE),
    };
    let view = right.round(cx)?;
    let found = search::find(cx.office(), (&view.round.code, right.reach()), &asked)?;
    Ok(Reply::json(&SearchJson::from(found)))
}
