//! `ratio`: `numerator`, `denominator`, `target`, `zero_at`.

use rust_decimal::Decimal;

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::super::values::Share;
use super::{percent, said};
use crate::domain::message::Message;
use crate::domain::rule::Ratio;

pub(super) const KEYS: [&str; 4] = ["numerator", "denominator", "target", "zero_at"];

pub(super) fn read(fields: &Fields<'_>) -> Ratio {
    let target = fields.needed::<Share>("target").map(|found| found.map(|share| share.0));
    let zero_at = fields.needed::<Share>("zero_at").map(|found| found.map(|share| share.0));
    if let (Some(target), Some(zero_at)) = (target, zero_at)
        && target.value <= zero_at.value
    {
        let fault = Message::new("sheet-target-low").with("value", target.value.to_string());
        fields.note("target", target.spot, fault.with("zero", zero_at.value.to_string()));
    }
    Ratio {
        numerator: said(fields, "numerator"),
        denominator: said(fields, "denominator"),
        target: target.map_or(Decimal::ONE, |found| found.value),
        zero_at: zero_at.map_or(Decimal::ZERO, |found| found.value),
    }
}

pub(super) fn write(rule: &Ratio, out: &mut TomlText) {
    out.text("numerator", &rule.numerator);
    out.text("denominator", &rule.denominator);
    out.number("target", rule.target);
    out.number("zero_at", rule.zero_at);
}

pub(super) fn words(rule: &Ratio) -> Message {
    Message::new("sheet-words-ratio")
        .with("numerator", &rule.numerator)
        .with("denominator", &rule.denominator)
        .with("target", percent(rule.target))
        .with("zero", percent(rule.zero_at))
}
