//! Which known word was probably meant by an unknown one.

use crate::domain::message::Message;

/// The known word that differs least from `word`, unless all differ too much.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(LONGEST).collect();
    let near = |candidate: &'a str| {
        let other: Vec<char> = candidate.to_lowercase().chars().collect();
        let steps = distance(&word, &other);
        let most = (word.len().max(other.len()) / 3).max(1);
        (steps <= most && steps < other.len()).then_some((steps, candidate))
    };
    known.into_iter().filter_map(near).min_by_key(|(steps, _)| *steps).map(|(_, candidate)| candidate)
}

/// “Did you mean …?”, or nothing.
pub(super) fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    match nearest(word, known) {
        Some(meant) => Message::new("sheet-hint").with("word", meant),
        None => Message::new("sheet-no-hint"),
    }
}

/// No known word comes near to this length.
const LONGEST: usize = 64;

/// How many letters must be changed, added or dropped to turn one word into the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        for (cell, wanted) in row.iter_mut().skip(1).zip(other) {
            let changed = diagonal + usize::from(letter != wanted);
            diagonal = *cell;
            left = changed.min(*cell + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let known = ["points", "name", "each_year", "note"];
        for (word, meant) in [
            ("point", Some("points")),
            ("nmae", None),
            ("eachyear", Some("each_year")),
            ("NOTE", Some("note")),
            ("weight", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }

    #[test]
    fn distances_are_counted_in_letters() {
        let of = |one: &str, other: &str| {
            distance(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
        };
        assert_eq!(of("kitten", "sitting"), 3);
        assert_eq!(of("", "abc"), 3);
        assert_eq!(of("考评内容", "考评內容"), 1);
    }
}
