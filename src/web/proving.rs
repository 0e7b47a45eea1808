//! Grave steps ask for the password again. The page that asks carries the whole form along, so that nothing
//! that was typed is lost: it is sent once more together with the proof, and goes on where it was meant to go.

use actix_web::http::StatusCode;
use serde::Serialize;

use super::body::Body;
use super::csrf;
use super::error::WebError;
use super::render::Page;
use super::reply::{Answer, Reply};
use super::request::{Context, Visitor};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::accounts::Secret;
use crate::ops::accounts::proving::{Proof, prove};

/// The fields of the proof.
const PASSWORD: &str = "proof_password";
const CODE: &str = "proof_code";

/// What came of asking.
pub(super) enum Asked {
    /// The visitor is proven now.
    Proven,
    /// The page that asks.
    Page(Box<Reply>),
}

impl Asked {
    /// The page in place of what was asked for.
    fn instead(page: Reply) -> Self {
        Self::Page(Box::new(page.with_status(StatusCode::FORBIDDEN)))
    }
}

#[derive(Serialize)]
struct ProveView {
    action: String,
    kept: Vec<Kept>,
    name: String,
    second_factor: bool,
    refused: Option<String>,
}

/// A field of the form that is carried along.
#[derive(Serialize)]
struct Kept {
    name: String,
    value: String,
}

/// Proves the visitor by what came with the form, or asks.
pub(super) fn ask(cx: &mut Context, body: &Body) -> Result<Asked, WebError> {
    if cx.asked.is_api() {
        return Err(WebError::Unproven);
    }
    let fields = body.fields()?;
    let proof = [csrf::FIELD, PASSWORD, CODE];
    let kept = fields.pairs().filter(|(name, _)| !proof.contains(name));
    let kept = kept.map(|(name, value)| Kept { name: name.to_owned(), value: value.to_owned() }).collect();
    let Some(password) = fields.raw(PASSWORD) else {
        return page(cx, (cx.asked.address(), kept), None).map(Asked::instead);
    };
    let password = Secret(password.to_owned());
    match check(cx, &password, fields.get(CODE).unwrap_or_default()) {
        Ok(()) => Ok(Asked::Proven),
        Err(OpsError::Refused(message)) if message.id == "account-session-over" => Err(WebError::NotLoggedIn),
        Err(OpsError::Refused(message)) => {
            page(cx, (cx.asked.address(), kept), Some(&message)).map(Asked::instead)
        }
        Err(error) => Err(error.into()),
    }
}

/// The page that asks before a page of grave matters is shown.
pub(super) fn before(cx: &Context, next: String) -> Answer {
    page(cx, ("/prove".to_owned(), vec![Kept { name: "next".to_owned(), value: next }]), None)
}

fn check(cx: &mut Context, password: &Secret, code: &str) -> Result<(), OpsError> {
    let Visitor::Person(_, session) = &cx.visitor else {
        return Err(OpsError::Refused(Message::new("account-session-over")));
    };
    let secret = prove(cx.office(), session, Proof { password, code }, cx.now)?;
    cx.renew(secret);
    Ok(())
}

fn page(cx: &Context, (action, kept): (String, Vec<Kept>), refused: Option<&Message>) -> Answer {
    let Visitor::Person(known, _) = &cx.visitor else { return Err(WebError::NotLoggedIn) };
    let view = ProveView {
        action,
        kept,
        name: known.account.name.clone(),
        second_factor: known.second_factor,
        refused: refused.map(|message| cx.say(message)),
    };
    Page::new(cx, "prove", cx.word("web-prove-title")).reply(&view)
}
