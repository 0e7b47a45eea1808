//! `[[item]]`: the items with their rules and the evidence they ask for.

use super::super::MAX_ITEMS;
use super::super::fields::Fields;
use super::super::lookup::Reference;
use super::super::rule::{self, Around};
use super::super::values::SomePoints;
use super::{INFORMATION, Known, code, coded, each, need, remark, said, value_of, word_class};
use crate::domain::lexicon::Cue;
use crate::domain::message::Message;
use crate::domain::standard::Item;

const LIST: &str = "item";

const KEYS: [&str; 10] =
    ["code", "aspect", "name", "points", "each_year", "lead", "site_visit", "rule", "evidence", "words"];

/// The most lines of words that an item may have.
const MOST_CUES: usize = 100;

pub(super) fn read_all(root: &Fields<'_>, known: &mut Known) -> Vec<Item> {
    let nodes = root.needed_nodes(LIST);
    if let Some(beyond) = nodes.get(MAX_ITEMS) {
        let fault = Message::new("sheet-too-many-items").with("found", nodes.len());
        root.note(LIST, beyond.spot, fault.with("limit", MAX_ITEMS));
    }
    let nodes = nodes.get(..MAX_ITEMS).unwrap_or(nodes);
    each(root, (LIST, nodes), |fields| read(fields, known))
}

fn read(fields: Fields<'_>, known: &mut Known) -> Item {
    let (code, fields) = coded(fields, "code", "sheet-owner-item");
    fields.only(&[&KEYS[..], &INFORMATION].concat());
    if let Some(code) = &code {
        known.filed.add("code", code, &fields);
        known.items.add_again(code);
    }
    let points = fields.needed::<SomePoints>("points").map(|found| found.value.0);
    let each_year = fields.optional::<bool>("each_year");
    let rule = rule::read_of_item(&fields, &Around { points, each_year, kinds: &known.kinds });
    Item {
        code: value_of(code),
        aspect: aspect(&fields, known),
        name: said(&fields, "name"),
        points: points.unwrap_or_default(),
        each_year: each_year.map_or_else(|| rule::is_yearly(&rule), |found| found.value),
        lead: remark(&fields, "lead"),
        site_visit: fields.optional::<bool>("site_visit").is_some_and(|found| found.value),
        note: remark(&fields, "note"),
        rule,
        needs: need::read_all(&fields, known),
        words: words(&fields, known),
    }
}

fn words(fields: &Fields<'_>, known: &Known) -> Vec<Cue> {
    let lines = fields.nodes("words");
    if let Some(beyond) = lines.get(MOST_CUES) {
        let fault = Message::new("sheet-cues-many").with("found", lines.len());
        fields.note("words", beyond.spot, fault.with("limit", MOST_CUES));
    }
    let cues = fields.values::<Cue>("words", lines);
    cues.iter().for_each(|cue| word_class::check_cue(known, cue, fields));
    cues.into_iter().map(|found| found.value).collect()
}

fn aspect(fields: &Fields<'_>, known: &Known) -> String {
    let aspect = code(fields, "aspect");
    if let Some(aspect) = &aspect {
        let known = Reference { key: "aspect", unknown: "sheet-unknown-aspect", codes: &known.aspects };
        known.check(aspect, fields);
    }
    value_of(aspect)
}
