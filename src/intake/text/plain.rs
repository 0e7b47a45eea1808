//! Plain text in UTF-8, UTF-16 with its mark, GBK and GB18030, or Big5; which of them is told by the bytes.

use std::fs::File;
use std::io::{BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use super::TextFault;
use super::lines::Lines;

/// Bytes that are read: more than the characters that are kept, in any encoding.
const MOST_BYTES: u64 = 8 << 20;

pub(super) fn read(file: File, lines: &mut Lines) -> Result<(), TextFault> {
    let mut bytes = Vec::new();
    let mut file = BufReader::new(file);
    file.by_ref().take(MOST_BYTES).read_to_end(&mut bytes).map_err(|_fault| TextFault::Damaged)?;
    if file.read(&mut [0]).is_ok_and(|more| more > 0) {
        lines.budget.cut();
    }
    for line in decoded(&bytes).lines() {
        if lines.is_spent() {
            break;
        }
        lines.line(line);
    }
    Ok(())
}

/// Bytes by which a file is told to be text.
const HEAD: usize = 4096;

/// The text of a file that is plain text, every character of it; of any other file none.
pub fn plain_text(bytes: &[u8]) -> Option<String> {
    is_plain(bytes.get(..HEAD).unwrap_or(bytes)).then(|| decoded(bytes))
}

/// The text of bytes that are text.
pub(super) fn decoded(bytes: &[u8]) -> String {
    encoding(bytes).decode(bytes).0.into_owned()
}

/// The encoding that these bytes are in most likely.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if is_utf_8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if [GBK, GB18030, BIG5].contains(&guessed) {
        return guessed;
    }
    // What a clerk hands in is Chinese before it is anything else.
    [GB18030, BIG5].into_iter().find(|encoding| is_in(encoding, bytes)).unwrap_or(guessed)
}

/// Whether it is UTF-8, but for a character that is cut at the end.
fn is_utf_8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).err().is_none_or(|fault| fault.error_len().is_none())
}

/// Whether it can be of this encoding; the last character may be cut.
fn is_in(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    (0..4).any(|cut| {
        let end = bytes.len().saturating_sub(cut);
        bytes.get(..end).is_some_and(|bytes| {
            encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
        })
    })
}

/// Whether the beginning of a file is text that people write: decodable, and without the control characters that
/// only programs leave behind.
pub(in crate::intake) fn is_plain(head: &[u8]) -> bool {
    if let Some((marked, length)) = Encoding::for_bom(head) {
        let rest = head.get(length..).unwrap_or_default();
        return is_in(marked, rest) && is_clean(&marked.decode(head).0);
    }
    let known = is_utf_8(head) || is_in(GB18030, head) || is_in(BIG5, head);
    known && !head.iter().copied().any(is_control) && is_clean(&decoded(head))
}

/// Few characters may be such that nobody types; the last one may be cut.
fn is_clean(text: &str) -> bool {
    let odd = text.chars().filter(|char| {
        matches!(char, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}') || u8::try_from(*char).is_ok_and(is_control)
    });
    !text.trim().is_empty() && odd.count() <= text.chars().count() / 50 + 1
}

fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11 | 14..=26 | 28..=31 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_16LE;

    const SAID: &str = "双拥工作领导小组会议纪要\n参加人员：军分区政治工作处主任、县委书记\n";
    const SAID_THERE: &str = "雙擁工作領導小組會議紀要\n參加人員：軍分區政治工作處主任、縣委書記\n";

    #[test]
    fn the_encoding_is_told_by_the_bytes() {
        let marked: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(SAID.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let gbk = GBK.encode(SAID).0.into_owned();
        let big5 = BIG5.encode(SAID_THERE).0.into_owned();
        for (bytes, said) in [
            (SAID.as_bytes(), SAID),
            (gbk.as_slice(), SAID),
            (big5.as_slice(), SAID_THERE),
            (marked.as_slice(), SAID),
        ] {
            assert_eq!(decoded(bytes), said);
            assert!(is_plain(bytes));
            assert!(
                is_plain(bytes.get(..bytes.len() - 1).unwrap_or_default()),
                "a cut character is no fault"
            );
        }
        assert_eq!(Encoding::for_bom(&marked).map(|(encoding, _)| encoding), Some(UTF_16LE));
    }

    #[test]
    fn what_programs_write_is_not_text() {
        for bytes in [b"\x7fELF\x02\x01\x01\0\0".as_slice(), b"", b"  \n", b"a\0b", &[0x80, 0xFF, 0xFF, 0x81]]
        {
            assert!(!is_plain(bytes), "{bytes:?}");
        }
    }
}
