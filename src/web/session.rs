//! Who a request comes from: the session's cookie for browsers, a bearer token for programs.
//!
//! The cookies hold random secrets and nothing else; what they stand for is in the database. A secret is made
//! anew at every log-in and every proof, so one that was planted in a browser before is worth nothing after.

use std::sync::Arc;

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use percent_encoding::percent_decode_str;
use tokio::runtime::Handle;

use super::error::WebError;
use super::request::{Asked, Context, Visitor};
use super::secrets::in_address;
use crate::oidc::Flow;
use crate::ops::accounts::{self, Kind, Known, Secret};

/// Name of the session's cookie.
pub(super) const SESSION: &str = "session";
/// Name of the cookie of a log-in that waits for its second step.
pub(super) const STEP: &str = "step";
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
        if asked.is_api() {
            // There are no forms.
            return Self { secret: String::new(), fresh: true };
        }
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

/// Name of the cookie of a log-in that is away at the office's provider.
pub(super) const OUT: &str = "out";
/// Minutes that it may be away.
const AWAY: i64 = 10;

/// The cookie of a log-in that goes out: what ties it to its way back, and where it leads then.
pub(super) fn go_out(flow: &Flow, (next, secure): (&str, bool)) -> Cookie<'static> {
    let mut out = cookie(OUT, format!("{}.{}", flow.text(), in_address(next)), secure);
    out.set_max_age(Duration::minutes(AWAY));
    out
}

/// What that cookie says.
pub(super) fn gone_out(asked: &Asked) -> Option<(Flow, String)> {
    let (flow, next) = asked.cookie(OUT)?.rsplit_once('.')?;
    let next = percent_decode_str(next).decode_utf8_lossy().into_owned();
    Some((Flow::read(flow)?, next))
}

/// The account behind the request's cookie or token, when there is one.
pub(super) fn recognise(cx: &Context) -> Result<Option<Visitor>, WebError> {
    if let Some(token) = bearer(&cx.asked) {
        let known = accounts::recognise(cx.office(), &token, &Kind::OF_PROGRAMS, cx.now)?;
        return known
            .inspect(|known| note_use(cx, known, &token))
            .map(|known| Some(Visitor::Program(known)))
            .ok_or(WebError::NotLoggedIn);
    }
    let Some(secret) = cx.asked.cookie(SESSION) else { return Ok(None) };
    let secret = Secret(secret.to_owned());
    let known = accounts::recognise(cx.office(), &secret, &[Kind::Session], cx.now)?;
    Ok(known.inspect(|known| note_use(cx, known, &secret)).map(|known| Visitor::Person(known, secret)))
}

/// Who reads is held up neither by other writers nor by a database that can't be written to.
fn note_use(cx: &Context, known: &Known, secret: &Secret) {
    if known.unnoted {
        let (shared, secret, now) = (Arc::clone(&cx.shared), secret.clone(), cx.now);
        drop(Handle::current().spawn_blocking(move || {
            if let Err(error) = accounts::note_use(&shared.office, &secret, now) {
                tracing::warn!(?error, "the last use of a session was not written down");
            }
        }));
    }
}

/// Refuses changes by a token that only reads.
pub(super) fn check_scope(cx: &Context) -> Result<(), WebError> {
    match &cx.visitor {
        Visitor::Program(known) if known.reads_only && !cx.asked.only_reads() => Err(WebError::ReadsOnly),
        _ => Ok(()),
    }
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

/// The cookie of a log-in that waits for its second step.
pub(super) fn await_step(secret: Secret, secure: bool) -> Cookie<'static> {
    cookie(STEP, secret.0, secure)
}

/// Takes one of these cookies away.
pub(super) fn end(name: &'static str, secure: bool) -> Cookie<'static> {
    let mut gone = cookie(name, String::new(), secure);
    gone.make_removal();
    gone
}

fn cookie(name: &'static str, value: String, secure: bool) -> Cookie<'static> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(secure).finish()
}

/// Programs and systems as they name themselves, the telling names first.
const PROGRAMS: [(&str, &str); 7] = [
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Which browser it is, in a few words for the list of sessions; nothing when it does not say.
pub(super) fn label(asked: &Asked) -> String {
    let agent = asked.header(header::USER_AGENT).unwrap_or_default();
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let words: Vec<&str> = [named(&PROGRAMS), named(&SYSTEMS)].into_iter().flatten().collect();
    words.join(" · ")
}
