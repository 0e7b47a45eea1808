//! What other programs ask of the server itself: whether it is ready, and how it is doing.

use actix_web::http::StatusCode;
use serde::Serialize;

use crate::ops::jobs;
use crate::web::guard::Anyone;
use crate::web::metrics;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

#[derive(Serialize)]
struct Health {
    ready: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why_not: Vec<String>,
    /// The languages in which words in pictures are recognised; none when that is not installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    ocr: Option<String>,
}

/// Ready, or why not: the database answers, and it and the files can be written.
pub(in crate::web) fn show_health(cx: &Context, _right: Anyone) -> Answer {
    let why_not: Vec<String> = cx.office().faults().iter().map(|fault| cx.say(&fault.message())).collect();
    let ocr = cx.office().scanner.as_ref().map(|scanner| scanner.languages().to_owned());
    let ready = why_not.is_empty();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok(Reply::json(&Health { ready, why_not, ocr }).with_status(status))
}

/// Counts and times of requests and the queue of jobs, for Prometheus.
pub(in crate::web) fn show_metrics(cx: &Context, _right: Anyone) -> Answer {
    let jobs = jobs::counts(cx.office()).unwrap_or_else(|error| {
        tracing::warn!(%error, "jobs are not counted");
        Vec::new()
    });
    Ok(Reply::text(&format!("{}{}", cx.shared.metrics.text(), metrics::jobs_text(&jobs))))
}
