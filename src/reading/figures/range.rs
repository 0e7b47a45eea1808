//! One number with its unit, or two that are the ends of a range: 634名, 3至5次, 1000元-3000元, 2022-2023年.

use rust_decimal::Decimal;

use super::letters::{Letters, digit};
use super::numeral::{self, Numeral, Script};
use super::{Read, Value, guard, unit};

/// What stands between two ends.
const TO: [&str; 5] = ["--", "-", "~", "至", "到"];

/// A number, or a range, with the unit behind it.
pub(super) fn read(letters: &Letters, start: usize) -> Option<Read> {
    let first = numeral::read(letters, start)?;
    two_ends(letters, start, &first).or_else(|| one(letters, start, first))
}

fn one(letters: &Letters, start: usize, number: Numeral) -> Option<Read> {
    let found = unit::read(letters, number.end);
    if found.is_none()
        && let Some(unit) = unit_of_list(letters, &number)
    {
        let (value, end) = (number.value(), number.end);
        return Some(Read { value, unit, approximate: number.approximate, start, end });
    }
    if !guard::is_counted(letters, start, (&number, found.as_ref())) {
        return None;
    }
    let value = number.value();
    let mut approximate = number.approximate;
    let (unit, end) = match found {
        Some(found) => {
            approximate.extend(found.more);
            (found.name, found.end)
        }
        None => (String::new(), number.end),
    };
    let money = matches!(letters.before(start), Some('¥' | '￥')) && unit.is_empty();
    let value = if unit == "成" { tenths(value) } else { value };
    let unit = match unit.as_str() {
        "成" => "%".to_owned(),
        "" if money => "元".to_owned(),
        _ => unit,
    };
    Some(Read { value, unit, approximate, start, end })
}

/// The unit that stands behind the last of a list: 5000、10000元. Small numbers count the points of a text.
fn unit_of_list(letters: &Letters, number: &Numeral) -> Option<String> {
    let mut end = number.end;
    if number.low < Decimal::TEN || number.script != Script::Digits {
        return None;
    }
    for _ in 0..8 {
        let next = numeral::read(letters, letters.after(end, "、")?)?;
        if let Some(unit) = unit::read(letters, next.end) {
            return Some(unit.name);
        }
        end = next.end;
    }
    None
}

fn tenths(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(number * Decimal::TEN),
        other => other,
    }
}

/// The second end must be greater; what multiplies it (3至5万) multiplies the first, too.
fn two_ends(letters: &Letters, start: usize, first: &Numeral) -> Option<Read> {
    let first_unit = unit::read(letters, first.end);
    let after = first_unit.as_ref().map_or(first.end, |unit| unit.end);
    let (_, at) = letters.after_any(after, &TO)?;
    let second = numeral::read(letters, at)?;
    let found = unit::read(letters, second.end);
    if first_unit.as_ref().is_some_and(|unit| found.as_ref().is_none_or(|other| other.name != unit.name)) {
        return None;
    }
    if !guard::is_counted(letters, start, (&second, found.as_ref())) {
        return None;
    }
    let mut low = first.low;
    if second.multiplied && !first.multiplied && first_unit.is_none() {
        let plain = multiplier(letters, second.end)?;
        low = low.checked_mul(plain)?;
    }
    let (unit, end, more) =
        found.map_or((String::new(), second.end, None), |found| (found.name, found.end, found.more));
    let mut approximate = second.approximate;
    approximate.extend(more);
    (low < second.low).then_some(Read { value: Value::Range(low, second.low), unit, approximate, start, end })
}

/// What the letter before this place multiplies by.
fn multiplier(letters: &Letters, end: usize) -> Option<Decimal> {
    match letters.before(end)? {
        '亿' => Some(Decimal::from(100_000_000)),
        '万' => Some(Decimal::from(10_000)),
        _ => None,
    }
}

/// A year of four digits in any script, or years from the one to the other. With a month behind it is a date.
pub(super) fn year(letters: &Letters, start: usize) -> Option<Read> {
    let (low, after) = four_digits(letters, start)?;
    let first = letters.after(after, "年");
    let (value, end) =
        match letters.after_any(first.unwrap_or(after), &TO).and_then(|(_, at)| four_digits(letters, at)) {
            Some((high, after)) if low < high => {
                (Value::Range(low.into(), high.into()), letters.after(after, "年")?)
            }
            _ => (Value::Number(low.into()), first?),
        };
    let dated = numeral::read(letters, end).is_some_and(|month| letters.get(month.end) == Some('月'));
    let plausible =
        (1900..2100).contains(&low) && !letters.before(start).is_some_and(|before| before.is_ascii_digit());
    (plausible && !dated && !letters.is_any(end, "代月")).then(|| Read {
        value,
        unit: "年".to_owned(),
        approximate: Vec::new(),
        start,
        end,
    })
}

fn four_digits(letters: &Letters, at: usize) -> Option<(u32, usize)> {
    let mut year = 0;
    for place in at..at + 4 {
        let letter = letters.get(place)?;
        year = year * 10 + letter.to_digit(10).or_else(|| digit(letter))?;
    }
    Some((year, at + 4))
}
