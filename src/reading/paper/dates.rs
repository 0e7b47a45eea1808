//! Days in running text: 2023年5月6日, 二〇二三年五月六日, 2023.5.6, 同年8月1日, and 5月6日 of the year spoken of before.

use std::ops::Range;

use chrono::NaiveDate;

use super::signs::Signs;

/// A day that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Which day.
    pub day: NaiveDate,
    /// Where, in characters of the text as it was given.
    pub place: Range<usize>,
    /// Whether the year stands there, too, and was not taken from what came before.
    pub with_year: bool,
}

/// The days that a text names, in order.
pub fn dates(text: &str) -> Vec<Dated> {
    let signs = Signs::of(text);
    let told =
        |found: Found| Dated { day: found.day, place: signs.place(found.signs), with_year: found.with_year };
    found(&signs).into_iter().map(told).collect()
}

/// A day, and the signs that name it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) day: NaiveDate,
    pub(super) signs: Range<usize>,
    pub(super) with_year: bool,
}

/// Words for a year, and how far it is from the one spoken of.
const RELATIVE: [(&str, i32); 6] =
    [("同年", 0), ("当年", 0), ("该年", 0), ("次年", 1), ("翌年", 1), ("来年", 1)];
/// Words that name no year that could be known.
const UNKNOWN: [char; 6] = ['每', '历', '去', '今', '明', '前'];

pub(super) fn found(signs: &Signs<'_>) -> Vec<Found> {
    let (mut found, mut at, mut spoken) = (Vec::new(), 0, None);
    while at < signs.len() {
        let day = whole(signs, at).map(|day| (day, true)).or_else(|| {
            let (day, end) = of_year_before(signs, at, spoken)?;
            Some(((day, end), false))
        });
        if let Some(((day, end), with_year)) = day {
            spoken = Some(chrono::Datelike::year(&day));
            found.push(Found { day, signs: at..end, with_year });
            at = end;
            continue;
        }
        if let Some((year, end)) = year(signs, at)
            && signs.at(end) == Some('年')
        {
            spoken = Some(year);
        }
        at = at.saturating_add(1);
    }
    found
}

/// A day with its year.
fn whole(signs: &Signs<'_>, at: usize) -> Option<(NaiveDate, usize)> {
    let (year, end) = year(signs, at)?;
    let mark = signs.at(end).filter(|mark| matches!(mark, '年' | '-' | '/' | '.'))?;
    if mark == '年' {
        return month_and_day(signs, end.checked_add(1)?, year);
    }
    let (month, end) = number(signs, end.checked_add(1)?)?;
    if signs.at(end) != Some(mark) {
        return None;
    }
    let (day, end) = number(signs, end.checked_add(1)?)?;
    let goes_on =
        signs.at(end) == Some(mark) && signs.at(end.checked_add(1)?).is_some_and(|c| c.is_ascii_digit());
    if goes_on {
        return None;
    }
    let end = if signs.at(end) == Some('日') { end.checked_add(1)? } else { end };
    Some((NaiveDate::from_ymd_opt(year, month, day)?, end))
}

/// A month and a day whose year was named before.
fn of_year_before(signs: &Signs<'_>, at: usize, spoken: Option<i32>) -> Option<(NaiveDate, usize)> {
    for (word, years) in RELATIVE {
        if signs.is_at(at, word) {
            return month_and_day(signs, at.checked_add(2)?, spoken?.checked_add(years)?);
        }
    }
    let before = signs.before(at);
    let of_no_year = before == Some('年')
        && at.checked_sub(2).and_then(|at| signs.at(at)).is_some_and(|char| UNKNOWN.contains(&char));
    if of_no_year || before.is_some_and(is_numeral) {
        return None;
    }
    month_and_day(signs, at, spoken?)
}

/// 5月6日, and 5月6-8日 by its first day.
fn month_and_day(signs: &Signs<'_>, at: usize, year: i32) -> Option<(NaiveDate, usize)> {
    let (month, end) = number(signs, at)?;
    if signs.at(end) != Some('月') {
        return None;
    }
    let (day, mut end) = number(signs, end.checked_add(1)?)?;
    if signs.at(end).is_some_and(|mark| matches!(mark, '-' | '~' | '至' | '、')) {
        (_, end) = number(signs, end.checked_add(1)?)?;
    }
    if !matches!(signs.at(end), Some('日' | '号')) {
        return None;
    }
    Some((NaiveDate::from_ymd_opt(year, month, day)?, end.checked_add(1)?))
}

/// Four digits that name a year of our time, not part of a longer number.
fn year(signs: &Signs<'_>, at: usize) -> Option<(i32, usize)> {
    let first = signs.at(at)?;
    if signs.before(at).is_some_and(|before| digit(before).is_some() && before.is_ascii() == first.is_ascii())
    {
        return None;
    }
    // Some writers put a blank between all digits.
    let step = if signs.at(at.checked_add(1)?) == Some(' ') { 2 } else { 1 };
    let (mut year, mut end) = (0, at);
    for place in (at..).step_by(step).take(4) {
        let char = signs.at(place)?;
        let value = digit(char).filter(|_| char.is_ascii() == first.is_ascii())?;
        if step == 2 && place > at && signs.before(place) != Some(' ') {
            return None;
        }
        year = year * 10 + i32::try_from(value).ok()?;
        end = place.checked_add(1)?;
    }
    let longer = signs.at(end).is_some_and(|next| next.is_ascii_digit() && first.is_ascii());
    (!longer && (1900..2100).contains(&year)).then_some((year, end))
}

/// A number up to 31: 5, 05, 五, 十五, 二十五, 廿五, 〇五; 元 of 元月.
fn number(signs: &Signs<'_>, at: usize) -> Option<(u32, usize)> {
    let first = signs.at(at)?;
    if first.is_ascii_digit() {
        return written(signs, at);
    }
    if signs.is_at(at, "元月") {
        return Some((1, at.checked_add(1)?));
    }
    let numerals = |place: &usize| signs.at(*place).is_some_and(is_numeral);
    let length = (at..).take_while(numerals).take(4).count();
    let end = at.checked_add(length)?;
    let value = spelled(signs.slice(at..end))?;
    (value <= 31).then_some((value, end))
}

/// One or two digits, with a blank between them when digits are set apart.
fn written(signs: &Signs<'_>, at: usize) -> Option<(u32, usize)> {
    let tens = signs.at(at)?.to_digit(10)?;
    let next = at.checked_add(1)?;
    let next = if signs.at(next) == Some(' ') { next.checked_add(1)? } else { next };
    let Some(ones) = signs.at(next).and_then(|char| char.to_digit(10)) else {
        return Some((tens, at.checked_add(1)?));
    };
    let end = next.checked_add(1)?;
    let longer = signs.at(end).is_some_and(|char| char.is_ascii_digit());
    (!longer).then_some((tens * 10 + ones, end))
}

fn spelled(numerals: &[char]) -> Option<u32> {
    let ten = |char: &char| match char {
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    };
    match numerals {
        [one] => ten(one).or_else(|| digit(*one)),
        ['十', ones] => Some(10 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        [tens, ones] => {
            ten(tens).or(digit(*tens).map(|tens| tens * 10)).zip(digit(*ones)).map(|(tens, ones)| tens + ones)
        }
        _ => None,
    }
}

fn digit(char: char) -> Option<u32> {
    match char {
        '0'..='9' => char.to_digit(10),
        '〇' | '零' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

fn is_numeral(char: char) -> bool {
    digit(char).is_some() || matches!(char, '十' | '廿' | '卅')
}
