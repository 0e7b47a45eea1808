//! Places that were left open or made unreadable: 優撫對象 戶, xx年, ××县, ____, ( ).

use super::fold::{Folded, Passage};

/// What stands where something should have been filled in.
const FILLERS: &str = "x×*_□△〇";

/// Units before which a number is missing when only a space stands there.
const UNITS: [&str; 32] = [
    "万元",
    "亿元",
    "万人",
    "人次",
    "户",
    "名",
    "人",
    "元",
    "次",
    "个",
    "件",
    "项",
    "台",
    "对",
    "所",
    "处",
    "亩",
    "份",
    "条",
    "场",
    "期",
    "公里",
    "平方米",
    "年",
    "月",
    "日",
    "%",
    "支",
    "篇",
    "位",
    "家",
    "块",
];

/// What may stand behind a single filler: ×省, x年.
const BEHIND_ONE: &str = "年月日县市区镇乡村省社";

/// Every blank, in the order of the text.
pub fn blanks<'a>(folded: &Folded<'a>) -> Vec<Passage<'a>> {
    let letters: Vec<(usize, char)> = folded.text().char_indices().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some((start, letter)) = letters.get(at).copied() {
        let end = filled(&letters, at)
            .or_else(|| brackets(&letters, at))
            .or_else(|| spaced(folded, &letters, at))
            .or_else(|| unsaid(&letters, at));
        match end {
            Some(end) => {
                let from =
                    if FILLERS.contains(letter) || letter == '(' { start } else { before(&letters, at) };
                found.push(folded.passage(from..byte(folded, &letters, end)));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn byte(folded: &Folded<'_>, letters: &[(usize, char)], at: usize) -> usize {
    letters.get(at).map_or(folded.text().len(), |(byte, _)| *byte)
}

fn letter(letters: &[(usize, char)], at: usize) -> Option<char> {
    letters.get(at).map(|(_, letter)| *letter)
}

/// Two words before a space tell what is missing: 對象 戶.
fn before(letters: &[(usize, char)], at: usize) -> usize {
    let words = (1..=4)
        .take_while(|back| at.checked_sub(*back).and_then(|at| letter(letters, at)).is_some_and(is_chinese));
    let back = words.count();
    letters.get(at - back).map_or(0, |(byte, _)| *byte)
}

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// A run of fillers, with the word behind it.
fn filled(letters: &[(usize, char)], at: usize) -> Option<usize> {
    let first = letter(letters, at).filter(|letter| FILLERS.contains(*letter))?;
    if at
        .checked_sub(1)
        .and_then(|at| letter(letters, at))
        .is_some_and(|before| before.is_ascii_alphanumeric())
    {
        return None;
    }
    let length = (at..).take_while(|at| letter(letters, *at) == Some(first)).count();
    let next = letter(letters, at + length);
    let address = matches!(next, Some('.' | '@'))
        && letter(letters, at + length + 1).is_some_and(|after| after.is_ascii_alphanumeric());
    if address || next.is_some_and(|next| next.is_ascii_alphanumeric()) {
        return None;
    }
    let names = next.is_some_and(|next| BEHIND_ONE.contains(next));
    let enough = match first {
        '*' | '〇' => length > 2 || (length == 2 && names),
        '_' | '□' | '△' => length > 1,
        _ => length > 1 || names,
    };
    enough.then(|| at + length + usize::from(next.is_some_and(is_chinese)))
}

fn brackets(letters: &[(usize, char)], at: usize) -> Option<usize> {
    (letter(letters, at) == Some('(') && letter(letters, at + 1) == Some(')')).then_some(at + 2)
}

/// A unit behind a space and a word.
fn spaced(folded: &Folded<'_>, letters: &[(usize, char)], at: usize) -> Option<usize> {
    let start = byte(folded, letters, at);
    let gap = folded.gap(start);
    let before = at.checked_sub(1)?;
    let is_open =
        |letter: char| is_chinese(letter) && !"〇一二两三四五六七八九十百千万亿几数余多".contains(letter);
    let follows = letter(letters, before).is_some_and(|letter| is_open(letter) || letter == ':');
    if gap.is_empty()
        || gap.contains(['\n', '<'])
        || !follows
        || !folded.gap(byte(folded, letters, before)).is_empty()
    {
        return None;
    }
    let rest = folded.text().get(start..)?;
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    let end = at + unit.chars().count();
    let closed = letter(letters, end)
        .is_none_or(|next| !next.is_alphanumeric() || !folded.gap(byte(folded, letters, end)).is_empty());
    closed.then_some(end)
}

/// 余万元 without a number before it.
fn unsaid(letters: &[(usize, char)], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|at| letter(letters, at)).filter(|before| is_chinese(*before))?;
    let known = "一二三四五六七八九十百千万亿几数剩其多业盈结节课宽富闲残无有年".contains(before);
    let more = letter(letters, at) == Some('余') && !known;
    let unit = UNITS.iter().find(|unit| {
        unit.chars().enumerate().all(|(nth, char)| letter(letters, at + 1 + nth) == Some(char))
    })?;
    more.then(|| at + 1 + unit.chars().count())
}
