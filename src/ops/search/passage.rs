//! Where a text says what was looked for, cut out with some words around it. What is found may be written otherwise
//! than it was asked: it is looked for in the folded text and shown as it was given.

use std::ops::Range;

use crate::intake::{Mark, TextPlace};
use crate::reading::fold::Folded;
use crate::store::evidence::FileRow;
use crate::store::texts::{SCAN, Stretch};

/// Characters before what is found, and behind its beginning.
const BEFORE: usize = 30;
const BEHIND: usize = 90;

/// A stretch of text, which is what was looked for or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

/// A passage of a file.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The file's position in its piece.
    pub position: i64,
    /// The file's name.
    pub name: String,
    /// Where in the file.
    pub place: Option<TextPlace>,
    /// Whether the text was recognised in pictures.
    pub from_scan: bool,
    /// What it says.
    pub parts: Vec<Part>,
}

/// The first passage in which some text has the first of the needles that any has.
pub(super) fn of(texts: &[(FileRow, Stretch)], needles: &[String]) -> Option<Passage> {
    texts.iter().find_map(|(file, said)| {
        let at = first(&said.text, needles)?;
        let marks: Vec<Mark> = serde_json::from_str(&said.marks).unwrap_or_default();
        let before = marks.iter().take_while(|mark| mark.at <= said.before + at).last();
        let begins = at.saturating_sub(BEFORE);
        let around: String = said.text.chars().skip(begins).take(at - begins + BEHIND).collect();
        Some(Passage {
            position: file.position,
            name: file.name.clone(),
            place: before.map(|mark| mark.place.clone()),
            from_scan: said.source == SCAN,
            parts: marked(&around.split_whitespace().collect::<Vec<_>>().join(" "), needles),
        })
    })
}

/// Where the first needle stands, in characters.
fn first(text: &str, needles: &[String]) -> Option<usize> {
    [Folded::of(text), Folded::by_characters(text)].iter().find_map(|folded| {
        let found = needles.iter().find_map(|needle| {
            let at = folded.text().find(needle.as_str())?;
            Some(at..at + needle.len())
        })?;
        Some(folded.place(found).start)
    })
}

/// A short text in parts: what was looked for, and what stands between.
pub(super) fn marked(text: &str, needles: &[String]) -> Vec<Part> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for folded in [Folded::of(text), Folded::by_characters(text)] {
        for needle in needles {
            let places = folded.text().match_indices(needle.as_str());
            found.extend(places.map(|(at, said)| folded.place(at..at + said.len())));
        }
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut parts: Vec<Part> = Vec::new();
    let mut hits = vec![false; text.chars().count()];
    for range in found {
        hits.iter_mut().take(range.end).skip(range.start).for_each(|hit| *hit = true);
    }
    for (char, hit) in text.chars().zip(hits) {
        match parts.last_mut().filter(|part| part.hit == hit) {
            Some(part) => part.text.push(char),
            None => parts.push(Part { text: char.to_string(), hit }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_shown_as_it_was_written() {
        let parts = marked("各社區、社群開展擁軍", &["社区".to_owned(), "拥军".to_owned()]);
        let hits: Vec<&str> = parts.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
        assert_eq!(hits, ["社區", "社群", "擁軍"]);
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), "各社區、社群開展擁軍");
    }
}
