//! `[[evidence_kind]]`: the kinds of evidence with their catalogue fields.

use super::super::fields::Fields;
use super::super::lookup::code_list;
use super::super::values::Retention;
use super::{INFORMATION, Known, coded, each, said, value_of};
use crate::domain::standard::{EvidenceKind, Tells};

const LIST: &str = "evidence_kind";

pub(super) fn read_all(root: &Fields<'_>, known: &mut Known) -> Vec<EvidenceKind> {
    each(root, (LIST, root.needed_nodes(LIST)), |fields| read(fields, known))
}

fn read(fields: Fields<'_>, known: &mut Known) -> EvidenceKind {
    let (id, fields) = coded(fields, "id", "sheet-owner-evidence-kind");
    fields
        .only(&[&["id", "label", "fields", "formats", "retention_hint", "tells"][..], &INFORMATION].concat());
    if let Some(id) = &id {
        known.kinds.add("id", id, &fields);
    }
    let list = |key| code_list(key, &fields).into_iter().map(|code| code.value).collect();
    EvidenceKind {
        id: value_of(id),
        label: said(&fields, "label"),
        fields: list("fields"),
        formats: list("formats"),
        retention: fields
            .needed::<Retention>("retention_hint")
            .map_or_else(String::new, |found| found.value.0),
        tells: fields.optional::<Tells>("tells").map(|found| found.value),
    }
}
