//! What people say of an item, and what was done to it.

use actix_web::http::StatusCode;
use serde::Serialize;

use super::{Look, asked};
use crate::ops::OpsError;
use crate::ops::comments::{self, Comment, MAX_TEXT};
use crate::ops::history::{self, Told};
use crate::store::comments::CommentRow;
use crate::web::body::Fields;
use crate::web::error::WebError;
use crate::web::guard::CountyReader;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

#[derive(Debug, Serialize)]
pub(super) struct TalkView {
    pub(super) action: String,
    pub(super) limit: usize,
    pub(super) comments: Vec<CommentView>,
    pub(super) deeds: Vec<DeedView>,
    /// Whether one was just kept.
    pub(super) said: bool,
    /// What was typed and not taken.
    pub(super) typed: String,
}

#[derive(Debug, Serialize)]
pub(super) struct CommentView {
    account: String,
    role: String,
    at: String,
    text: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DeedView {
    at: String,
    account: String,
    /// What was done, a name of the family `deed`.
    action: String,
    /// The year, or the piece's title.
    what: String,
    /// Where the piece is found.
    address: Option<String>,
}

/// Keeps a comment of whoever reads the county.
pub(in crate::web) fn add_comment(cx: &Context, right: CountyReader, fields: Fields) -> Answer {
    let view = cx.round()?;
    let subject = asked(cx, &view, &right.county)?;
    let look = Look { cx, view: &view, account: &right.account, county: &right.county, subject };
    let said = Comment {
        county: right.county.code.clone(),
        item: subject.code().to_owned(),
        role: right.account.role,
        text: fields.raw("text").unwrap_or_default().to_owned(),
    };
    match comments::comment(cx.office(), &view, &cx.by(&right.account), &said) {
        Ok(()) => Ok(Reply::see_other(&look.address("?said=1#talk"))),
        Err(OpsError::Refused(message)) => {
            let typed = Typed(said.text);
            Ok(look.page_typed(&message, typed)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

/// A comment that was not taken, as it was typed.
#[derive(Debug, Default)]
pub(super) struct Typed(String);

pub(super) fn view(look: &Look<'_>, typed: Typed) -> Result<TalkView, WebError> {
    let place = (look.county.code.as_str(), look.subject.code());
    let said = comments::of_item(look.cx.office(), look.view, place)?;
    let deeds = history::of_item(look.cx.office(), look.view, place)?;
    Ok(TalkView {
        action: look.address("/comments"),
        limit: MAX_TEXT,
        comments: said.into_iter().map(|row| comment(look.cx, row)).collect(),
        deeds: deeds.into_iter().map(|told| deed(look.cx, told)).collect(),
        said: look.cx.query_value("said").is_some(),
        typed: typed.0,
    })
}

pub(super) fn comment(cx: &Context, row: CommentRow) -> CommentView {
    CommentView { account: row.account, role: row.role, at: cx.moment(row.at), text: row.text }
}

pub(super) fn deed(cx: &Context, Told { row, title }: Told) -> DeedView {
    let address = title.is_some().then(|| format!("/evidence/{}", row.subject));
    let year = row.subject.split_once('/').map(|(_, year)| year.to_owned());
    DeedView {
        at: cx.moment(row.at),
        account: row.account,
        action: row.action.replace('.', "-"),
        what: title.or(year).unwrap_or_default(),
        address,
    }
}
