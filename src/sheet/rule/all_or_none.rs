//! `all_or_none`: `need`.

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::said;
use crate::domain::message::Message;
use crate::domain::rule::AllOrNone;

pub(super) const KEYS: [&str; 1] = ["need"];

pub(super) fn read(fields: &Fields<'_>) -> AllOrNone {
    AllOrNone { need: said(fields, "need") }
}

pub(super) fn write(rule: &AllOrNone, out: &mut TomlText) {
    out.text("need", &rule.need);
}

pub(super) fn words(rule: &AllOrNone, each_year: bool) -> Message {
    let id = if each_year { "sheet-words-all-years" } else { "sheet-words-all-or-none" };
    Message::new(id).with("need", &rule.need)
}
