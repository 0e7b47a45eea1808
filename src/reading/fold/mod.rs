//! A text folded so that the same words are the same, whoever typed or converted them: simplified, traditional and
//! converted characters and words, full width and half width, leftovers of HTML, spaces and line breaks inside Chinese.
//! For everything folded its place in the given text is known.
//!
//! Folding is for finding, not for showing: a folded text may be no right Chinese (著名 is 着名, 档案 is 文件).

mod characters;
mod leftovers;
mod scan;
mod words;

use std::ops::Range;

pub use scan::BreakKind;
use scan::Scan;

/// A folded text and the given one that it comes from.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    given: &'a str,
    text: String,
    /// Where each character begins in `text`, in bytes.
    starts: Vec<u32>,
    spans: Vec<Span>,
    breaks: Vec<Break>,
}

/// A place in the given text, in bytes and in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    byte: u32,
    byte_end: u32,
    char: u32,
    char_end: u32,
}

/// A piece of the given text, and how many characters stand before it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    pub text: &'a str,
    pub offset: usize,
}

/// Where a line or a paragraph of the given text ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// What stands behind it in the folded text begins here, in bytes.
    pub at: usize,
    pub kind: BreakKind,
}

impl<'a> Folded<'a> {
    /// Characters and words folded: 社群, 社區 and 社区 are alike, and so are 資訊 and 信息.
    pub fn of(given: &'a str) -> Self {
        let scan = Scan::of(given);
        Self::assembled(given, words::folded(scan))
    }

    /// Characters alone, for what tells words apart that converters don't (檔案 of 文件).
    pub fn by_characters(given: &'a str) -> Self {
        Self::assembled(given, Scan::of(given))
    }

    fn assembled(given: &'a str, scan: Scan) -> Self {
        let mut text = String::with_capacity(scan.pieces.len() * 3);
        let mut starts = Vec::with_capacity(scan.pieces.len());
        for piece in &scan.pieces {
            starts.push(small(text.len()));
            text.push(piece.char);
        }
        let byte_of = |piece: usize| starts.get(piece).map_or(text.len(), |start| large(*start));
        let breaks =
            scan.breaks.iter().map(|(piece, kind)| Break { at: byte_of(*piece), kind: *kind }).collect();
        let spans = scan.pieces.iter().map(|piece| piece.span).collect();
        Self { given, text, starts, spans, breaks }
    }

    /// What is looked through. Ranges of it, in bytes, are what the other functions take.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn given(&self) -> &'a str {
        self.given
    }

    /// Ends of lines and paragraphs, in order.
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// What was given where this stands in the folded text.
    pub fn passage(&self, folded: Range<usize>) -> Passage<'a> {
        let Some((first, last)) = self.ends(&folded) else {
            return Passage { text: "", offset: self.given.chars().count() };
        };
        let text = self.given.get(large(first.byte)..large(last.byte_end)).unwrap_or_default();
        Passage { text, offset: large(first.char) }
    }

    /// The same place as characters of the given text.
    pub fn place(&self, folded: Range<usize>) -> Range<usize> {
        self.ends(&folded).map_or(0..0, |(first, last)| large(first.char)..large(last.char_end))
    }

    /// What was left out before the character that begins at this byte of the folded text: spaces, tags.
    pub fn gap(&self, at: usize) -> &'a str {
        let place = self.starts.partition_point(|start| large(*start) < at);
        let end = self.spans.get(place).map_or(self.given.len(), |span| large(span.byte));
        let before = place.checked_sub(1).and_then(|before| self.spans.get(before));
        self.given.get(before.map_or(0, |span| large(span.byte_end))..end).unwrap_or_default()
    }

    /// The first and the last character of a range; of an empty one the character that it stands before.
    fn ends(&self, folded: &Range<usize>) -> Option<(Span, Span)> {
        let first = self.starts.partition_point(|start| large(*start) < folded.start);
        let end = self.starts.partition_point(|start| large(*start) < folded.end).max(first + 1);
        Some((*self.spans.get(first)?, *self.spans.get(end - 1)?))
    }
}

/// A question as the folded texts are: to be looked for in `Folded::of(..).text()`.
pub fn fold_query(query: &str) -> String {
    Folded::of(query).text
}

/// Places are kept in four bytes; a text that long is not read.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn large(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
