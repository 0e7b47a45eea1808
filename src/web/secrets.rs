//! Passwords that the program makes, and texts of people that go into addresses.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::WebError;
use crate::ops::accounts::Secret;

/// Letters and digits that nobody takes for one another; 32 of them, so a byte picks each alike.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567892";

/// A password of 20 letters and digits in groups of five. The first is a capital letter and the last a digit,
/// as some offices ask.
pub(super) fn password() -> Result<Secret, WebError> {
    let mut bits = [0_u8; 20];
    getrandom::fill(&mut bits).map_err(|error| WebError::Broken(error.to_string()))?;
    let letter = |bits: &u8| LETTERS.get(usize::from(bits % 32)).copied().map_or('a', char::from);
    let groups: Vec<String> = bits.chunks(5).map(|group| group.iter().map(letter).collect()).collect();
    let digit = bits.first().map_or('2', |bits| char::from(b'2' + bits / 32));
    Ok(Secret(format!("K{}{digit}", groups.join("-"))))
}

/// A text as a part of an address.
pub(super) fn in_address(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The fields that are given, as the beginning of a query for another field to follow: `item=A01&year=2023&`.
pub(super) fn in_query<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("{name}={}&", in_address(value))).collect()
}

/// Whether an address leads to a page of ours: browsers read `//host` and `/\host` as another site.
pub(super) fn is_ours(address: &str) -> bool {
    let mut chars = address.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !address.chars().any(char::is_control)
}
