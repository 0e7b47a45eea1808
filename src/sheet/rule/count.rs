//! `count`: `metric` and `tiers`, a list of `{ min, points }` in any order.

use super::super::fields::Fields;
use super::super::reader::INFORMATION;
use super::super::toml_text::{self, TomlText};
use super::super::values::{Count as Whole, SomePoints};
use super::{Around, said};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::rule::{Count, Tier};

pub(super) const KEYS: [&str; 2] = ["metric", "tiers"];

pub(super) fn read(fields: &Fields<'_>, around: &Around<'_>) -> Count {
    let nodes = fields.needed_nodes("tiers");
    let tier = |(index, node)| {
        let owner = Message::new("sheet-owner-tier").with("owner", fields.owner.clone());
        tier(&fields.inner(node, owner.with("number", index + 1))?)
    };
    let tiers: Vec<Tier> = nodes.iter().enumerate().filter_map(tier).collect();
    // A step that cannot be read may be the very one that is looked for.
    if tiers.len() == nodes.len() {
        check(fields, &tiers, around.points);
    }
    Count { metric: said(fields, "metric"), tiers }
}

fn tier(fields: &Fields<'_>) -> Option<Tier> {
    fields.only(&[&["min", "points"][..], &INFORMATION].concat());
    let min = fields.needed::<Whole>("min");
    let points = fields.needed::<SomePoints>("points");
    Some(Tier { min: min?.value.0, points: points?.value.0 })
}

fn check(fields: &Fields<'_>, tiers: &[Tier], full: Option<Points>) {
    let note = |fault| {
        fields.note("tiers", fields.node("tiers").map_or(fields.spot, |node| node.spot), fault);
    };
    let mut rising = tiers.to_vec();
    rising.sort_by_key(|tier| tier.min);
    for (lower, upper) in rising.iter().zip(rising.iter().skip(1)) {
        if lower.min == upper.min || lower.points >= upper.points {
            let fault = Message::new("sheet-tiers-rising")
                .with("lower", i64::from(lower.min))
                .with("less", lower.points.to_string())
                .with("upper", i64::from(upper.min));
            note(fault.with("more", upper.points.to_string()));
        }
    }
    if let (Some(top), Some(full)) = (tiers.iter().map(|tier| tier.points).max(), full)
        && top != full
    {
        note(Message::new("sheet-tiers-top").with("top", top.to_string()).with("points", full));
    }
}

pub(super) fn write(rule: &Count, out: &mut TomlText) {
    out.text("metric", &rule.metric);
    let line = |tier: &Tier| {
        format!("{{ min = {}, points = {} }}", tier.min, toml_text::digits(tier.points.decimal()))
    };
    out.lines("tiers", &rule.tiers.iter().map(line).collect::<Vec<_>>());
}

pub(super) fn words(rule: &Count) -> Message {
    let mut tiers = rule.tiers.clone();
    tiers.sort_by_key(|tier| std::cmp::Reverse(tier.min));
    let tier = |tier: &Tier| {
        let words = Message::new("sheet-words-tier").with("min", i64::from(tier.min));
        words.with("points", tier.points)
    };
    Message::new("sheet-words-count")
        .with("metric", &rule.metric)
        .with("tiers", tiers.iter().map(tier).collect::<Vec<_>>())
}
