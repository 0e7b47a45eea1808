//! A numeral in digits or in Chinese, with what multiplies it: 1,200, 1.66万, 一千二百, 三点五万, 100多万, 三四十.

use rust_decimal::Decimal;

use super::Value;
use super::letters::{Letters, digit, is_chinese_numeral, is_of_vouchers, power};

/// A numeral that was read.
pub(super) struct Numeral {
    pub(super) low: Decimal,
    /// The other end of 三四十.
    pub(super) high: Option<Decimal>,
    pub(super) end: usize,
    pub(super) script: Script,
    pub(super) approximate: Vec<&'static str>,
    /// Whether 万 or 亿 multiplies it.
    pub(super) multiplied: bool,
}

/// How a numeral is written; what may be said of it depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Digits,
    /// One Chinese digit.
    Single(u32),
    /// Several Chinese letters, or 十.
    Chinese,
    /// 百, 千 or 万 alone, which are often no number (千方百计).
    Bare,
}

/// Words between a number and what multiplies it, or behind both.
const MORE: [&str; 3] = ["余", "多", "几"];

impl Numeral {
    pub(super) fn value(&self) -> Value {
        self.high.map_or(Value::Number(self.low), |high| Value::Range(self.low, high))
    }

    fn times(&mut self, power: u32) -> Option<()> {
        let factor = Decimal::from(10_u64.checked_pow(power)?);
        self.low = self.low.checked_mul(factor)?;
        self.high = match self.high {
            Some(high) => Some(high.checked_mul(factor)?),
            None => None,
        };
        Some(())
    }
}

pub(super) fn read(letters: &Letters, at: usize) -> Option<Numeral> {
    let first = letters.get(at)?;
    let mut numeral = if first.is_ascii_digit() { digits(letters, at)? } else { chinese(letters, at)? };
    more(letters, &mut numeral);
    multiply(letters, &mut numeral)?;
    rest_in_thousands(letters, &mut numeral)?;
    more(letters, &mut numeral);
    Some(numeral)
}

/// 4千 of 2万4千.
fn rest_in_thousands(letters: &Letters, numeral: &mut Numeral) -> Option<()> {
    let digit =
        letters.get(numeral.end).filter(|_| numeral.multiplied).and_then(|letter| letter.to_digit(10));
    let power = letters.get(numeral.end + 1).filter(|letter| matches!(letter, '千' | '百')).and_then(power);
    if let (Some(digit), Some(power)) = (digit, power) {
        let rest = u64::from(digit).checked_mul(10_u64.checked_pow(power)?)?;
        numeral.low = numeral.low.checked_add(rest.into())?;
        numeral.end += 2;
    }
    Some(())
}

/// 余 or 多, which must not begin another word.
fn more(letters: &Letters, numeral: &mut Numeral) {
    let Some((word, end)) = letters.after_any(numeral.end, &MORE) else { return };
    let several =
        word == "几" && !(numeral.script == Script::Chinese && letters.before(numeral.end) == Some('十'));
    let begins = word == "多" && letters.is_any(end, "媒功样");
    if several || begins || numeral.approximate.contains(&word) {
        return;
    }
    numeral.approximate.push(word);
    numeral.end = end;
}

/// 百, 千, 万 and 亿 behind digits, 万 and 亿 behind 余; 千米 and 百分点 are units.
fn multiply(letters: &Letters, numeral: &mut Numeral) -> Option<()> {
    while let Some(letter) = letters.get(numeral.end) {
        let is_unit =
            ["千米", "千克", "千瓦", "百分点"].iter().any(|unit| letters.after(numeral.end, unit).is_some());
        let Some(power) = power(letter).filter(|power| *power > 1 && !is_unit) else { break };
        numeral.times(power)?;
        numeral.end += 1;
        numeral.multiplied |= power >= 4;
    }
    Some(())
}

/// Digits with separators of thousands and decimals.
fn digits(letters: &Letters, at: usize) -> Option<Numeral> {
    let mut written = String::new();
    let mut end = at;
    let run = |from: usize| {
        (from..).take_while(|place| letters.get(*place).is_some_and(|letter| letter.is_ascii_digit()))
    };
    end = run(end).filter_map(|place| letters.get(place)).inspect(|digit| written.push(*digit)).count() + end;
    if written.len() <= 3 && !written.starts_with('0') {
        while letters.get(end) == Some(',') && run(end + 1).take(4).count() == 3 {
            written.extend(run(end + 1).filter_map(|place| letters.get(place)));
            end += 4;
        }
    }
    let decimals = if letters.get(end) == Some('.') { run(end + 1).take(12).count() } else { 0 };
    if decimals > 0 && letters.get(end + 1 + decimals) != Some('.') {
        written.push('.');
        written.extend(run(end + 1).take(decimals).filter_map(|place| letters.get(place)));
        end += 1 + decimals;
    }
    let low = Decimal::from_str_exact(&written).ok()?;
    Some(Numeral { low, high: None, end, script: Script::Digits, approximate: Vec::new(), multiplied: false })
}

/// A Chinese numeral, with 点 and decimals.
fn chinese(letters: &Letters, at: usize) -> Option<Numeral> {
    let run: Vec<char> = (at..)
        .map_while(|place| letters.get(place))
        .take_while(|letter| is_chinese_numeral(*letter))
        .take(24)
        .collect();
    let (low, high) = valued(&run)?;
    let of_voucher = run.iter().any(|letter| is_of_vouchers(*letter));
    if of_voucher
        && letters.get(at + run.len()) != Some('元')
        && !run.iter().skip(1).any(|letter| power(*letter).is_some())
    {
        return None;
    }
    let mut numeral = Numeral {
        low,
        high,
        end: at + run.len(),
        script: script(&run),
        approximate: Vec::new(),
        multiplied: run.iter().any(|letter| matches!(letter, '万' | '亿')),
    };
    decimals(letters, &mut numeral);
    Some(numeral)
}

fn script(run: &[char]) -> Script {
    match run {
        ['百' | '千' | '万' | '亿', ..] => Script::Bare,
        [one] => digit(*one).map_or(Script::Chinese, Script::Single),
        _ => Script::Chinese,
    }
}

/// The digits behind 点, when they are decimals and no time of day.
fn decimals(letters: &Letters, numeral: &mut Numeral) {
    let Some(at) = letters.after(numeral.end, "点") else { return };
    let run: String = (at..)
        .map_while(|place| letters.get(place))
        .map_while(digit)
        .filter_map(|digit| char::from_digit(digit, 10))
        .take(6)
        .collect();
    let end = at + run.chars().count();
    if run.is_empty() || letters.get(end).and_then(power).is_some_and(|power| power < 4) {
        return;
    }
    if let Some(exact) =
        Decimal::from_str_exact(&format!("0.{run}")).ok().and_then(|part| numeral.low.checked_add(part))
    {
        (numeral.low, numeral.end, numeral.script) = (exact, end, Script::Chinese);
    }
}

/// What a run of Chinese numerals says; two ends for 三四十 and 七八. None for what only lists digits (八一, 十四五).
fn valued(run: &[char]) -> Option<(Decimal, Option<Decimal>)> {
    let (mut total, mut section, mut pending, mut spread) = (0_u64, 0_u64, Vec::<u32>::new(), 0_u64);
    for letter in run {
        if let Some(digit) = digit(*letter) {
            pending.retain(|before| *before != 0);
            pending.push(digit);
            continue;
        }
        let factor = 10_u64.checked_pow(power(*letter)?)?;
        let (low, more) = pair(&pending, section == 0 && total == 0)?;
        pending.clear();
        if factor < 10_000 {
            let low = if low == 0 { 1 } else { low };
            section = section.checked_add(low.checked_mul(factor)?)?;
            spread = more * factor;
        } else {
            let whole = section.checked_add(low)?;
            let whole = if whole == 0 && total == 0 { 1 } else { whole };
            total = total.checked_add(whole)?.checked_mul(factor)?;
            spread = if more > 0 { more * factor } else { spread.checked_mul(factor)? };
            section = 0;
        }
    }
    let (low, more) = pair(&pending, section == 0 && total == 0)?;
    let low = total.checked_add(section)?.checked_add(tail(run, low))?;
    let high = (more.max(spread) > 0).then(|| Decimal::from(low + more.max(spread)));
    Some((Decimal::from(low), high))
}

/// 一万二 is 12,000 and 三百五 is 350.
fn tail(run: &[char], low: u64) -> u64 {
    let before = run.len().checked_sub(2).and_then(|at| run.get(at)).copied().and_then(power);
    let factor = before.filter(|power| *power > 1).map_or(1, |power| 10_u64.pow(power - 1));
    low * factor
}

/// Digits that wait for their power: none, one, or two neighbours, which are a range.
fn pair(pending: &[u32], first: bool) -> Option<(u64, u64)> {
    match pending {
        [] => Some((0, 0)),
        [one] => Some((u64::from(*one), 0)),
        [low, high] if first && *low > 0 && low + 1 == *high => Some((u64::from(*low), 1)),
        _ => None,
    }
}
