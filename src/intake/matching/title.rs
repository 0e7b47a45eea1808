//! The title that a file's name suggests: the name without its extension and its codes.

use super::codes::{InPart, skip};
use super::part::Part;
use super::times::behind_day;

/// What divides a number in front from the title.
const DIVIDERS: &str = " -_.、—–,:";
/// Letters of an extension, at the most.
const LONGEST_EXTENSION: usize = 5;

/// The title; the whole name when nothing else is left.
pub(super) fn title_of(name: &Part, codes: &InPart) -> String {
    let end = stem_end(name);
    let start = if codes.leading.is_empty() {
        behind_number(name, 0, &[8]).or_else(|| behind_written_day(name, 0)).unwrap_or(0)
    } else {
        behind_binder_number(name, codes.end)
    };
    let text = |from: usize| -> String {
        let stem = name.text.get(from..end).unwrap_or_default();
        stem.iter().collect::<String>().trim().to_owned()
    };
    let title = text(start);
    if title.is_empty() { text(0) } else { title }
}

/// Behind a year and a running number, as in `A02-2022-03 会议纪要`, or behind a day.
fn behind_binder_number(name: &Part, place: usize) -> usize {
    if let Some(day) = behind_written_day(name, place) {
        return day;
    }
    let Some(year) = behind_number(name, place, &[4, 8]) else { return place };
    behind_number(name, year, &[1, 2, 3]).unwrap_or(year)
}

/// Behind a day such as `2023.9.1` and the divider after it.
fn behind_written_day(name: &Part, place: usize) -> Option<usize> {
    let end = behind_day(name, place)?;
    name.at(end).is_none_or(|char| DIVIDERS.contains(char)).then(|| skip(name, end, DIVIDERS))
}

/// The place behind a number of one of these lengths and the divider after it; none when the number
/// belongs to a word, as in `2022年总结`.
fn behind_number(name: &Part, place: usize, lengths: &[usize]) -> Option<usize> {
    let length = name.digits(place);
    let end = place + length;
    let divided = name.at(end).is_none_or(|char| DIVIDERS.contains(char));
    (lengths.contains(&length) && divided).then(|| skip(name, end, DIVIDERS))
}

/// Where the extension begins, if there is one.
fn stem_end(name: &Part) -> usize {
    let dot = name.plain.iter().rposition(|char| *char == '.');
    let is_extension = |dot: &usize| {
        let ending = name.plain.get(dot + 1..).unwrap_or_default();
        let letters = ending.iter().all(char::is_ascii_alphanumeric);
        *dot > 0 && (1..=LONGEST_EXTENSION).contains(&ending.len()) && letters
    };
    dot.filter(is_extension).unwrap_or(name.plain.len())
}
