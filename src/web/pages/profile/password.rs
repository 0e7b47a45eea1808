//! Changing one's own password. Who has to change it before anything else comes here.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::domain::policy::Policy;
use crate::ops::OpsError;
use crate::ops::accounts::passwords::{self, Change};
use crate::ops::accounts::{Must, Secret};
use crate::web::body::Form;
use crate::web::guard::Entrant;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::session;

#[derive(Serialize)]
struct PasswordView {
    name: String,
    /// Whether nothing else can be done before.
    first: bool,
    min: usize,
    hint: String,
}

/// The form that changes a password.
#[derive(Deserialize)]
pub(in crate::web) struct NewPassword {
    old: String,
    new: String,
    again: String,
}

/// The form.
pub(in crate::web) fn show_password(cx: &Context, right: Entrant) -> Answer {
    page(cx).reply(&view(cx, &right))
}

/// Changes the visitor's password; every session of the account ends and this browser gets a new one.
pub(in crate::web) fn change_password(cx: &Context, right: Entrant, Form(form): Form<NewPassword>) -> Answer {
    if form.new != form.again {
        return refuse(cx, &right, &Message::new("web-profile-differ"));
    }
    let (old, new) = (Secret(form.old), Secret(form.new));
    let change = Change { old: &old, new: &new, label: &session::label(&cx.asked) };
    let account = &right.known.account;
    match passwords::change(cx.office(), account, change, &cx.by(account)) {
        Ok(secret) => {
            let cookie = session::begin(secret, cx.shared.settings.secure_cookies);
            Ok(Reply::see_other("/profile?done=password").with_cookie(cookie))
        }
        Err(OpsError::Refused(message)) => refuse(cx, &right, &message),
        Err(error) => Err(error.into()),
    }
}

fn refuse(cx: &Context, right: &Entrant, message: &Message) -> Answer {
    let reply = page(cx).refused(message).reply(&view(cx, right))?;
    Ok(reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn page(cx: &Context) -> Page<'_> {
    Page::new(cx, "password", cx.word("web-profile-password"))
}

fn view(cx: &Context, right: &Entrant) -> PasswordView {
    let policy = &cx.office().access.policy;
    PasswordView {
        name: right.known.account.name.clone(),
        first: right.known.must == Some(Must::ChangePassword),
        min: policy.password.min,
        hint: cx.say(&hint(policy)),
    }
}

/// What a password has to be, in words.
fn hint(policy: &Policy) -> Message {
    let rules = &policy.password;
    let hint = Message::new("web-password-hint").with("min", rules.min);
    let hint = hint.with("classes", rules.classes).with("history", rules.history.max(1));
    hint.with("days", rules.max_age.map_or(0, |age| age.num_days()))
}
