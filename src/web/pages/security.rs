//! The security administrator's pages: accounts confirmed, unlocked, their roles, second factors and sessions;
//! and the rules that hold.

use actix_web::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::domain::policy::Policy;
use crate::domain::role::Role;
use crate::ops::OpsError;
use crate::ops::accounts::security::{self, Listed};
use crate::web::body::Form;
use crate::web::error::WebError;
use crate::web::guard::{Person, Proven, Right, SecurityAdmin};
use crate::web::lookups;
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::secrets;

#[derive(Serialize)]
struct SecurityView {
    waiting: Vec<AccountView>,
    accounts: Vec<AccountView>,
    roles: [&'static str; Role::ALL.len()],
    counties: Vec<CountyChoice>,
}

#[derive(Serialize)]
struct AccountView {
    name: String,
    role: &'static str,
    county: Option<String>,
    disabled: bool,
    confirmed: bool,
    locked_until: Option<String>,
    second_factor: bool,
    sessions: usize,
    tokens: usize,
    own: bool,
}

#[derive(Serialize)]
struct CountyChoice {
    code: String,
    name: String,
}

#[derive(Serialize)]
struct PolicyView {
    profile: &'static str,
    second_factor: &'static str,
    lines: Vec<String>,
}

/// The form that names an account.
#[derive(Deserialize)]
pub(in crate::web) struct Named {
    name: String,
}

/// The form that gives an account another role.
#[derive(Deserialize)]
pub(in crate::web) struct NewRole {
    name: String,
    role: String,
    #[serde(default)]
    county: String,
}

/// All accounts, those to be confirmed first.
pub(in crate::web) fn list_accounts(cx: &Context, right: SecurityAdmin) -> Answer {
    let done = cx.query_value("done").zip(cx.query_value("name")).and_then(|(done, name)| {
        let id = match done.as_str() {
            "confirmed" => "web-security-was-confirmed",
            "unlocked" => "web-security-was-unlocked",
            "factor" => "web-security-factor-gone",
            "sessions" => "web-security-sessions-gone",
            "role" => "web-security-role-changed",
            _ => return None,
        };
        Some(Message::new(id).with("name", name))
    });
    let page = page(cx);
    let page = match &done {
        Some(done) => page.done(done),
        None => page,
    };
    page.reply(&view(cx, &right)?)
}

/// Lets an account in.
pub(in crate::web) fn confirm_account(
    cx: &Context,
    Proven(right): Proven<SecurityAdmin>,
    Form(form): Form<Named>,
) -> Answer {
    let done = security::confirm(cx.office(), &cx.by(&right.account), &form.name);
    answer(cx, &right, done, ("confirmed", &form.name))
}

/// Opens an account again that was closed after too many failures.
pub(in crate::web) fn unlock_account(cx: &Context, right: SecurityAdmin, Form(form): Form<Named>) -> Answer {
    let done = security::unlock(cx.office(), &cx.by(&right.account), &form.name);
    answer(cx, &right, done, ("unlocked", &form.name))
}

/// Takes away a second factor that its owner has lost.
pub(in crate::web) fn reset_second_factor(
    cx: &Context,
    Proven(right): Proven<SecurityAdmin>,
    Form(form): Form<Named>,
) -> Answer {
    let done = security::reset_second_factor(cx.office(), &cx.by(&right.account), &form.name);
    answer(cx, &right, done, ("factor", &form.name))
}

/// Ends the sessions and tokens of an account.
pub(in crate::web) fn end_sessions(cx: &Context, right: SecurityAdmin, Form(form): Form<Named>) -> Answer {
    let own = Person::of(cx)?.session;
    let done = security::end_sessions(cx.office(), &cx.by(&right.account), &form.name, &own);
    answer(cx, &right, done, ("sessions", &form.name))
}

/// Gives an account another role.
pub(in crate::web) fn change_role(
    cx: &Context,
    Proven(right): Proven<SecurityAdmin>,
    Form(form): Form<NewRole>,
) -> Answer {
    let unreadable = || WebError::Unreadable(Message::new("web-request-unreadable"));
    let role = Role::from_id(&form.role).ok_or_else(unreadable)?;
    let county = Some(form.county.as_str()).filter(|county| !county.is_empty());
    let done = security::set_role(cx.office(), &cx.by(&right.account), &form.name, (role, county));
    answer(cx, &right, done, ("role", &form.name))
}

/// The rules that hold.
pub(in crate::web) fn show_policy(cx: &Context, _right: SecurityAdmin) -> Answer {
    let access = &cx.office().access;
    let view = PolicyView {
        profile: access.policy.profile.id(),
        second_factor: access.second_factor.id(),
        lines: lines(&access.policy).iter().map(|line| cx.say(line)).collect(),
    };
    Page::new(cx, "policy", cx.word("web-policy-title")).reply(&view)
}

fn lines(policy: &Policy) -> [Message; 7] {
    let (rules, lock, session) = (&policy.password, &policy.lock_out, &policy.session);
    [
        Message::new("web-policy-length").with("min", rules.min).with("max", rules.max),
        Message::new("web-policy-classes").with("classes", rules.classes),
        Message::new("web-policy-history").with("history", rules.history.max(1)),
        Message::new("web-policy-age").with("days", rules.max_age.map_or(0, |age| age.num_days())),
        Message::new("web-policy-lock")
            .with("failures", lock.failures)
            .with("window", lock.window.num_minutes())
            .with("lasts", lock.lasts.num_minutes()),
        Message::new("web-policy-session")
            .with("idle", session.idle.num_minutes())
            .with("absolute", session.absolute.num_hours())
            .with("proof", session.proof.num_minutes()),
        Message::new("web-policy-token").with("days", policy.token.num_days()),
    ]
}

fn answer(
    cx: &Context,
    right: &SecurityAdmin,
    done: Result<(), OpsError>,
    (what, name): (&str, &str),
) -> Answer {
    match done {
        Ok(()) => {
            let name = secrets::in_address(name);
            Ok(Reply::see_other(&format!("/security?done={what}&name={name}")))
        }
        Err(OpsError::Refused(message)) => {
            let reply = page(cx).refused(&message).reply(&view(cx, right)?)?;
            Ok(reply.with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => Err(error.into()),
    }
}

fn page(cx: &Context) -> Page<'_> {
    Page::new(cx, "security", cx.word("web-security-title")).wide()
}

fn view(cx: &Context, right: &SecurityAdmin) -> Result<SecurityView, WebError> {
    let counties = lookups::counties(cx.office())?;
    let name_of =
        |code: &str| counties.iter().find(|county| county.code == code).map(|county| county.name.clone());
    let line = |one: Listed| AccountView {
        own: one.account.name == right.account.name,
        role: one.account.role.id(),
        county: one.account.county.as_deref().and_then(name_of),
        name: one.account.name,
        disabled: one.disabled,
        confirmed: one.confirmed,
        locked_until: one.locked_until.map(|until| cx.moment(until)),
        second_factor: one.second_factor,
        sessions: one.sessions,
        tokens: one.tokens,
    };
    let all = security::list(cx.office(), cx.now)?.into_iter().map(line);
    let (accounts, waiting) = all.partition(|one| one.confirmed);
    Ok(SecurityView {
        waiting,
        accounts,
        roles: Role::ALL.map(Role::id),
        counties: counties
            .iter()
            .map(|county| CountyChoice { code: county.code.clone(), name: county.name.clone() })
            .collect(),
    })
}
