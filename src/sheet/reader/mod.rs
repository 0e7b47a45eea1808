//! The tree into a sheet: which keys there are, what they must be, and whether they agree.
//!
//! Every problem is noted and reading goes on with a stand-in; the sheet that comes out is only
//! used when there was none.

mod aspect;
mod bonus;
mod evidence_kind;
mod item;
mod meta;
mod need;
mod veto;
mod word_class;

use super::fields::{Fields, Found};
use super::lookup::Codes;
use super::problem::Problems;
use super::tree::Node;
use super::values::{Code, Remark, Said};
use crate::domain::message::Message;
use crate::domain::standard::Standard;

/// Keys that may stand in every table; they inform people and are not kept, but for an item's note.
pub(super) const INFORMATION: [&str; 2] = ["basis", "note"];

const LISTS: [&str; 9] =
    ["meta", "scoring", "rule_kinds", "evidence_kind", "aspect", "word_class", "item", "veto", "bonus"];

/// Reads a whole sheet.
pub(super) fn read(root: &Node, problems: &Problems<'_>) -> Option<Standard> {
    let fields = Fields::of(root, Message::new("sheet-owner-file"), problems)?;
    fields.only(&LISTS);
    let mut known = Known::default();
    let kinds = evidence_kind::read_all(&fields, &mut known);
    let (aspects, total) = aspect::read_all(&fields, &mut known);
    let word_classes = word_class::read_all(&fields, &mut known);
    let items = item::read_all(&fields, &mut known);
    let vetoes = veto::read_all(&fields, &mut known);
    let bonuses = bonus::read_all(&fields, &mut known);
    let meta = meta::read(&fields, total)?;
    Some(Standard {
        id: meta.id,
        version: meta.version,
        title: meta.title,
        base_total: meta.base_total,
        bonus_cap: meta.bonus_cap,
        kinds,
        aspects,
        items,
        vetoes,
        bonuses,
        word_classes,
    })
}

/// The codes that later parts of the sheet refer to.
#[derive(Default)]
struct Known {
    kinds: Codes,
    aspects: Codes,
    items: Codes,
    /// Items and bonus items together: evidence is filed under either.
    filed: Codes,
    vetoes: Codes,
    word_classes: Codes,
}

/// Reads each table of a list; its number names a table until its code does.
fn each<'a, T>(
    root: &Fields<'a>,
    list: (&'static str, &'a [Node]),
    read: impl FnMut(Fields<'a>) -> T,
) -> Vec<T> {
    let (key, nodes) = list;
    let table = |(index, node)| {
        let owner = Message::new("sheet-owner-numbered").with("key", key).with("number", index + 1);
        root.inner(node, owner)
    };
    nodes.iter().enumerate().filter_map(table).map(read).collect()
}

/// The code under a key, and the table under the name that the code gives it.
fn coded<'a>(fields: Fields<'a>, key: &str, owner: &'static str) -> (Option<Found<String>>, Fields<'a>) {
    let code = code(&fields, key);
    let fields = match &code {
        Some(code) => fields.named(Message::new(owner).with("code", &code.value)),
        None => fields,
    };
    (code, fields)
}

fn code(fields: &Fields<'_>, key: &str) -> Option<Found<String>> {
    fields.needed::<Code>(key).map(|found| found.map(|code| code.0))
}

fn value_of(code: Option<Found<String>>) -> String {
    code.map_or_else(String::new, |found| found.value)
}

fn said(fields: &Fields<'_>, key: &str) -> String {
    fields.needed::<Said>(key).map_or_else(String::new, |found| found.value.0)
}

fn remark(fields: &Fields<'_>, key: &str) -> String {
    fields.optional::<Remark>(key).map_or_else(String::new, |found| found.value.0)
}
