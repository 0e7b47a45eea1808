//! `per_year`: `need`, `min_count`.

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::super::values::Count;
use super::said;
use crate::domain::message::Message;
use crate::domain::rule::PerYear;

pub(super) const KEYS: [&str; 2] = ["need", "min_count"];

pub(super) fn read(fields: &Fields<'_>) -> PerYear {
    let min_count = fields.needed::<Count>("min_count").map_or(0, |found| found.value.0);
    PerYear { need: said(fields, "need"), min_count }
}

pub(super) fn write(rule: &PerYear, out: &mut TomlText) {
    out.text("need", &rule.need);
    out.count("min_count", rule.min_count);
}

pub(super) fn words(rule: &PerYear) -> Message {
    let words = Message::new("sheet-words-per-year").with("need", &rule.need);
    words.with("min", i64::from(rule.min_count))
}
