//! Choices of how pages are shown: the address makes one (`?lang=en`), a cookie keeps it for a year.

use actix_web::cookie::{Cookie, SameSite, time};

use super::request::Asked;

/// What the address itself chooses.
pub(super) fn chosen<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    let mut pairs = asked.query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Remembers a choice.
pub(super) fn cookie(name: &'static str, value: &'static str, secure: bool) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(secure)
        .max_age(time::Duration::days(365))
        .finish()
}

/// The address of this very page with another choice.
pub(super) fn address(asked: &Asked, name: &str, value: &str) -> String {
    let own = format!("{name}=");
    let others = asked.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with(&own));
    let mut query: Vec<&str> = others.collect();
    let choice = format!("{own}{value}");
    query.push(&choice);
    format!("{}?{}", asked.path, query.join("&"))
}
