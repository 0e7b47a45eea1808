//! The tour of the first page: ended, or begun again.

use crate::ops::accounts::tours;
use crate::web::body::Pressed;
use crate::web::guard::Person;
use crate::web::menu;
use crate::web::reply::{Answer, Reply};
use crate::web::request::Context;

/// Ends the tour, which is not offered any more.
pub(in crate::web) fn end_tour(cx: &Context, right: Person, _pressed: Pressed) -> Answer {
    tours::end(cx.office(), &right.account, cx.now)?;
    Ok(Reply::see_other(&menu::start(cx)))
}

/// Leads to the page where it begins again.
pub(in crate::web) fn begin_tour(cx: &Context, right: Person, _pressed: Pressed) -> Answer {
    tours::again(cx.office(), &right.account)?;
    Ok(Reply::see_other(&menu::start(cx)))
}
