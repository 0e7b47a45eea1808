//! Characters that count as one.

use std::sync::LazyLock;

/// Lines of characters, the one that stands for all of them first; `fixtures/reading/README.md` says where they are from.
const CLASSES: &str = include_str!("../../../fixtures/reading/characters.txt");

/// For each character of the basic plane the one that stands for it.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(table);

fn table() -> Vec<char> {
    let mut table: Vec<char> = (0..=0xFFFF).map(|code| char::from_u32(code).unwrap_or(' ')).collect();
    let mut put = |from: char, to: char| {
        if let Some(place) = usize::try_from(u32::from(from)).ok().and_then(|code| table.get_mut(code)) {
            *place = to;
        }
    };
    for code in 0xFF01_u32..=0xFF5E {
        let wide = char::from_u32(code).unwrap_or(' ');
        put(wide, char::from_u32(code - 0xFEE0).map_or(wide, |narrow| narrow.to_ascii_lowercase()));
    }
    for letter in 'A'..='Z' {
        put(letter, letter.to_ascii_lowercase());
    }
    for (same, first) in PUNCTUATION {
        same.chars().for_each(|char| put(char, first));
    }
    for line in CLASSES.lines() {
        let mut line = line.chars();
        if let Some(first) = line.next() {
            line.for_each(|char| put(char, first));
        }
    }
    table
}

/// Signs that writers and converters put for one another.
const PUNCTUATION: [(&str, char); 11] = [
    ("「」『』“”＂〝〞„‟", '"'),
    ("‘’‚‛＇′", '\''),
    ("〔〕［］【】〖〗", '|'),
    ("—–―‒─━﹣－−‐‑", '-'),
    ("～〜∼˜∽", '~'),
    ("•・‧●∙⋅", '·'),
    ("｡", '。'),
    ("､", '、'),
    ("○◯", '〇'),
    ("％﹪", '%'),
    ("﹐", ','),
];

/// The character that stands for this one, however it was written.
pub(super) fn folded(char: char) -> char {
    let known = |char: char| usize::try_from(u32::from(char)).ok().and_then(|code| TABLE.get(code)).copied();
    match known(char) {
        Some(first) if first != char => first,
        _ if is_compatible(char) => {
            let plain = unicode_normalization::UnicodeNormalization::nfkc(std::iter::once(char))
                .next()
                .unwrap_or(char);
            known(plain).unwrap_or(plain)
        }
        Some(first) => first,
        None => char,
    }
}

/// Radicals and forms that stand for ordinary characters; PDFs give them.
fn is_compatible(char: char) -> bool {
    matches!(u32::from(char), 0x2E80..=0x2FD5 | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

/// Signs that are words.
pub(super) fn spelled(char: char) -> Option<&'static str> {
    Some(match char {
        '㎡' => "平方米",
        '㎞' => "公里",
        '㎏' => "公斤",
        '㎥' => "立方米",
        '㎜' => "毫米",
        '㎝' => "厘米",
        '‰' => "千分点",
        _ => return None,
    })
}

pub(super) fn is_chinese(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}
