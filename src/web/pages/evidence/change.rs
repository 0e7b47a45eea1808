//! Small changes of evidence: one more place, a place less, the city's verdict.

use serde::Deserialize;

use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::ops::evidence::{self, Place, Verdict};
use crate::web::body::Form;
use crate::web::error::WebError;
use crate::web::guard::{EvidenceFiler, EvidenceInspector};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// The form that names an item and a year.
#[derive(Deserialize)]
pub(in crate::web) struct At {
    item: String,
    year: i32,
}

/// The form of a verdict: `accept`, or `send_back` with a reason.
#[derive(Deserialize)]
pub(in crate::web) struct Judged {
    verdict: String,
    #[serde(default)]
    reason: String,
    seen: i64,
}

impl From<At> for Place {
    fn from(at: At) -> Self {
        Self { item: at.item, year: Year(at.year) }
    }
}

/// Files the evidence under one more item and year.
pub(in crate::web) fn link_evidence(cx: &Context, right: EvidenceFiler, Form(at): Form<At>) -> Answer {
    let id = right.piece.row.id.as_str();
    evidence::link(cx.office(), &cx.round()?, &cx.by(&right.account), (id, &at.into()))?;
    Ok(back(id, "linked"))
}

/// Takes the evidence from an item and a year; the evidence itself stays.
pub(in crate::web) fn unlink_evidence(cx: &Context, right: EvidenceFiler, Form(at): Form<At>) -> Answer {
    let id = right.piece.row.id.as_str();
    evidence::unlink(cx.office(), &cx.by(&right.account), (id, &at.into()))?;
    Ok(back(id, "unlinked"))
}

/// Accepts the evidence or sends it back.
pub(in crate::web) fn review_evidence(
    cx: &Context,
    right: EvidenceInspector,
    Form(judged): Form<Judged>,
) -> Answer {
    let verdict = match judged.verdict.as_str() {
        "accept" => Verdict::Accept,
        "send_back" => Verdict::SendBack(judged.reason),
        other => {
            let unreadable = Message::new("web-body-unreadable").with("fault", other);
            return Err(WebError::Unreadable(unreadable));
        }
    };
    let id = right.piece.row.id.as_str();
    evidence::review(cx.office(), &cx.by(&right.account), (id, judged.seen), &verdict)?;
    Ok(back(id, "reviewed"))
}

fn back(id: &str, done: &str) -> Reply {
    Reply::see_other(&format!("/evidence/{id}?done={done}"))
}
