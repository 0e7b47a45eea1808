//! Steps for all pieces that were chosen in the list, and taking them back.

use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::Account;
use crate::ops::evidence::{self, Family, Place, Seen, Step, Verdict};
use crate::store::rounds::CountyRow;
use crate::web::body::Fields;
use crate::web::error::WebError;
use crate::web::guard::{CountyFiler, Inspector};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Files what is chosen under one more item and year, or takes it from there.
pub(in crate::web) fn place_chosen(cx: &Context, right: CountyFiler, fields: Fields) -> Answer {
    let year = fields.get("year").and_then(|year| year.parse().ok()).map(Year);
    let place = Place {
        item: fields.get("item").unwrap_or_default().to_owned(),
        year: year.ok_or_else(|| unreadable("year"))?,
    };
    let step = match fields.get("step") {
        Some("link") => Step::Link(place),
        Some("unlink") => Step::Unlink(place),
        _ => return Err(unreadable("step")),
    };
    changed(cx, (&right.account, &right.county), (&fields, &step))
}

/// Accepts what is chosen, or sends it back with one reason.
pub(in crate::web) fn review_chosen(cx: &Context, right: Inspector, fields: Fields) -> Answer {
    let verdict = match fields.get("verdict") {
        Some("accept") => Verdict::Accept,
        Some("send_back") => Verdict::SendBack(fields.get("reason").unwrap_or_default().to_owned()),
        _ => return Err(unreadable("verdict")),
    };
    changed(cx, (&right.account, &right.county), (&fields, &Step::Judge(verdict)))
}

/// Takes back where pieces were filed.
pub(in crate::web) fn undo_places(cx: &Context, right: CountyFiler, fields: Fields) -> Answer {
    undone(cx, (&right.account, &right.county), (&fields, Family::Places))
}

/// Takes back what was said of pieces.
pub(in crate::web) fn undo_reviews(cx: &Context, right: Inspector, fields: Fields) -> Answer {
    undone(cx, (&right.account, &right.county), (&fields, Family::Reviews))
}

fn changed(
    cx: &Context,
    (account, county): (&Account, &CountyRow),
    (fields, step): (&Fields, &Step),
) -> Answer {
    let seen: Option<Vec<Seen>> = fields.all("piece").map(seen).collect();
    let seen = seen.ok_or_else(|| unreadable("piece"))?;
    let step = (county.code.as_str(), seen.as_slice(), step);
    let done = match evidence::change_together(cx.office(), &cx.round()?, &cx.by(account), step)? {
        Some(id) => format!("undo={id}"),
        None => "done=nothing".to_owned(),
    };
    Ok(back(county, fields, &done))
}

fn undone(
    cx: &Context,
    (account, county): (&Account, &CountyRow),
    (fields, family): (&Fields, Family),
) -> Answer {
    let gone = || OpsError::NotFound(Message::new("evidence-undo-gone"));
    let id = fields.get("id").ok_or_else(gone)?;
    evidence::undo(cx.office(), &cx.by(account), (&county.code, id, family))?;
    Ok(back(county, fields, "done=undone"))
}

/// A piece and the revision that was seen of it.
fn seen(text: &str) -> Option<Seen> {
    let (id, revision) = text.rsplit_once('.')?;
    Some(Seen { id: id.to_owned(), revision: revision.parse().ok()? })
}

/// The list as it was narrowed; whatever is sent as that stays behind the `?` of our own address.
fn back(county: &CountyRow, fields: &Fields, done: &str) -> Reply {
    let query = fields.get("back").map(|query| format!("{query}&")).unwrap_or_default();
    Reply::see_other(&format!("/counties/{}/evidence?{query}{done}", county.code))
}

fn unreadable(field: &'static str) -> WebError {
    WebError::Unreadable(Message::new("web-body-unreadable").with("fault", field))
}
