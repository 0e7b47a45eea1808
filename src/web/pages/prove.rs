//! Giving the password again before a page of grave matters.

use serde::Deserialize;

use crate::web::body::Form;
use crate::web::guard::{Entrant, Proven};
use crate::web::proving;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::secrets::is_ours;

/// Where to go afterwards.
#[derive(Deserialize)]
pub(in crate::web) struct Next {
    #[serde(default)]
    next: String,
}

/// The page that asks.
pub(in crate::web) fn show_prove(cx: &Context, _right: Entrant) -> Answer {
    proving::before(cx, cx.query_value("next").unwrap_or_default())
}

/// Goes on: who comes here has proven it.
pub(in crate::web) fn prove(_cx: &Context, _right: Proven<Entrant>, Form(form): Form<Next>) -> Answer {
    Ok(Reply::see_other(if is_ours(&form.next) { &form.next } else { "/" }))
}
