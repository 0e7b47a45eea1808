//! `by_level`: the tables `prefecture` and `county`, each a rule of another kind.

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::Around;
use crate::domain::message::Message;
use crate::domain::rule::{ByLevel, Rule};

pub(super) const KEYS: [&str; 2] = ["prefecture", "county"];

/// Both rules, or none when one of them cannot be read at all.
pub(super) fn read(fields: &Fields<'_>, around: &Around<'_>) -> Option<ByLevel> {
    let [prefecture, county] = KEYS.map(|level| of_level(fields, level, around));
    let (prefecture, county) = (prefecture?, county?);
    if prefecture.fields() != county.fields() {
        let fault = Message::new("sheet-levels-differ")
            .with("prefecture", prefecture.kind())
            .with("county", county.kind());
        fields.note("kind", fields.node("kind").map_or(fields.spot, |node| node.spot), fault);
    }
    Some(ByLevel { prefecture: Box::new(prefecture), county: Box::new(county) })
}

fn of_level(fields: &Fields<'_>, level: &'static str, around: &Around<'_>) -> Option<Rule> {
    let owner = Message::new("sheet-owner-level").with("owner", fields.owner.clone()).with("key", level);
    let inner = fields.inner(fields.needed_node(level)?, owner)?;
    let rule = super::read(&inner, around)?;
    if matches!(rule, Rule::ByLevel(_)) {
        inner.note("kind", inner.spot, Message::new("sheet-level-nested"));
        return None;
    }
    Some(rule)
}

pub(super) fn write(rule: &ByLevel, out: &mut TomlText) {
    for (level, rule) in KEYS.into_iter().zip([&rule.prefecture, &rule.county]) {
        out.table(level);
        super::write(rule, out);
    }
}

pub(super) fn words(rule: &ByLevel, each_year: bool) -> Message {
    Message::new("sheet-words-by-level")
        .with("prefecture", super::rule_in_words(&rule.prefecture, each_year))
        .with("county", super::rule_in_words(&rule.county, each_year))
}
