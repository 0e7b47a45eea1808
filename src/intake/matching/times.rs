//! Days, months and years in one name of a path.

use chrono::{Datelike, NaiveDate};

use super::codes::skip;
use super::numerals::counted;
use super::part::Part;

/// Calendar years that a name may mean; other four digits are numbers.
const YEARS: std::ops::RangeInclusive<u32> = 1949..=2099;
/// What cameras and telephones put before a running number, which is no year.
const CAMERAS: [&str; 10] = ["IMG", "DSC", "DSCN", "DSCF", "MG", "PICT", "SAM", "PXL", "VID", "MOV"];
const DIGITS: &str = "〇一二三四五六七八九";

/// What one name says of time, each in the order of the name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// Whole days.
    pub(super) days: Vec<NaiveDate>,
    /// First days of months.
    pub(super) months: Vec<NaiveDate>,
    /// Years, ranges filled.
    pub(super) years: Vec<i32>,
    /// Years of document numbers such as 〔2023〕12号, which say little of when something was done.
    pub(super) of_numbers: Vec<i32>,
}

/// Reads the times in a name, from a place on.
pub(super) fn times_in(part: &Part, from: usize) -> Times {
    let mut times = Times::default();
    let mut place = from;
    while place < part.plain.len() {
        let length = part.digits(place);
        let end = match length {
            0 => written_out(part, place, &mut times),
            4 => four_digits(part, place, &mut times),
            _ => {
                times.days.extend(packed_day(part, place, length));
                times.months.extend(packed_month(part, place, length));
                place + length
            }
        };
        place = end.max(place + 1);
    }
    times
}

/// `20220315`, also with the time of day behind it.
fn packed_day(part: &Part, place: usize, length: usize) -> Option<NaiveDate> {
    if !matches!(length, 8 | 14 | 17) {
        return None;
    }
    day(part.number(place, 4)?, part.number(place + 4, 2)?, part.number(place + 6, 2)?)
}

/// `202203`.
fn packed_month(part: &Part, place: usize, length: usize) -> Option<NaiveDate> {
    if length == 6 { day(part.number(place, 4)?, part.number(place + 4, 2)?, 1) } else { None }
}

/// A year by itself or what it begins; gives the place behind it.
fn four_digits(part: &Part, place: usize, times: &mut Times) -> usize {
    let end = place + 4;
    let Some(year) = part.number(place, 4).filter(|year| YEARS.contains(year)) else { return end };
    if let Some(end) = behind_year(part, (year, end), times) {
        return end;
    }
    if let Some((last, end)) = range_end(part, year, end) {
        times.years.extend((year..=last).filter_map(|year| i32::try_from(year).ok()));
        return end;
    }
    let year = i32::try_from(year).ok();
    if is_of_number(part, place) {
        times.of_numbers.extend(year);
    } else if !is_counter(part, place) {
        times.years.extend(year);
    }
    end
}

/// `-03-15`, `.3.15`, `年3月15日` behind a year.
fn long_day(part: &Part, year: u32, place: usize) -> Option<(NaiveDate, usize)> {
    let (month, place) = short_number(part, place, "-./_年")?;
    let (date, place) = short_number(part, place, "-./_月")?;
    Some((day(year, month, date)?, place))
}

/// Takes the day or the month that stands behind a year; gives the place behind it.
fn behind_year(part: &Part, (year, place): (u32, usize), times: &mut Times) -> Option<usize> {
    if let Some((day, end)) = long_day(part, year, place) {
        times.days.push(day);
        return Some(end);
    }
    let (month, end) = long_month(part, year, place)?;
    times.months.push(month);
    Some(end)
}

/// Behind a day in digits at a place, such as `2023.9.1`.
pub(super) fn behind_day(part: &Part, place: usize) -> Option<usize> {
    let year = part.number(place, 4).filter(|year| part.digits(place) == 4 && YEARS.contains(year))?;
    let (month, place) = short_number(part, place + 4, "-./_")?;
    let (date, place) = short_number(part, place, "-./_")?;
    day(year, month, date).map(|_| place)
}

/// `年3月` or `.3` behind a year; `-3` more likely counts files.
fn long_month(part: &Part, year: u32, place: usize) -> Option<(NaiveDate, usize)> {
    if let Some((month, end)) = short_number(part, place, ".") {
        let goes_on = part.at(end) == Some('.') && part.digits(end + 1) > 0;
        return if goes_on { None } else { Some((day(year, month, 1)?, end)) };
    }
    let (month, place) = short_number(part, place, "年")?;
    let place = skip(part, place, " ");
    (part.at(place) == Some('月')).then_some((day(year, month, 1)?, place + 1))
}

/// `-2025`, `年至2025` behind a year.
fn range_end(part: &Part, year: u32, place: usize) -> Option<(u32, usize)> {
    let place = if part.at(place) == Some('年') { place + 1 } else { place };
    part.at(place).filter(|char| "-—–~至到".contains(*char))?;
    let place = place + part.plain.iter().skip(place).take_while(|char| "-—–~至到".contains(**char)).count();
    let last = part.number(place, 4).filter(|last| part.digits(place) == 4 && YEARS.contains(last))?;
    (last > year && last - year < 10).then_some((last, place + 4))
}

/// A number of one or two digits behind one of these characters; around 年 and 月 people leave blanks, and behind
/// them write numbers out.
fn short_number(part: &Part, place: usize, dividers: &str) -> Option<(u32, usize)> {
    let divider = |place: usize| part.at(place).filter(|char| dividers.contains(*char));
    let words = skip(part, place, " ");
    if divider(words).is_some_and(|char| "年月".contains(char)) {
        return counted(part, skip(part, words + 1, " "));
    }
    divider(place)?;
    let length = part.digits(place + 1);
    let number = part.number(place + 1, length).filter(|_| matches!(length, 1 | 2))?;
    Some((number, place + 1 + length))
}

/// 二〇二二年, also with 零, and the month and day behind it.
fn written_out(part: &Part, place: usize, times: &mut Times) -> usize {
    let mut year = 0;
    for offset in 0..4 {
        let char = part.at(place + offset).map(|char| if char == '零' { '〇' } else { char });
        let digit = char.and_then(|char| DIGITS.chars().position(|digit| digit == char));
        let Some(digit) = digit.and_then(|digit| u32::try_from(digit).ok()) else { return place + 1 };
        year = year * 10 + digit;
    }
    let end = place + 4;
    if part.at(end) != Some('年') || !YEARS.contains(&year) {
        return end;
    }
    if let Some(end) = behind_year(part, (year, end), times) {
        return end;
    }
    times.years.extend(i32::try_from(year).ok());
    end
}

/// 〔2023〕12号: brackets and a number behind them.
fn is_of_number(part: &Part, place: usize) -> bool {
    let opened = part.before(place).is_some_and(|char| "〔﹝[({【".contains(char));
    let closed = part.at(place + 4).is_some_and(|char| "〕﹞])}】".contains(char));
    let number = skip(part, place + 5, " 第");
    let digits = part.digits(number);
    let end = skip(part, number + digits, " ");
    opened && closed && digits > 0 && part.at(end).is_some_and(|char| "号號".contains(char))
}

/// `IMG_2022`.
fn is_counter(part: &Part, place: usize) -> bool {
    let before: String = part.plain.iter().take(place).collect();
    let before = before.trim_end_matches(['_', '-', ' ']);
    let word = before.rsplit(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or(before);
    CAMERAS.contains(&word)
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    u32::try_from(date.year()).is_ok_and(|year| YEARS.contains(&year)).then_some(date)
}
