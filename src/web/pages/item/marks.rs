//! The city's points for an item: what each inspector gave and why, and the form of one's own.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::Look;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::role::Role;
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::ops::judging::{Marking, give_points};
use crate::store::reviews::MarkRow;
use crate::web::body::Form;
use crate::web::error::WebError;
use crate::web::guard::Inspector;
use crate::web::lookups;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// The points that inspectors gave an item.
#[derive(Debug, Serialize)]
pub(super) struct MarksView {
    pub(super) given: Vec<MarkView>,
    /// Where an inspector's form is sent to; none for the others.
    pub(super) action: Option<String>,
    pub(super) phases: Vec<&'static str>,
    pub(super) full: Points,
}

#[derive(Debug, Serialize)]
pub(super) struct MarkView {
    phase: String,
    inspector: String,
    given: String,
    reason: String,
    at: String,
}

/// The form of an inspector's points.
#[derive(Deserialize)]
pub(in crate::web) struct Marked {
    phase: String,
    points: String,
    #[serde(default)]
    reason: String,
}

/// Gives an item points, over the earlier ones of the same inspector.
pub(in crate::web) fn give_mark(cx: &Context, right: Inspector, Form(marked): Form<Marked>) -> Answer {
    let view = cx.round()?;
    let subject = super::asked(cx, &view, &right.county)?;
    let look = Look { cx, view: &view, account: &right.account, county: &right.county, subject };
    let given = marking(&look, &marked)
        .and_then(|marking| give_points(cx.office(), &view, &cx.by(&right.account), &marking));
    match given {
        Ok(()) => Ok(Reply::see_other(&look.address("?marked=1#marks"))),
        Err(OpsError::Refused(message)) => {
            Ok(look.page_refused(&message)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

fn marking(look: &Look<'_>, marked: &Marked) -> Result<Marking, OpsError> {
    let refused = |message| OpsError::Refused(message);
    let unreadable = || refused(Message::new("web-request-unreadable"));
    let points = marked
        .points
        .trim()
        .parse()
        .map_err(|_fault| refused(Message::new("web-mark-wrong").with("value", marked.points.trim())))?;
    Ok(Marking {
        county: look.county.code.clone(),
        phase: Phase::from_id(&marked.phase).ok_or_else(unreadable)?,
        item: look.subject.code().to_owned(),
        points,
        reason: marked.reason.clone(),
    })
}

/// The points that were given, with the form when the visitor may give some.
pub(super) fn view(look: &Look<'_>, full: Points) -> Result<MarksView, WebError> {
    let rows = lookups::marks_of_item(
        look.cx.office(),
        (&look.view.round.code, &look.county.code),
        look.subject.code(),
    )?;
    let inspector = look.account.role == Role::CityInspector && look.subject.rule().is_some();
    Ok(MarksView {
        given: rows.into_iter().map(|row| mark_view(look.cx, row)).collect(),
        action: inspector.then(|| look.address("/marks")),
        phases: [Phase::Final, Phase::Midterm].map(Phase::id).into(),
        full,
    })
}

pub(super) fn mark_view(cx: &Context, row: MarkRow) -> MarkView {
    MarkView {
        phase: row.phase,
        inspector: row.inspector,
        given: row.points,
        reason: row.reason,
        at: cx.moment(row.given_at),
    }
}
