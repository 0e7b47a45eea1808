//! The score of a county, and of all counties by item.

use std::sync::Arc;

use super::matrix::streamed_matrix;
use super::query;
use crate::contract::{MatrixJson, ScoreJson};
use crate::domain::round::Phase;
use crate::domain::score::Figure;
use crate::ops::OpsError;
use crate::ops::scores::{self, Standing, board};
use crate::web::error::{Problem, WebError};
use crate::web::guard::{CityReader, CountyReader};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// The score of a county, as `yingjian score --format json` prints it.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/score", tag = "score",
    params(
        ("county" = String, Path),
        ("round" = Option<String>, Query),
        ("phase" = Option<String>, Query),
        ("figure" = Option<String>, Query),
    ),
    responses(
        (status = 200, body = [ScoreJson]),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn show_score(cx: &Context, right: CountyReader) -> Answer {
    let view = cx.round()?;
    let phase = query::phase(cx)?;
    let figure = figure(cx)?;
    let ranked = view.published || right.account.role.of_city();
    let rank = if ranked { rank(cx, &right.county.code, figure)? } else { None };
    let standing = Arc::unwrap_or_clone(scores::standing(cx.office(), &view, &right.county.code)?);
    let standing = Standing { rank, ..standing.in_figure(&view.round, figure) };
    Ok(Reply::json(&[ScoreJson::new(&view, &standing, phase)]))
}

/// All counties of a round with all items of a phase.
#[utoipa::path(
    get, path = "/api/v1/rounds/{round}/matrix", tag = "score",
    params(("round" = String, Path), ("phase" = Option<String>, Query), ("figure" = Option<String>, Query)),
    responses(
        (status = 200, body = MatrixJson),
        (status = 400, body = Problem),
    ),
)]
pub(in crate::web) fn show_matrix(cx: &Context, _right: CityReader) -> Answer {
    let view = scores::round(cx.office(), cx.asked.param("round"))?;
    let phase = query::phase(cx)?.unwrap_or(Phase::Final);
    let board = board::board(cx.office(), &view, figure(cx)?)?;
    Ok(streamed_matrix(cx.office().clone(), view, (board, phase)))
}

/// The place of a county among the others.
fn rank(cx: &Context, county: &str, figure: Figure) -> Result<Option<usize>, OpsError> {
    let view = cx.round_of_all()?;
    let board = board::board(cx.office(), &view, figure)?;
    Ok(board.lines.iter().find(|line| line.county.code == county).and_then(|line| line.rank))
}

/// The figure that composite and places are of.
fn figure(cx: &Context) -> Result<Figure, WebError> {
    let figure = query::choice(cx, "figure", (Figure::from_id, &Figure::ALL.map(Figure::id)))?;
    Ok(figure.unwrap_or(Figure::Provable))
}
