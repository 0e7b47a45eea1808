//! What a whole upload seems to be, before it is filed.

use crate::contract::ProposalJson;
use crate::ops::uploads;
use crate::web::error::Problem;
use crate::web::guard::Uploader;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Proposes items, years, kind, title and day of a whole upload.
#[utoipa::path(
    get, path = "/api/v1/counties/{county}/uploads/{upload}/proposal", tag = "uploads",
    params(("county" = String, Path), ("upload" = String, Path), ("round" = Option<String>, Query)),
    responses(
        (status = 200, body = ProposalJson),
        (status = 410, body = Problem),
        (status = 422, body = Problem),
        (status = 423, body = Problem),
    ),
)]
pub(in crate::web) fn show_proposal(cx: &Context, right: Uploader) -> Answer {
    let view = cx.round()?;
    let proposed = uploads::propose(cx.office(), &view, &right.upload)?;
    let notes = proposed.proposal.notes.iter().map(|note| cx.say(note)).collect();
    Ok(Reply::json(&ProposalJson::new(proposed, notes)))
}
