//! A text as signs that can be counted and looked at one by one, each with its place in the text as it was given.

use std::ops::Range;

use crate::reading::fold::Folded;

/// Signs at which a sentence ends.
const ENDS: [char; 4] = ['。', '!', '?', ';'];

/// Folded characters, without spaces inside Chinese, and where lines and sentences end.
pub(super) struct Signs<'a> {
    folded: Folded<'a>,
    chars: Vec<char>,
    /// Where each begins in the folded text.
    bytes: Vec<usize>,
    /// Lines and sentences, in order, without the marks that end them.
    pieces: Vec<Piece>,
}

/// A line, or a sentence of one.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) signs: Range<usize>,
    /// Whether a mark ends it, so that it is a sentence and no heading or signature.
    pub(super) is_sentence: bool,
}

impl<'a> Signs<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let folded = Folded::by_characters(text);
        let (bytes, chars): (Vec<usize>, Vec<char>) = folded.text().char_indices().unzip();
        let mut signs = Self { folded, chars, bytes, pieces: Vec::new() };
        signs.pieces = signs.divided();
        signs
    }

    fn divided(&self) -> Vec<Piece> {
        let mut breaks = self.folded.breaks().iter().map(|line| line.at).peekable();
        let mut pieces = Vec::new();
        let mut start = 0;
        let mut end_piece = |start: &mut usize, end: usize, is_sentence: bool| {
            if *start < end {
                pieces.push(Piece { signs: *start..end, is_sentence });
            }
            *start = end;
        };
        for (at, (byte, char)) in self.bytes.iter().zip(&self.chars).enumerate() {
            while breaks.next_if(|line| line <= byte).is_some() {
                end_piece(&mut start, at, false);
            }
            if ENDS.contains(char) {
                end_piece(&mut start, at, true);
                start = at.saturating_add(1);
            }
        }
        end_piece(&mut start, self.chars.len(), false);
        pieces
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The piece in which a sign stands, with its number.
    pub(super) fn piece_at(&self, at: usize) -> Option<(usize, &Piece)> {
        let number = self.pieces.partition_point(|piece| piece.signs.end <= at);
        self.pieces.get(number).filter(|piece| piece.signs.contains(&at)).map(|piece| (number, piece))
    }

    /// The signs of a range; nothing when it is outside.
    pub(super) fn slice(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range).unwrap_or_default()
    }

    pub(super) fn string(&self, range: Range<usize>) -> String {
        self.slice(range).iter().collect()
    }

    /// Whether a word stands here.
    pub(super) fn is_at(&self, at: usize, word: &str) -> bool {
        word.chars().zip(at..).all(|(char, at)| self.at(at) == Some(char))
    }

    /// Whether something invisible stands before this sign: a blank, a tab, the end of a line.
    pub(super) fn is_parted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.place(before..at).end < self.place(at..at.saturating_add(1)).start
    }

    /// Characters of the text as it was given.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.folded.text().len());
        self.folded.place(byte(range.start)..byte(range.end))
    }

    /// What was given there.
    pub(super) fn given(&self, range: Range<usize>) -> String {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.folded.text().len());
        self.folded.passage(byte(range.start)..byte(range.end)).text.to_owned()
    }
}
