//! The system administrator's page: accounts made, kept out, given new passwords. A secret is shown once, on the
//! answer to the form that made it; what it is for waits until the security administrator has confirmed it.

use serde::{Deserialize, Serialize};

use crate::domain::message::Message;
use crate::domain::role::Role;
use crate::ops::OpsError;
use crate::ops::accounts::keeping::{self, Listed};
use crate::ops::accounts::{self, NewAccount, Secret};
use crate::web::body::Form;
use crate::web::error::WebError;
use crate::web::guard::{Admin, Proven};
use crate::web::render::Page;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::{lookups, secrets};

#[derive(Serialize)]
struct AccountsView {
    accounts: Vec<AccountView>,
    roles: Vec<RoleView>,
    counties: Vec<CountyChoice>,
    secret: Option<SecretView>,
    name: String,
}

#[derive(Serialize)]
struct AccountView {
    name: String,
    role: &'static str,
    county: Option<String>,
    disabled: bool,
    confirmed: bool,
    own: bool,
}

#[derive(Serialize)]
struct RoleView {
    id: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
struct CountyChoice {
    code: String,
    name: String,
    chosen: bool,
}

/// A secret that is shown this once.
#[derive(Serialize)]
struct SecretView {
    label: String,
    secret: String,
}

/// The form for a new account.
#[derive(Default, Deserialize)]
pub(in crate::web) struct Wanted {
    name: String,
    role: String,
    #[serde(default)]
    county: String,
}

/// The form that names an account.
#[derive(Deserialize)]
pub(in crate::web) struct Named {
    name: String,
}

/// The form that keeps an account out or lets it in.
#[derive(Deserialize)]
pub(in crate::web) struct Standing {
    name: String,
    disabled: bool,
}

/// All accounts, and the form for a new one.
pub(in crate::web) fn list_accounts(cx: &Context, right: Admin) -> Answer {
    let mut page = Page::new(cx, "accounts", cx.word("web-accounts-title"));
    if let Some(name) = cx.query_value("disabled") {
        page = page.done(&Message::new("web-accounts-was-disabled").with("name", name));
    } else if let Some(name) = cx.query_value("enabled") {
        page = page.done(&Message::new("web-accounts-was-enabled").with("name", name));
    }
    page.reply(&view(cx, &right, &Wanted::default(), None)?)
}

/// Makes an account with a password of ours.
pub(in crate::web) fn add_account(
    cx: &Context,
    Proven(right): Proven<Admin>,
    Form(wanted): Form<Wanted>,
) -> Answer {
    let password = secrets::password()?;
    let name = wanted.name.trim().to_owned();
    let role =
        Role::from_id(&wanted.role).ok_or(WebError::Unreadable(Message::new("web-request-unreadable")))?;
    let county = Some(wanted.county.clone()).filter(|county| !county.is_empty());
    let new = NewAccount { name: name.clone(), password: password.clone(), role, county };
    match accounts::propose(cx.office(), &cx.by(&right.account), &new) {
        Ok(_) => show_secret(cx, &right, ("web-accounts-secret-password", &name), password),
        Err(OpsError::Refused(message)) => refuse(cx, &right, &wanted, message),
        Err(error) => Err(error.into()),
    }
}

/// Keeps an account out, or lets it in again.
pub(in crate::web) fn set_account_state(
    cx: &Context,
    Proven(right): Proven<Admin>,
    Form(form): Form<Standing>,
) -> Answer {
    if form.disabled && form.name == right.account.name {
        return refuse(cx, &right, &Wanted::default(), Message::new("web-accounts-self"));
    }
    keeping::set_disabled(cx.office(), &cx.by(&right.account), &form.name, form.disabled)?;
    let done = if form.disabled { "disabled" } else { "enabled" };
    Ok(Reply::see_other(&format!("/accounts?{done}={}", secrets::in_address(&form.name))))
}

/// Gives an account a new password of ours.
pub(in crate::web) fn reset_password(
    cx: &Context,
    Proven(right): Proven<Admin>,
    Form(form): Form<Named>,
) -> Answer {
    let password = secrets::password()?;
    keeping::renew_password(cx.office(), &cx.by(&right.account), &form.name, &password)?;
    show_secret(cx, &right, ("web-accounts-secret-password", &form.name), password)
}

fn show_secret(cx: &Context, right: &Admin, (id, name): (&'static str, &str), secret: Secret) -> Answer {
    let label = cx.say(&Message::new(id).with("name", name));
    let secret = SecretView { label, secret: secret.0 };
    let view = view(cx, right, &Wanted::default(), Some(secret))?;
    Page::new(cx, "accounts", cx.word("web-accounts-title")).reply(&view)
}

fn refuse(cx: &Context, right: &Admin, wanted: &Wanted, message: Message) -> Answer {
    let status = WebError::from(OpsError::Refused(message.clone())).status();
    let page = Page::new(cx, "accounts", cx.word("web-accounts-title")).refused(&message);
    Ok(page.reply(&view(cx, right, wanted, None)?)?.with_status(status))
}

fn view(
    cx: &Context,
    right: &Admin,
    wanted: &Wanted,
    secret: Option<SecretView>,
) -> Result<AccountsView, WebError> {
    let counties = lookups::counties(cx.office())?;
    let name_of =
        |code: &str| counties.iter().find(|county| county.code == code).map(|county| county.name.clone());
    let account = |listed: Listed| AccountView {
        own: listed.account.name == right.account.name,
        role: listed.account.role.id(),
        county: listed.account.county.as_deref().and_then(name_of),
        name: listed.account.name,
        disabled: listed.disabled,
        confirmed: listed.confirmed,
    };
    Ok(AccountsView {
        accounts: keeping::list(cx.office())?.into_iter().map(account).collect(),
        roles: Role::ALL.map(|role| RoleView { id: role.id(), chosen: role.id() == wanted.role }).into(),
        counties: counties
            .iter()
            .map(|county| CountyChoice {
                code: county.code.clone(),
                name: county.name.clone(),
                chosen: county.code == wanted.county,
            })
            .collect(),
        secret,
        name: wanted.name.clone(),
    })
}
