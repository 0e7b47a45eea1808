//! The language of an answer: `?lang=`, then the cookie, then the account's own, then what somebody last read here
//! when logged in, then what the browser asks for.
//! Programs choose by each request, so what they ask for comes before the account's own.

use actix_web::cookie::Cookie;
use actix_web::http::header;

use super::kept;
use super::request::{Asked, Context};
use crate::ops::accounts::Account;
use crate::texts::Lang;

/// Name of the cookie and of the query's key.
pub(super) const LANG: &str = "lang";
/// Name of the cookie that holds the language of the last page of somebody who was logged in.
const READ: &str = "read_lang";

/// The language of the answer to this request.
pub(super) fn of(asked: &Asked, account: Option<&Account>) -> Lang {
    let asked_for = || Lang::from_header(asked.header(header::ACCEPT_LANGUAGE)?);
    let by_program = || asked_for().filter(|_| asked.is_api());
    chosen(asked)
        .or_else(by_program)
        .or_else(|| Lang::from_tag(asked.cookie(LANG)?))
        .or_else(|| account.map(|account| account.lang))
        .or_else(|| Lang::from_tag(asked.cookie(READ)?))
        .or_else(asked_for)
        .unwrap_or_default()
}

/// The language that the address itself names.
pub(super) fn chosen(asked: &Asked) -> Option<Lang> {
    Lang::from_tag(kept::chosen(asked, LANG)?)
}

/// Remembers a choice for a year.
pub(super) fn cookie(lang: Lang, secure: bool) -> Cookie<'static> {
    kept::cookie(LANG, lang.tag(), secure)
}

/// Remembers in what language somebody who is logged in reads, so that whoever has to log in anew is asked in it.
pub(super) fn read(cx: &Context) -> Option<Cookie<'static>> {
    let known = cx.asked.cookie(READ) == Some(cx.lang.tag());
    let reads = cx.account().is_some() && !known;
    reads.then(|| kept::cookie(READ, cx.lang.tag(), cx.shared.settings.secure_cookies))
}

/// The address of this very page in another language.
pub(super) fn address(asked: &Asked, lang: Lang) -> String {
    kept::address(asked, LANG, lang.tag())
}
