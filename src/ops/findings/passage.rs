//! Places in what a file says.

use std::ops::Range;

use super::scene::spot_of;
use crate::domain::finding::Spot;
use crate::intake::TextPlace;
use crate::ops::evidence::Piece;
use crate::ops::texts::TextOfFile;

/// Characters of a passage that are shown.
const SHOWN: usize = 120;

/// A passage of a piece's file: the words as they stand there, and the page.
pub(in crate::ops) fn spot_at(piece: &Piece, text: &TextOfFile, place: &Range<usize>) -> Spot {
    Spot { page: page(text, place.start), passage: words(&text.text, place), ..spot_of(piece, &text.file) }
}

/// The page on which a character stands.
pub(super) fn page(text: &TextOfFile, at: usize) -> Option<u32> {
    match text.place_of(at)? {
        TextPlace::Page(page) => u32::try_from(*page).ok(),
        _ => None,
    }
}

/// The words at a place on one line, cut when they are many.
pub(super) fn words(text: &str, place: &Range<usize>) -> String {
    let whole = text.chars().skip(place.start).take(place.len().min(SHOWN));
    let mut words = String::new();
    for char in whole {
        let char = if char.is_control() { ' ' } else { char };
        if !(char == ' ' && words.ends_with(' ')) {
            words.push(char);
        }
    }
    if place.len() > SHOWN {
        words.push('…');
    }
    words.trim().to_owned()
}
