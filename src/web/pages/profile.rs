//! Somebody's own account: who they are, and their password.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::keeping;
use crate::ops::accounts::{self, PASSWORD_MIN, Secret};
use crate::web::body::Form;
use crate::web::error::WebError;
use crate::web::guard::Member;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::{lookups, session};

#[derive(Serialize)]
struct ProfileView {
    name: String,
    role: &'static str,
    county: Option<String>,
    password_min: usize,
}

/// The form that changes a password.
#[derive(Deserialize)]
pub(in crate::web) struct NewPassword {
    old: String,
    new: String,
    again: String,
}

/// The visitor's own account.
pub(in crate::web) fn show_profile(cx: &Context, right: Member) -> Answer {
    let done = cx.query_value("saved").map(|_| Message::new("web-profile-saved"));
    let page = Page::new(cx, "profile", cx.word("web-profile-title"));
    let page = match &done {
        Some(done) => page.done(done),
        None => page,
    };
    page.reply(&view(cx, &right)?)
}

/// Changes the visitor's password; every session of the account ends and this browser gets a new one.
pub(in crate::web) fn change_password(cx: &Context, right: Member, Form(form): Form<NewPassword>) -> Answer {
    if form.new != form.again {
        return refuse(cx, &right, &Message::new("web-profile-differ"));
    }
    let name = &right.account.name;
    match accounts::log_in(cx.office(), name, &Secret(form.old), cx.now) {
        Ok(proof) => accounts::log_out(cx.office(), &proof)?,
        Err(OpsError::Refused(_)) => return refuse(cx, &right, &Message::new("web-profile-wrong-old")),
        Err(error) => return Err(error.into()),
    }
    let new = Secret(form.new);
    match keeping::reset_password(cx.office(), &cx.by(&right.account), name, &new) {
        Ok(()) => {}
        Err(OpsError::Refused(message)) => return refuse(cx, &right, &message),
        Err(error) => return Err(error.into()),
    }
    let secret = accounts::log_in(cx.office(), name, &new, cx.now)?;
    let cookie = session::begin(secret, cx.shared.settings.secure_cookies);
    Ok(Reply::see_other("/profile?saved=1").with_cookie(cookie))
}

fn refuse(cx: &Context, right: &Member, message: &Message) -> Answer {
    let page = Page::new(cx, "profile", cx.word("web-profile-title")).refused(message);
    Ok(page.reply(&view(cx, right)?)?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn view(cx: &Context, right: &Member) -> Result<ProfileView, WebError> {
    let county = match &right.account.county {
        Some(code) => lookups::county(cx.office(), code)?.map(|county| county.name),
        None => None,
    };
    Ok(ProfileView {
        name: right.account.name.clone(),
        role: right.account.role.id(),
        county,
        password_min: PASSWORD_MIN,
    })
}
