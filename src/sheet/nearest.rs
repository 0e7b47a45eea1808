//! Which known word was probably meant by an unknown one.

use crate::domain::message::Message;

/// The known word that differs least from `word`, unless all differ too much.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: String = word.to_lowercase().chars().take(LONGEST).collect();
    let near = |candidate: &'a str| {
        let other = candidate.to_lowercase();
        let steps = strsim::osa_distance(&word, &other);
        let length = other.chars().count();
        let most = (word.chars().count().max(length) / 3).max(1);
        (steps <= most && steps < length).then_some((steps, candidate))
    };
    known.into_iter().filter_map(near).min_by_key(|(steps, _)| *steps).map(|(_, candidate)| candidate)
}

/// “Did you mean …?”, or nothing.
pub(super) fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
    hinted(nearest(word, known))
}

/// The same for a word that was found in another way.
pub(super) fn hinted(meant: Option<&str>) -> Message {
    match meant {
        Some(meant) => Message::new("sheet-hint").with("word", meant),
        None => Message::new("sheet-no-hint"),
    }
}

/// No known word comes near to this length.
const LONGEST: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let known = ["points", "name", "each_year", "note"];
        for (word, meant) in [
            ("point", Some("points")),
            ("nmae", Some("name")),
            ("eachyear", Some("each_year")),
            ("NOTE", Some("note")),
            ("weight", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}
