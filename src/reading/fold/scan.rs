//! From the given text to folded characters, each with its place: one pass, no looking back.

use super::{Span, characters, leftovers, small};

/// How sure it is that something new begins behind a line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreakKind {
    /// A line ended; a sentence may go on.
    Line,
    /// A paragraph ended: an empty line, an indented one, or a tag said so.
    Paragraph,
}

/// A folded character and where it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) char: char,
    pub(super) span: Span,
}

/// All of a text, and the pieces before which a line ended.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) pieces: Vec<Piece>,
    pub(super) breaks: Vec<(usize, BreakKind)>,
    /// Whether a space stands between most characters; then one between digits means nothing either.
    spaced: bool,
}

/// What was passed since the last visible character.
#[derive(Debug, Default, Clone, Copy)]
struct Gap {
    space: Option<Span>,
    lines: usize,
    indent: usize,
    block: bool,
}

impl Scan {
    pub(super) fn of(given: &str) -> Self {
        let mut scan = Self { pieces: Vec::with_capacity(given.len() / 3), ..Self::default() };
        scan.spaced = is_spaced(given);
        let (mut gap, mut rest, mut at) =
            (Gap::default(), given, Span { byte: 0, byte_end: 0, char: 0, char_end: 0 });
        while let Some(token) = Token::first(rest) {
            let (taken, left) = rest.split_at_checked(token.length()).unwrap_or((rest, ""));
            at = Span {
                byte: at.byte_end,
                byte_end: at.byte_end.saturating_add(small(taken.len())),
                char: at.char_end,
                char_end: at.char_end.saturating_add(small(taken.chars().count())),
            };
            rest = left;
            match token {
                Token::Tag { block, .. } => gap.block |= block,
                Token::Char { char, .. } if is_invisible(char) => {}
                Token::Char { char, .. } if char.is_whitespace() => gap.widen(char, at),
                Token::Char { char, .. } => {
                    scan.take(char, at, gap);
                    gap = Gap::default();
                }
            }
        }
        scan
    }

    /// A visible character, with what stood before it.
    fn take(&mut self, char: char, span: Span, gap: Gap) {
        if let Some(kind) = gap.kind() {
            self.breaks.push((self.pieces.len(), kind));
        }
        let folded = characters::folded(char);
        let last = self.pieces.last().map(|last| last.char);
        let one_number = self.spaced
            && folded.is_ascii_digit()
            && last.is_some_and(|last| last.is_ascii_digit())
            && gap.space.is_some_and(|space| space.char_end - space.char < 3);
        let after_narrow = last.is_some_and(|last| last.is_ascii_alphanumeric()) && !one_number;
        self.mend_zeros(folded);
        if let Some(space) = gap.space.filter(|_| after_narrow && folded.is_ascii_alphanumeric()) {
            self.pieces.push(Piece { char: ' ', span: space });
        }
        match characters::spelled(char) {
            Some(word) => self.pieces.extend(word.chars().map(|char| Piece { char, span })),
            None => self.pieces.push(Piece { char: folded, span }),
        }
    }
}

impl Scan {
    /// Letters that a scan has for zeros: 2O23年. Only behind a digit and before another or a character.
    fn mend_zeros(&mut self, next: char) {
        if !(next.is_ascii_digit() || characters::is_chinese(next)) {
            return;
        }
        let letters = self.pieces.iter().rev().take_while(|piece| piece.char == 'o').take(8).count();
        let from = self.pieces.len() - letters;
        let behind_digit = from.checked_sub(1).and_then(|at| self.pieces.get(at));
        if behind_digit.is_some_and(|piece| piece.char.is_ascii_digit()) {
            self.pieces.iter_mut().skip(from).for_each(|piece| piece.char = '0');
        }
    }
}

/// Whether a text has a space behind most of its characters, as some scans have: of its beginning at least half.
fn is_spaced(given: &str) -> bool {
    let (mut characters, mut spaced, mut before) = (0_usize, 0_usize, ' ');
    for char in given.chars().take(2_000) {
        characters += usize::from(characters::is_chinese(char));
        spaced += usize::from(characters::is_chinese(before) && matches!(char, ' ' | '\u{a0}' | '\u{3000}'));
        before = char;
    }
    characters > 8 && spaced * 2 > characters
}

impl Gap {
    fn widen(&mut self, char: char, at: Span) {
        self.space = Some(self.space.map_or(at, |space| Span {
            byte_end: at.byte_end,
            char_end: at.char_end,
            ..space
        }));
        match char {
            '\n' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                self.lines += 1;
                self.indent = 0;
            }
            '\r' => {}
            '\u{3000}' | '\t' => self.indent += 2,
            _ => self.indent += 1,
        }
    }

    fn kind(self) -> Option<BreakKind> {
        match self {
            Self { block: true, .. } | Self { lines: 2.., .. } => Some(BreakKind::Paragraph),
            Self { lines: 1, indent: 2.., .. } => Some(BreakKind::Paragraph),
            Self { lines: 1, .. } => Some(BreakKind::Line),
            _ => None,
        }
    }
}

/// A character, or a leftover that stands for one or for none.
enum Token {
    Char { char: char, length: usize },
    Tag { length: usize, block: bool },
}

impl Token {
    fn first(rest: &str) -> Option<Self> {
        let char = rest.chars().next()?;
        let plain = Self::Char { char, length: char.len_utf8() };
        Some(match char {
            '<' => leftovers::tag(rest).map_or(plain, |(length, block)| Self::Tag { length, block }),
            '(' | '（' => {
                leftovers::reading(rest).map_or(plain, |length| Self::Tag { length, block: false })
            }
            '&' => leftovers::entity(rest).map_or(plain, |(length, char)| Self::Char { char, length }),
            _ => plain,
        })
    }

    fn length(&self) -> usize {
        match self {
            Self::Char { length, .. } | Self::Tag { length, .. } => *length,
        }
    }
}

/// Characters that nobody sees and that part words.
fn is_invisible(char: char) -> bool {
    (char.is_control() && !char.is_whitespace())
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || matches!(char, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
