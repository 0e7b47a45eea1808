//! `[[veto]]`: what keeps a county out.

use super::super::fields::Fields;
use super::super::lookup::Reference;
use super::{INFORMATION, Known, coded, each, said, value_of};
use crate::domain::standard::Veto;

const LIST: &str = "veto";

pub(super) fn read_all(root: &Fields<'_>, known: &mut Known) -> Vec<Veto> {
    each(root, (LIST, root.nodes(LIST)), |fields| read(fields, known))
}

fn read(fields: Fields<'_>, known: &mut Known) -> Veto {
    let (code, fields) = coded(fields, "code", "sheet-owner-veto");
    fields.only(&[&["code", "name", "trigger", "items", "effect"][..], &INFORMATION].concat());
    if let Some(code) = &code {
        known.vetoes.add("code", code, &fields);
    }
    let items = Reference { key: "items", unknown: "sheet-unknown-item", codes: &known.items };
    Veto {
        code: value_of(code),
        name: said(&fields, "name"),
        trigger: said(&fields, "trigger"),
        items: items.list(&fields),
    }
}
