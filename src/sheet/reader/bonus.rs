//! `[[bonus]]`: items over the base points.

use super::super::fields::{Fields, Found};
use super::super::lookup::Reference;
use super::super::values::SomePoints;
use super::{INFORMATION, Known, coded, each, said, value_of};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::standard::Bonus;

const LIST: &str = "bonus";

pub(super) fn read_all(root: &Fields<'_>, known: &mut Known) -> Vec<Bonus> {
    each(root, (LIST, root.nodes(LIST)), |fields| read(fields, known))
}

fn read(fields: Fields<'_>, known: &mut Known) -> Bonus {
    let (code, fields) = coded(fields, "code", "sheet-owner-bonus");
    fields.only(&[&["code", "name", "points", "per", "cap", "evidence"][..], &INFORMATION].concat());
    if let Some(code) = &code {
        known.filed.add("code", code, &fields);
    }
    let points = fields.needed::<SomePoints>("points").map(|found| found.value.0);
    let cap = fields.needed::<SomePoints>("cap").map(|found| found.map(|cap| cap.0));
    check_cap(&fields, points, cap);
    // A bonus without kinds of evidence could never be proven.
    fields.needed_nodes("evidence");
    let kinds = Reference { key: "evidence", unknown: "sheet-unknown-evidence", codes: &known.kinds };
    Bonus {
        code: value_of(code),
        name: said(&fields, "name"),
        points: points.unwrap_or_default(),
        per: said(&fields, "per"),
        cap: cap.map_or(Points::ZERO, |found| found.value),
        evidence: kinds.list(&fields),
    }
}

fn check_cap(fields: &Fields<'_>, points: Option<Points>, cap: Option<Found<Points>>) {
    if let (Some(points), Some(cap)) = (points, cap)
        && cap.value < points
    {
        let fault = Message::new("sheet-bonus-cap").with("value", cap.value.to_string());
        fields.note("cap", cap.spot, fault.with("points", points));
    }
}
