//! `deduct`: `event`, `per_event`, `floor`.

use super::super::fields::Fields;
use super::super::toml_text::TomlText;
use super::super::values::{PointsOrNone, SomePoints};
use super::{Around, said};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::rule::Deduct;

pub(super) const KEYS: [&str; 3] = ["event", "per_event", "floor"];

pub(super) fn read(fields: &Fields<'_>, around: &Around<'_>) -> Deduct {
    let floor = fields.optional::<PointsOrNone>("floor").map(|found| found.map(|floor| floor.0));
    if let (Some(floor), Some(full)) = (floor, around.points)
        && floor.value >= full
    {
        let fault = Message::new("sheet-floor-high").with("value", floor.value.to_string());
        fields.note("floor", floor.spot, fault.with("points", full));
    }
    Deduct {
        event: said(fields, "event"),
        per_event: fields.needed::<SomePoints>("per_event").map_or(Points::ZERO, |found| found.value.0),
        floor: floor.map_or(Points::ZERO, |found| found.value),
    }
}

pub(super) fn write(rule: &Deduct, out: &mut TomlText) {
    out.text("event", &rule.event);
    out.number("per_event", rule.per_event.decimal());
    out.number("floor", rule.floor.decimal());
}

pub(super) fn words(rule: &Deduct) -> Message {
    Message::new("sheet-words-deduct")
        .with("event", &rule.event)
        .with("points", rule.per_event)
        .with("floor", rule.floor.to_string())
}
