//! One name of a path, in a spelling that is easy to search.

use unicode_normalization::UnicodeNormalization;

/// A folder's or the file's name. `plain` has a character for each of `text`.
#[derive(Debug)]
pub(super) struct Part {
    /// As written, in normal form C.
    pub(super) text: Vec<char>,
    /// Half-width, Latin letters in capitals.
    pub(super) plain: Vec<char>,
}

impl Part {
    pub(super) fn new(name: &str) -> Self {
        let text: Vec<char> = name.nfc().collect();
        let plain = text.iter().copied().map(plain).collect();
        Self { text, plain }
    }

    /// The character at a place, as it is searched.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.plain.get(place).copied()
    }

    /// The character before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|before| self.at(before))
    }

    /// Whether `wanted` stands at a place.
    pub(super) fn has_at(&self, place: usize, wanted: &[char]) -> bool {
        self.plain.get(place..).is_some_and(|rest| rest.starts_with(wanted))
    }

    /// How many digits follow from a place on.
    pub(super) fn digits(&self, place: usize) -> usize {
        self.plain.iter().skip(place).take_while(|char| char.is_ascii_digit()).count()
    }

    /// The number in the `length` characters from a place on.
    pub(super) fn number(&self, place: usize, length: usize) -> Option<u32> {
        let digits = self.plain.get(place..place.checked_add(length)?)?;
        digits.iter().collect::<String>().parse().ok()
    }
}

/// A text as it is searched.
pub(super) fn plain_text(text: &str) -> Vec<char> {
    text.nfc().map(plain).collect()
}

/// Full-width forms of ASCII lie in one block, in the same order.
fn plain(char: char) -> char {
    let half = match char {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(char) - 0xFF01 + 0x21).unwrap_or(char),
        _ => char,
    };
    half.to_ascii_uppercase()
}
