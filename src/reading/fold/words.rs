//! Words that count as one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::scan::{Piece, Scan};
use super::{Span, characters};

/// A line for each word: the one that stands for all, then the others; `=` before what stays as it is.
const LIST: &str = include_str!("../../../fixtures/reading/words.txt");

struct Words {
    finder: Option<AhoCorasick>,
    /// What stands for each pattern of the finder; none, where it stays.
    firsts: Vec<Option<Vec<char>>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(words);

fn words() -> Words {
    let (mut patterns, mut firsts) = (Vec::new(), Vec::new());
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let line: String = line.chars().map(characters::folded).collect();
        let mut words = line.split_whitespace().map(str::to_owned);
        let Some(first) = words.next() else { continue };
        patterns.push(first.trim_start_matches('=').to_owned());
        firsts.push(None);
        for word in words {
            patterns.push(word);
            firsts.push(Some(first.chars().collect()));
        }
    }
    // The list is a part of the program and a test builds it; without it characters are still folded.
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
    Words { finder, firsts }
}

/// The same text with each word as the one that stands for it.
pub(super) fn folded(scan: Scan) -> Scan {
    let Some(finder) = &WORDS.finder else { return scan };
    let text: String = scan.pieces.iter().map(|piece| piece.char).collect();
    let mut writer = Writer { out: Scan::default(), left: scan, read: 0, bytes: 0 };
    writer.out.pieces.reserve(text.len() / 3);
    for found in finder.find_iter(&text) {
        if let Some(Some(first)) = WORDS.firsts.get(found.pattern().as_usize()) {
            writer.copy_until(found.start());
            writer.put(first, found.end());
        }
    }
    writer.copy_until(text.len());
    writer.finished()
}

/// Goes through the pieces once and writes them, with some replaced.
struct Writer {
    out: Scan,
    left: Scan,
    /// How many pieces were read, and how many bytes they are.
    read: usize,
    bytes: usize,
}

impl Writer {
    fn copy_until(&mut self, byte: usize) {
        while self.bytes < byte {
            let Some(piece) = self.next() else { return };
            self.out.pieces.push(piece);
        }
    }

    fn next(&mut self) -> Option<Piece> {
        let piece = *self.left.pieces.get(self.read)?;
        let written = self.out.breaks.len();
        if let Some((_, kind)) = self.left.breaks.get(written).filter(|(at, _)| *at == self.read) {
            self.out.breaks.push((self.out.pieces.len(), *kind));
        }
        self.read += 1;
        self.bytes += piece.char.len_utf8();
        Some(piece)
    }

    /// A word in the place of the pieces up to here; its characters share their places, in order.
    fn put(&mut self, word: &[char], byte: usize) {
        let mut spans = Vec::new();
        while self.bytes < byte {
            let Some(piece) = self.next() else { break };
            spans.push(piece.span);
        }
        for (nth, char) in word.iter().enumerate() {
            if let Some(span) = share(&spans, nth, word.len()) {
                self.out.pieces.push(Piece { char: *char, span });
            }
        }
    }

    fn finished(self) -> Scan {
        self.out
    }
}

/// The nth of so many equal shares of the places of a word.
fn share(spans: &[Span], nth: usize, of: usize) -> Option<Span> {
    let from = nth * spans.len() / of;
    let to = ((nth + 1) * spans.len() / of).max(from + 1);
    let (first, last) = (spans.get(from)?, spans.get(to - 1)?);
    Some(Span { byte_end: last.byte_end, char_end: last.char_end, ..*first })
}
