//! `both`: `conditions`, two or more.

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::super::values::Said;
use crate::domain::message::Message;
use crate::domain::rule::Both;

pub(super) const KEYS: [&str; 1] = ["conditions"];

pub(super) fn read(fields: &Fields<'_>) -> Both {
    let nodes = fields.needed_nodes("conditions");
    if let [only] = nodes {
        fields.note("conditions", only.spot, Message::new("sheet-one-condition"));
    }
    let conditions = fields.values::<Said>("conditions", nodes);
    Both { conditions: conditions.into_iter().map(|found| found.value.0).collect() }
}

pub(super) fn write(rule: &Both, out: &mut TomlText) {
    out.texts("conditions", &rule.conditions);
}

pub(super) fn words(rule: &Both) -> Message {
    let conditions = rule.conditions.iter().map(|text| Message::new("sheet-words-text").with("text", text));
    Message::new("sheet-words-both").with("conditions", conditions.collect::<Vec<_>>())
}
