//! `[[word_class]]`: words that the cues of many items share.

use super::super::fields::{Fields, Found};
use super::super::lookup::Reference;
use super::super::values::ClassWords;
use super::{INFORMATION, Known, coded, each, value_of};
use crate::domain::lexicon::{CLASS_SIGN, Cue, WordClass};
use crate::domain::message::Message;

const LIST: &str = "word_class";

/// The most classes of a sheet, and the most words of one.
const MOST_CLASSES: usize = 100;
const MOST_WORDS: usize = 500;

pub(super) fn read_all(root: &Fields<'_>, known: &mut Known) -> Vec<WordClass> {
    let nodes = root.nodes(LIST);
    if let Some(beyond) = nodes.get(MOST_CLASSES) {
        note_many(root, (LIST, nodes.len(), MOST_CLASSES), beyond.spot);
    }
    each(root, (LIST, nodes.get(..MOST_CLASSES).unwrap_or(nodes)), |fields| read(fields, known))
}

/// A class may name those above it, so none is in itself.
fn read(fields: Fields<'_>, known: &mut Known) -> WordClass {
    let (name, fields) = coded(fields, "name", "sheet-owner-word-class");
    fields.only(&[&["name", "words"][..], &INFORMATION].concat());
    fields.needed_nodes("words");
    let lines = fields.values::<ClassWords>("words", fields.nodes("words"));
    let mut words: Vec<String> = Vec::new();
    for line in lines {
        let named = line.value.0.iter().filter_map(|word| word.strip_prefix(CLASS_SIGN));
        named.for_each(|class| check(known, &Found { value: class.to_owned(), spot: line.spot }, &fields));
        if words.len() <= MOST_WORDS && words.len().saturating_add(line.value.0.len()) > MOST_WORDS {
            note_many(
                &fields,
                ("words", words.len().saturating_add(line.value.0.len()), MOST_WORDS),
                line.spot,
            );
        }
        words.extend(line.value.0);
    }
    if let Some(name) = &name {
        known.word_classes.add("name", name, &fields);
    }
    WordClass { name: value_of(name), words }
}

/// Notes the classes of a cue that the sheet does not have.
pub(super) fn check_cue(known: &Known, cue: &Found<Cue>, fields: &Fields<'_>) {
    for class in cue.value.classes() {
        check(known, &Found { value: class.to_owned(), spot: cue.spot }, fields);
    }
}

fn check(known: &Known, class: &Found<String>, fields: &Fields<'_>) {
    let codes = &known.word_classes;
    Reference { key: "words", unknown: "sheet-unknown-word-class", codes }.check_each(class, fields);
}

fn note_many(
    fields: &Fields<'_>,
    (key, found, limit): (&str, usize, usize),
    spot: super::super::place::Spot,
) {
    fields.note(key, spot, Message::new("sheet-cues-many").with("found", found).with("limit", limit));
}
