//! Which of the sheet's kinds of evidence a file most likely is.
//!
//! Three hints are weighed: pairs of characters that the name shares with the label of a kind (a pair
//! that many labels have says less), whether the item asks for the kind, and whether the sheet
//! calls the file's format usual for it. The clerk sees the guess before anything is taken.

use std::collections::{HashMap, HashSet};

use crate::domain::standard::Standard;
use crate::intake::kind::FileKind;

use super::part::{Part, plain_text};

/// A pair of characters that only one label has, in the file's name.
const PAIR_IN_NAME: usize = 12;
/// The same in the name of the folder around it.
const PAIR_IN_FOLDER: usize = 4;
/// The item asks for the kind.
const NEEDED: usize = 8;
/// The sheet calls the format usual.
const USUAL: usize = 8;
/// The sheet calls a format of the same family usual.
const ALIKE: usize = 4;

type Pair = (char, char);

/// The id of the likeliest kind; empty only when the sheet has no kinds.
pub(super) fn kind_of(parts: &[Part], items: &[String], standard: &Standard, kind: FileKind) -> String {
    let labels: Vec<HashSet<Pair>> =
        standard.kinds.iter().map(|kind| pairs(&plain_text(&kind.label))).collect();
    let mut shared: HashMap<Pair, usize> = HashMap::new();
    for pair in labels.iter().flatten() {
        *shared.entry(*pair).or_default() += 1;
    }
    let words = |part: Option<&Part>, label: &HashSet<Pair>, weight: usize| -> usize {
        let name = part.map(|part| pairs(&part.plain)).unwrap_or_default();
        let common = name.intersection(label);
        common.map(|pair| weight / shared.get(pair).copied().unwrap_or(1).max(1)).sum()
    };
    let (file, folder) = (parts.last(), parts.iter().rev().nth(1));
    let asked = asked_kinds(items, standard);
    let mut best: Option<(usize, &str)> = None;
    for (evidence, label) in standard.kinds.iter().zip(&labels) {
        let needed = if asked.contains(&evidence.id.as_str()) { NEEDED } else { 0 };
        let weight = words(file, label, PAIR_IN_NAME)
            + words(folder, label, PAIR_IN_FOLDER)
            + needed
            + format_weight(&evidence.formats, kind);
        // Of equals, the first of the sheet.
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, &evidence.id));
        }
    }
    best.map_or_else(String::new, |(_, id)| id.to_owned())
}

/// The kinds that the items ask for.
fn asked_kinds<'a>(items: &[String], standard: &'a Standard) -> Vec<&'a str> {
    let needs = standard.items.iter().filter(|item| items.contains(&item.code));
    let needs = needs.flat_map(|item| item.needs.iter().map(|need| need.kind.as_str()));
    let bonuses = standard.bonuses.iter().filter(|bonus| items.contains(&bonus.code));
    needs.chain(bonuses.flat_map(|bonus| bonus.evidence.iter().map(String::as_str))).collect()
}

fn format_weight(formats: &[String], kind: FileKind) -> usize {
    let usual = || formats.iter().filter_map(|format| FileKind::from_extension(format));
    if usual().any(|format| format == kind) {
        USUAL
    } else if usual().any(|format| format.family() == kind.family()) {
        ALIKE
    } else {
        0
    }
}

/// Neighbouring characters that are letters of a word; digits and punctuation divide.
fn pairs(text: &[char]) -> HashSet<Pair> {
    let is_letter = |char: &char| char.is_alphabetic();
    let neighbours = text.iter().zip(text.iter().skip(1));
    neighbours.filter(|(one, two)| is_letter(one) && is_letter(two)).map(|(one, two)| (*one, *two)).collect()
}
