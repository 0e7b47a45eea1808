//! What is handed over: the gap report and the archive of a county.

use super::query;
use crate::domain::round::Phase;
use crate::report::{GapFormat, GapReportJson};
use crate::web::downloads;
use crate::web::error::Problem;
use crate::web::guard::CountyReader;
use crate::web::reply::Answer;
use crate::web::request::Context;

/// The gap report of a county, as `yingjian gaps` writes it.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/gaps", tag = "score",
    params(
        ("county" = String, Path),
        ("round" = Option<String>, Query),
        ("phase" = Option<String>, Query),
        ("format" = Option<String>, Query),
    ),
    responses(
        (status = 200, body = GapReportJson),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn show_gaps(cx: &Context, right: CountyReader) -> Answer {
    let known: Vec<&str> = GapFormat::all().map(GapFormat::id).collect();
    let format = query::choice(cx, "format", (GapFormat::from_id, &known))?;
    let phase = query::phase(cx)?.unwrap_or(Phase::Final);
    downloads::gap_report(cx, &right.county, (phase, format.unwrap_or(GapFormat::Json)))
}

/// The archive of a county, as `yingjian archive` writes it.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/archive.zip", tag = "score",
    params(
        ("county" = String, Path),
        ("round" = Option<String>, Query),
        ("phase" = Option<String>, Query),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/zip"),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn show_archive(cx: &Context, right: CountyReader) -> Answer {
    downloads::archive(cx, &right.county, query::phase(cx)?.unwrap_or(Phase::Final))
}
