//! `sampled_ratio`: the keys of `ratio`, and `sample`.

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::{ratio, said};
use crate::domain::message::Message;
use crate::domain::rule::SampledRatio;

pub(super) const KEYS: [&str; 5] = ["numerator", "denominator", "target", "zero_at", "sample"];

pub(super) fn read(fields: &Fields<'_>) -> SampledRatio {
    SampledRatio { ratio: ratio::read(fields), sample: said(fields, "sample") }
}

pub(super) fn write(rule: &SampledRatio, out: &mut TomlText) {
    ratio::write(&rule.ratio, out);
    out.text("sample", &rule.sample);
}

pub(super) fn words(rule: &SampledRatio) -> Message {
    let words = Message::new("sheet-words-sampled").with("ratio", ratio::words(&rule.ratio));
    words.with("sample", &rule.sample)
}
