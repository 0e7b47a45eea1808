//! `[[item.evidence]]`: the evidence that an item asks for.

use super::super::fields::Fields;
use super::super::lookup::Reference;
use super::super::values::Count;
use super::{INFORMATION, Known, code};
use crate::domain::message::Message;
use crate::domain::standard::{Need, Per};

pub(super) fn read_all(item: &Fields<'_>, known: &Known) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for node in item.nodes("evidence") {
        let owner = Message::new("sheet-owner-need").with("owner", item.owner.clone());
        let Some(fields) = item.inner(node, owner) else { continue };
        if let Some(need) = read(&fields, known, &needs) {
            needs.push(need);
        }
    }
    needs
}

fn read(fields: &Fields<'_>, known: &Known, before: &[Need]) -> Option<Need> {
    fields.only(&[&["kind", "min", "per"][..], &INFORMATION].concat());
    let kind = code(fields, "kind");
    if let Some(kind) = &kind {
        let known = Reference { key: "kind", unknown: "sheet-unknown-evidence", codes: &known.kinds };
        known.check(kind, fields);
    }
    let min = fields.needed::<Count>("min");
    let per = fields.needed::<Per>("per");
    let (kind, min, per) = (kind?, min?.value.0, per?.value);
    if before.iter().any(|need| need.kind == kind.value && need.per == per) {
        fields.note("kind", kind.spot, Message::new("sheet-repeated").with("value", &kind.value));
    }
    Some(Need { kind: kind.value, min, per })
}
