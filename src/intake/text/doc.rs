//! Word up to 2003 and WPS text: the piece table of the binary format ([MS-DOC] 2.4.1). Only text is read; fields
//! give what they show, cells of a row have tabs between them.

use std::fs::File;
use std::io::{Read, Seek};

use encoding_rs::{UTF_16LE, WINDOWS_1252};

use super::lines::Lines;
use super::{Place, TextFault};

/// The most bytes of a stream that are read.
const MOST_BYTES: u64 = 64 << 20;
/// The most pieces of a document.
const MOST_PIECES: usize = 1 << 20;
/// The first two bytes of the main stream.
const MAGIC: u32 = 0xA5EC;
/// Flags of the header: it is encrypted; the table stream is the one called `1Table`.
const ENCRYPTED: u32 = 0x0100;
const SECOND_TABLE: u32 = 0x0200;
/// In the place of a piece: its characters are single bytes, and the place is doubled.
const SINGLE_BYTES: u32 = 0x4000_0000;

pub(super) fn read(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    read_from(file, lines)
}

fn read_from(file: impl Read + Seek, lines: &mut Lines) -> Result<(), TextFault> {
    let mut container = cfb::CompoundFile::open(file).map_err(|_fault| TextFault::Damaged)?;
    let mut stream = |name: &str| {
        let stream = container.open_stream(name).map_err(|_fault| TextFault::Damaged)?;
        let mut bytes = Vec::new();
        stream.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|_fault| TextFault::Damaged)?;
        Ok::<_, TextFault>(bytes)
    };
    let main = stream("WordDocument")?;
    if number::<2>(&main, 0) != Some(MAGIC) {
        return Err(TextFault::Damaged);
    }
    let flags = number::<2>(&main, 10).ok_or(TextFault::Damaged)?;
    if flags & ENCRYPTED != 0 {
        return Err(TextFault::Locked);
    }
    let table = stream(if flags & SECOND_TABLE == 0 { "0Table" } else { "1Table" })?;
    let pieces = pieces(&main, &table).ok_or(TextFault::Damaged)?;
    let of_body = number::<4>(&main, 0x4C).map_or(usize::MAX, size);
    write(&main, &pieces, (of_body, lines));
    Ok(())
}

/// Characters that lie in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    characters: usize,
    at: usize,
    single: bool,
}

/// The table of pieces, after the property modifiers that stand before it.
fn pieces(main: &[u8], table: &[u8]) -> Option<Vec<Piece>> {
    let at = size(number::<4>(main, 0x1A2)?);
    let length = size(number::<4>(main, 0x1A6)?);
    let mut rest = table.get(at..at.checked_add(length)?)?;
    while let Some((1, after)) = rest.split_first().map(|(kind, after)| (*kind, after)) {
        let skipped = size(number::<2>(after, 0)?);
        rest = after.get(skipped.checked_add(2)?..)?;
    }
    let (2, rest) = rest.split_first().map(|(kind, after)| (*kind, after))? else { return None };
    let length = size(number::<4>(rest, 0)?);
    let table = rest.get(4..length.checked_add(4)?)?;
    let count = length.checked_sub(4)?.checked_div(12)?.min(MOST_PIECES);
    (0..count).map(|index| piece(table, index, count)).collect()
}

fn piece(table: &[u8], index: usize, count: usize) -> Option<Piece> {
    let begins = size(number::<4>(table, index.checked_mul(4)?)?);
    let ends = size(number::<4>(table, index.checked_add(1)?.checked_mul(4)?)?);
    let of_pieces = count.checked_add(1)?.checked_mul(4)?;
    let place = number::<4>(table, of_pieces.checked_add(index.checked_mul(8)?)?.checked_add(2)?)?;
    let single = place & SINGLE_BYTES != 0;
    let at = size(place & !SINGLE_BYTES);
    Some(Piece { characters: ends.checked_sub(begins)?, at: if single { at / 2 } else { at }, single })
}

/// The pieces as lines; what comes after the body is notes, headers and boxes.
fn write(main: &[u8], pieces: &[Piece], (of_body, lines): (usize, &mut Lines)) {
    let (mut writer, mut left) = (Writer::default(), Some(of_body));
    for piece in pieces {
        if lines.is_spent() {
            break;
        }
        let text = text_of(main, *piece);
        for char in text.chars() {
            writer.take(char, lines);
            left = match left.map(|left| left.saturating_sub(char.len_utf16())) {
                Some(0) => {
                    writer.end(lines);
                    lines.begin(Place::Margin);
                    None
                }
                left => left,
            };
        }
    }
    writer.end(lines);
}

/// The text of a piece, as much as is there.
fn text_of(main: &[u8], piece: Piece) -> String {
    let length = if piece.single { piece.characters } else { piece.characters.saturating_mul(2) };
    let end = piece.at.saturating_add(length).min(main.len());
    let bytes = main.get(piece.at..end).unwrap_or_default();
    let encoding = if piece.single { WINDOWS_1252 } else { UTF_16LE };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Puts characters into lines; some stand for something else.
#[derive(Default)]
struct Writer {
    line: String,
    /// How many fields are open whose instruction is being read.
    hidden: usize,
    after_cell: bool,
}

impl Writer {
    fn take(&mut self, char: char, lines: &mut Lines) {
        let was_cell = std::mem::replace(&mut self.after_cell, char == '\u{7}');
        match char {
            '\u{13}' => self.hidden = self.hidden.saturating_add(1),
            '\u{14}' | '\u{15}' => self.hidden = self.hidden.saturating_sub(usize::from(self.hidden > 0)),
            _ if self.hidden > 0 => {}
            // The mark after the last cell ends the row.
            '\u{7}' if was_cell => self.end(lines),
            '\u{7}' => self.line.push('\t'),
            // A paragraph inside a cell does not end its row, but nothing tells cells from others before their end.
            '\r' | '\u{b}' | '\u{c}' | '\u{e}' => self.end(lines),
            '\u{1e}' => self.line.push('-'),
            '\t' => self.line.push('\t'),
            char if char.is_control() => {}
            char => self.line.push(char),
        }
    }

    fn end(&mut self, lines: &mut Lines) {
        lines.line(self.line.trim_end());
        self.line.clear();
    }
}

/// The little-endian number of so many bytes.
fn number<const LENGTH: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(LENGTH)?)?;
    Some(digits.iter().rev().fold(0, |sum, digit| sum << 8 | u32::from(*digit)))
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
