//! Small numbers as people write them in dates: `9`, `09`, 九, 十五, 二十一, 元.

use super::part::Part;

const DIGITS: &str = "一二三四五六七八九";

/// A number of at most two digits, or one up to 99 that is written out, and the place behind it.
pub(super) fn counted(part: &Part, place: usize) -> Option<(u32, usize)> {
    let length = part.digits(place);
    if length > 0 {
        let number = part.number(place, length).filter(|_| length <= 2)?;
        return Some((number, place + length));
    }
    // The first month has a name of its own.
    if part.at(place) == Some('元') {
        return Some((1, place + 1));
    }
    let tens = digit(part, place);
    let behind = place + usize::from(tens.is_some());
    if part.at(behind) != Some('十') {
        return Some((tens?, behind));
    }
    let ones = digit(part, behind + 1);
    Some((tens.unwrap_or(1) * 10 + ones.unwrap_or(0), behind + 1 + usize::from(ones.is_some())))
}

fn digit(part: &Part, place: usize) -> Option<u32> {
    let char = part.at(place)?;
    let at = DIGITS.chars().position(|digit| digit == char)?;
    u32::try_from(at + 1).ok()
}
