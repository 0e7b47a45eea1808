//! Logging in by the office's own provider: out to it, and back with what it says.

use crate::domain::message::Message;
use crate::oidc::{Flow, OidcError, Returned};
use crate::ops::OpsError;
use crate::ops::accounts::entering::{self, Recognised};
use crate::web::error::WebError;
use crate::web::guard::Anyone;
use crate::web::pages::log_in::{go_on, show_refused};
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;
use crate::web::secrets::is_ours;
use crate::web::session;

/// Sends the browser to the provider, when there is one, with what ties the way back to it in a cookie.
pub(in crate::web) fn go_out(cx: &Context, _right: Anyone) -> Answer {
    let Some(provider) = &cx.shared.oidc else { return Ok(Reply::see_other("/log-in")) };
    let flow = Flow::begin().map_err(broken)?;
    let address = match provider.address(&flow) {
        Ok(address) => address,
        Err(error) => return refuse(cx, &error),
    };
    let next = cx.query_value("next").filter(|next| is_ours(next)).unwrap_or_default();
    let secure = cx.shared.settings.secure_cookies;
    Ok(Reply::see_other(&address).with_cookie(session::go_out(&flow, (&next, secure))))
}

/// Takes what the provider sent back. Accounts are never made by it: who has none here, or one that is closed,
/// is told the same as with a wrong password.
pub(in crate::web) fn come_back(cx: &Context, _right: Anyone) -> Answer {
    let Some(provider) = &cx.shared.oidc else { return Ok(Reply::see_other("/log-in")) };
    let Some((flow, next)) = session::gone_out(&cx.asked) else {
        return refuse(cx, &OidcError::Refused("nothing was begun here".to_owned()));
    };
    let value = |name: &str| cx.query_value(name).unwrap_or_default();
    let returned = Returned { state: value("state"), code: value("code"), issuer: cx.query_value("iss") };
    let identity = match provider.identify(&flow, &returned) {
        Ok(identity) => identity,
        Err(error) => return refuse(cx, &error),
    };
    let label = session::label(&cx.asked);
    let recognised = Recognised { name: &identity.name, second_factor: identity.second_factor };
    let secure = cx.shared.settings.secure_cookies;
    let reply = match entering::begin_session(cx.office(), recognised, (&label, cx.now)) {
        Ok(entered) => go_on(cx, entered, &next)?,
        Err(OpsError::Refused(message)) => show_refused(cx, &message)?,
        Err(error) => return Err(error.into()),
    };
    Ok(reply.with_cookie(session::end(session::OUT, secure)))
}

/// What went wrong is for the log; people can only try again.
fn refuse(cx: &Context, error: &OidcError) -> Answer {
    tracing::warn!(%error, "a log-in by the provider was refused");
    let reply = show_refused(cx, &Message::new("oidc-refused"))?;
    Ok(reply.with_cookie(session::end(session::OUT, cx.shared.settings.secure_cookies)))
}

fn broken(error: OidcError) -> WebError {
    WebError::Broken(error.to_string())
}
