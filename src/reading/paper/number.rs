//! The number of an official paper (发文字号): 青双拥〔2023〕12号, with whatever brackets a writer found.

use std::ops::Range;

use super::signs::Signs;

/// How far from the top a paper's own number stands, in signs.
const TOP: usize = 400;
/// The longest code of an office before the year.
const LONGEST_CODE: usize = 14;

/// The number of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocNumber {
    /// The code of the office (机关代字), such as 青双拥.
    pub code: String,
    /// The year in brackets.
    pub year: i32,
    /// The running number.
    pub number: u32,
}

impl DocNumber {
    /// The number that a catalogue gives.
    pub fn parse(text: &str) -> Option<Self> {
        first(&Signs::of(text), usize::MAX).map(|(number, _)| number)
    }

    /// Whether both are the same paper's; a code may be written shorter.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.year == other.year
            && self.number == other.number
            && (super::unit::abbreviates(&self.code, &other.code)
                || super::unit::abbreviates(&other.code, &self.code))
    }
}

/// The paper's own number and where it stands: the first near the top that is not one of a paper spoken of.
pub(super) fn own(signs: &Signs<'_>) -> Option<(DocNumber, Range<usize>)> {
    first(signs, TOP)
}

fn first(signs: &Signs<'_>, until: usize) -> Option<(DocNumber, Range<usize>)> {
    (0..signs.len().min(until))
        .find_map(|at| number_at(signs, at).filter(|(_, place)| !is_cited(signs, place)))
}

/// A number whose opening bracket is here.
fn number_at(signs: &Signs<'_>, at: usize) -> Option<(DocNumber, Range<usize>)> {
    // The folded text writes all square brackets alike.
    if !matches!(signs.at(at)?, '|' | '[' | '(') {
        return None;
    }
    let (year, end) = digits(signs, at.checked_add(1)?)?;
    if !matches!(signs.at(end)?, '|' | ']' | ')') || !(1949..2100).contains(&year) {
        return None;
    }
    let mut next = end.checked_add(1)?;
    if signs.at(next) == Some('第') {
        next = next.checked_add(1)?;
    }
    let (number, end) = digits(signs, next)?;
    if signs.at(end)? != '号' {
        return None;
    }
    let start = code_start(signs, at);
    let code = signs.string(start..at);
    let number = DocNumber { code, year: i32::try_from(year).ok()?, number };
    (start < at).then_some((number, start..end.checked_add(1)?))
}

fn digits(signs: &Signs<'_>, at: usize) -> Option<(u32, usize)> {
    let digits = |place: &usize| signs.at(*place).is_some_and(|char| char.is_ascii_digit());
    let end = at.checked_add((at..).take_while(digits).take(6).count())?;
    let value = signs.string(at..end).parse().ok()?;
    Some((value, end))
}

/// Where the code begins: at the line's beginning, behind a sign, or behind 文件 when the line breaks are lost.
fn code_start(signs: &Signs<'_>, bracket: usize) -> usize {
    let piece =
        signs.pieces().iter().map(|piece| piece.signs.start).take_while(|start| *start < bracket).last();
    let earliest = bracket.saturating_sub(LONGEST_CODE).max(piece.unwrap_or_default());
    let mut start = bracket;
    while start > earliest
        && signs.before(start).is_some_and(char::is_alphabetic)
        && !signs.is_at(start, "文件")
    {
        start = start.saturating_sub(1);
        if signs.is_parted(start) {
            break;
        }
    }
    if signs.is_at(start, "文件") { start.saturating_add(2) } else { start }
}

/// Whether the text speaks of another paper here: 根据…（…号）精神, 《…》（…号）.
fn is_cited(signs: &Signs<'_>, place: &Range<usize>) -> bool {
    const BEFORE: [&str; 8] = ["根据", "按照", "依据", "印发的", "遵照", "贯彻", "落实", "以及"];
    let lead = signs.string(place.start.saturating_sub(3)..place.start);
    let inside = signs.before(place.start).is_some_and(|char| matches!(char, '(' | '》' | '《'));
    let code = signs.string(place.start..place.end);
    inside || BEFORE.iter().any(|word| lead.ends_with(word) || code.starts_with(word))
}
