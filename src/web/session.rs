//! Who a request comes from: the session's cookie for browsers, a bearer token for programs.
//!
//! The cookies hold random secrets and nothing else; what they stand for is in the database.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;

use super::error::WebError;
use super::request::{Asked, Context, Visitor};
use crate::ops::accounts::{self, Kind, Secret};

/// Name of the session's cookie.
pub(super) const SESSION: &str = "session";
/// Name of the cookie that forms before the log-in are tied to.
const VISIT: &str = "visit";

/// What ties a form that is sent before the log-in to the browser that asked for it.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) secret: String,
    /// Whether the browser does not have it yet.
    pub(super) fresh: bool,
}

impl Visit {
    pub(super) fn of(asked: &Asked) -> Self {
        let known = asked.cookie(VISIT).filter(|secret| !secret.is_empty());
        known.map_or_else(Self::fresh, |secret| Self { secret: secret.to_owned(), fresh: false })
    }

    fn fresh() -> Self {
        // Without randomness there is no secret, and an empty one is never right: see `csrf`.
        let mut bits = [0_u8; 16];
        let secret = match getrandom::fill(&mut bits) {
            Ok(()) => bits.iter().map(|byte| format!("{byte:02x}")).collect(),
            Err(_) => String::new(),
        };
        Self { secret, fresh: true }
    }

    pub(super) fn cookie(&self, secure: bool) -> Cookie<'static> {
        cookie(VISIT, self.secret.clone(), secure)
    }
}

/// The account behind the request's cookie or token, when there is one.
pub(super) fn recognise(cx: &Context) -> Result<Option<Visitor>, WebError> {
    if let Some(token) = bearer(&cx.asked) {
        let account = accounts::recognise(cx.office(), &token, Kind::Token, cx.now)?;
        return account.map(|account| Some(Visitor::Program(account))).ok_or(WebError::NotLoggedIn);
    }
    let Some(secret) = cx.asked.cookie(SESSION) else { return Ok(None) };
    let secret = Secret(secret.to_owned());
    let account = accounts::recognise(cx.office(), &secret, Kind::Session, cx.now)?;
    Ok(account.map(|account| Visitor::Person(account, secret)))
}

/// The token of a program; pages for people take none.
fn bearer(asked: &Asked) -> Option<Secret> {
    let value = asked.header(header::AUTHORIZATION).filter(|_| asked.is_api())?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Secret(token.trim().to_owned()))
}

/// The cookie of a new session; it ends with the browser, the session itself earlier.
pub(super) fn begin(secret: Secret, secure: bool) -> Cookie<'static> {
    cookie(SESSION, secret.0, secure)
}

/// Takes the session's cookie away.
pub(super) fn end(secure: bool) -> Cookie<'static> {
    let mut gone = cookie(SESSION, String::new(), secure);
    gone.make_removal();
    gone
}

fn cookie(name: &'static str, value: String, secure: bool) -> Cookie<'static> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(secure).finish()
}
