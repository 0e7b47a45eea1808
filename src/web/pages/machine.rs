//! What other programs ask of the server itself: whether it is ready, and how it is doing.

use actix_web::http::StatusCode;
use serde::Serialize;

use crate::ops::OpsError;
use crate::web::guard::Anyone;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

#[derive(Serialize)]
struct Health {
    ready: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why_not: Vec<String>,
}

/// Ready, or why not: the database answers and files can be taken.
pub(in crate::web) fn show_health(cx: &Context, _right: Anyone) -> Answer {
    let database = cx.office().store.conn().err().map(OpsError::from);
    let files = cx.office().blobs.health().err().map(OpsError::from);
    let why_not: Vec<String> =
        database.into_iter().chain(files).map(|error| cx.say(&error.message())).collect();
    let ready = why_not.is_empty();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok(Reply::json(&Health { ready, why_not }).with_status(status))
}

/// Counts and times of requests, for Prometheus.
pub(in crate::web) fn show_metrics(cx: &Context, _right: Anyone) -> Answer {
    Ok(Reply::text(&cx.shared.metrics.text()))
}
