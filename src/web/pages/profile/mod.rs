//! Somebody's own account: who they are, where they are logged in, tokens for programs.

mod password;
mod second_factor;
mod tour;

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

pub(in crate::web) use password::{change_password, show_password};
pub(in crate::web) use second_factor::{end_second_factor, enrol, renew_codes, show_second_factor};
pub(in crate::web) use tour::{begin_tour, end_tour};

use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::tokens::{self, NewToken};
use crate::ops::accounts::{Kind, second_factor as factor, sessions};
use crate::web::body::{Form, Pressed};
use crate::web::error::WebError;
use crate::web::guard::{Member, Person, Proven};
use crate::web::lookups;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::{Context, Visitor};

#[derive(Serialize)]
struct ProfileView {
    name: String,
    role: &'static str,
    county: Option<String>,
    second_factor: bool,
    codes_left: usize,
    sessions: Vec<SessionView>,
    others: bool,
    tokens: Vec<SessionView>,
    token_days: i64,
    secret: Option<String>,
}

/// A session or token.
#[derive(Serialize)]
struct SessionView {
    id: String,
    kind: &'static str,
    label: String,
    made: String,
    seen: String,
    ends: String,
    own: bool,
}

/// The form for a new token.
#[derive(Deserialize)]
pub(in crate::web) struct Wanted {
    kind: String,
    label: String,
}

/// The form that names a token or session.
#[derive(Deserialize)]
pub(in crate::web) struct Named {
    id: String,
}

/// The visitor's own account.
pub(in crate::web) fn show_profile(cx: &Context, right: Member) -> Answer {
    let done = cx.query_value("done").and_then(|done| match done.as_str() {
        "password" => Some(Message::new("web-profile-saved")),
        "ended" => Some(Message::new("web-profile-ended")),
        "factor" => Some(Message::new("web-factor-ended")),
        _ => None,
    });
    let page = page(cx);
    let page = match &done {
        Some(done) => page.done(done),
        None => page,
    };
    page.reply(&view(cx, &right, None)?)
}

/// Ends every other session of the account.
pub(in crate::web) fn end_other_sessions(cx: &Context, right: Person, _pressed: Pressed) -> Answer {
    sessions::end_others(cx.office(), &right.account, &right.session, cx.now)?;
    Ok(Reply::see_other("/profile?done=ended"))
}

/// Makes a token and shows it this once.
pub(in crate::web) fn add_token(
    cx: &Context,
    Proven(right): Proven<Person>,
    Form(form): Form<Wanted>,
) -> Answer {
    let unreadable = || WebError::Unreadable(Message::new("web-request-unreadable"));
    let kind = Kind::token_from_id(&form.kind).ok_or_else(unreadable)?;
    let member = Member { account: right.account };
    match tokens::add(cx.office(), &member.account, NewToken { kind, label: &form.label }, cx.now) {
        Ok(secret) => page(cx).reply(&view(cx, &member, Some(secret.0))?),
        Err(OpsError::Refused(message)) => {
            let reply = page(cx).refused(&message).reply(&view(cx, &member, None)?)?;
            Ok(reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends a token or a session of the account.
pub(in crate::web) fn revoke(cx: &Context, right: Person, Form(form): Form<Named>) -> Answer {
    tokens::revoke(cx.office(), &right.account, &form.id, cx.now)?;
    Ok(Reply::see_other("/profile?done=ended"))
}

fn page(cx: &Context) -> Page<'_> {
    Page::new(cx, "profile", cx.word("web-profile-title"))
}

fn view(cx: &Context, right: &Member, secret: Option<String>) -> Result<ProfileView, WebError> {
    let county = match &right.account.county {
        Some(code) => lookups::county(cx.office(), code)?.map(|county| county.name),
        None => None,
    };
    let Visitor::Person(known, session) = &cx.visitor else { return Err(WebError::Forbidden) };
    let listed = sessions::list(cx.office(), &right.account, session, cx.now)?.into_iter();
    let (sessions, tokens): (Vec<_>, Vec<_>) = listed.partition(|one| one.kind == Kind::Session);
    let views = |listed: Vec<sessions::Listed>| listed.into_iter().map(|one| line(cx, one)).collect();
    Ok(ProfileView {
        name: right.account.name.clone(),
        role: right.account.role.id(),
        county,
        second_factor: known.second_factor,
        codes_left: factor::codes_left(cx.office(), &right.account)?,
        others: sessions.len() > 1,
        sessions: views(sessions),
        tokens: views(tokens),
        token_days: cx.office().access.policy.token.num_days(),
        secret,
    })
}

fn line(cx: &Context, one: sessions::Listed) -> SessionView {
    SessionView {
        id: one.id,
        kind: one.kind.id(),
        label: one.label,
        made: cx.moment(one.made_at),
        seen: cx.moment(one.seen_at),
        ends: cx.moment(one.expires_at),
        own: one.own,
    }
}
