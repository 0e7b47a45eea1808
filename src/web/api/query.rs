//! Values that programs give in the address, each checked with its name and what it has to be.

use std::str::FromStr;

use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::web::error::WebError;
use crate::web::request::Context;

/// A whole number of the query; none when it is left out or empty.
pub(super) fn number<T: FromStr>(cx: &Context, name: &'static str) -> Result<Option<T>, WebError> {
    let Some(value) = cx.query_value(name) else { return Ok(None) };
    let bad = |_fault| {
        WebError::Unreadable(Message::new("api-query-number").with("name", name).with("value", &value))
    };
    value.parse().map(Some).map_err(bad)
}

/// A value of the query that is one of some names; none when it is left out or empty.
pub(super) fn choice<T>(
    cx: &Context,
    name: &'static str,
    (read, known): (impl Fn(&str) -> Option<T>, &[&str]),
) -> Result<Option<T>, WebError> {
    let Some(value) = cx.query_value(name) else { return Ok(None) };
    let bad = || {
        let told = Message::new("api-query-choice").with("name", name).with("value", &value);
        WebError::Unreadable(told.with("known", known.join(", ")))
    };
    read(&value).map(Some).ok_or_else(bad)
}

/// The phase that is asked for.
pub(super) fn phase(cx: &Context) -> Result<Option<Phase>, WebError> {
    choice(cx, "phase", (Phase::from_id, &Phase::ALL.map(Phase::id)))
}

/// The item and the year in the path; there is nothing at a year that is no number.
pub(super) fn item_and_year(cx: &Context) -> Result<(String, Year), WebError> {
    let item = cx.asked.param("item").ok_or(WebError::NotFound)?;
    let year = cx.asked.param("year").ok_or(WebError::NotFound)?;
    let unreadable = |_fault| Message::new("api-year-unreadable").with("value", year);
    let year = year.parse().map_err(unreadable).map_err(OpsError::NotFound)?;
    Ok((item.to_owned(), Year(year)))
}
