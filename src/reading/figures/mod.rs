//! Figures with their units: 3万餘元, 1.66万元, 85%以上, 十余次, 三分之二, 3至5次, 2023年.
//!
//! What is a figure and what is not, is a matter of use. Not figures are ordinals (第三, 一是), names (双拥, “四个意识”, 十八大,
//! 三等功), dates, the numbers of documents and phones, and one of something that is not counted (一个, 一种). Years that
//! stand alone are figures.

mod approximate;
mod guard;
mod letters;
mod numeral;
mod range;
mod unit;

use std::ops::Range;

use rust_decimal::Decimal;

use super::fold::Folded;
use letters::Letters;

/// A figure and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<'a> {
    pub value: Value,
    /// What is counted, in simplified characters and without 万 and 亿: 元 of 1.66万元. Empty where it does not say.
    pub unit: String,
    /// Words that make it more or less exact: 余, 多, 近, 约, 以上.
    pub approximate: Option<String>,
    /// As given.
    pub text: &'a str,
    /// In characters of the given text.
    pub offset: usize,
    /// The same place in bytes of the folded text.
    pub at: Range<usize>,
}

/// What a figure says, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Number(Decimal),
    /// From the lesser to the greater.
    Range(Decimal, Decimal),
    /// Parts of a whole, such as 2 of 3.
    Fraction(Decimal, Decimal),
}

impl Value {
    /// As digits: `16600`; the lower end of a range; `2/3`.
    pub fn digits(&self) -> String {
        match self {
            Self::Number(number) | Self::Range(number, _) => number.normalize().to_string(),
            Self::Fraction(parts, whole) => format!("{}/{}", parts.normalize(), whole.normalize()),
        }
    }
}

/// What stands before 数 where it means a number: 人数, 户数.
const COUNTED: &str = "人户总次件岁分倍指个函系无份票天步级度基多少实位";

/// What was read, in places of the letters.
struct Read {
    value: Value,
    unit: String,
    approximate: Vec<&'static str>,
    start: usize,
    end: usize,
}

/// All figures of a text, in order.
pub fn figures<'a>(folded: &Folded<'a>) -> Vec<Figure<'a>> {
    let letters = Letters::of(folded.text());
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = letters.next_numeral(at) {
        let next = guard::year_of_list(&letters, next).unwrap_or(next);
        at = match read(&letters, next) {
            Some(read) => {
                let end = read.end;
                found.push(figure(folded, &letters, read));
                end
            }
            None => letters.after_numeral(next),
        };
    }
    found
}

fn figure<'a>(folded: &Folded<'a>, letters: &Letters, read: Read) -> Figure<'a> {
    let at = letters.byte(read.start)..letters.byte(read.end);
    let passage = folded.passage(at.clone());
    let approximate = Some(read.approximate.concat()).filter(|words| !words.is_empty());
    Figure { value: read.value, unit: read.unit, approximate, text: passage.text, offset: passage.offset, at }
}

/// The figure that begins with the numeral here.
fn read(letters: &Letters, start: usize) -> Option<Read> {
    if guard::is_named(letters, start) {
        return None;
    }
    let read = several(letters, start)
        .or_else(|| percentage(letters, start))
        .or_else(|| range::year(letters, start))
        .or_else(|| fraction(letters, start))
        .or_else(|| range::read(letters, start))?;
    Some(approximate::around(letters, read))
}

/// 数十名, 几百人, 数万元: ten and more, a hundred and more. None for a total in front of a number (人数十万).
fn several(letters: &Letters, start: usize) -> Option<Read> {
    let word = ["数", "几"].into_iter().find(|word| letters.follows(start, word))?;
    letters.get(start).filter(|letter| "十百千万亿".contains(*letter))?;
    let counted = start.checked_sub(2).and_then(|at| letters.get(at));
    if word == "数" && counted.is_some_and(|counted| COUNTED.contains(counted)) {
        return None;
    }
    let number = numeral::read(letters, start)?;
    let unit = unit::read(letters, number.end);
    let end = unit.as_ref().map_or(number.end, |unit| unit.end);
    let mut approximate = vec![word];
    approximate.extend(number.approximate.iter().copied());
    let inside_word = unit.is_none() && letters.is_any(end, "年字来");
    (!inside_word).then(|| Read {
        value: Value::Number(number.low),
        unit: unit.map_or_else(String::new, |unit| unit.name),
        approximate,
        start: start - 1,
        end,
    })
}

/// 百分之八十五.
fn percentage(letters: &Letters, start: usize) -> Option<Read> {
    let at = letters.after(start, "百分之")?;
    let number = numeral::read(letters, at)?;
    let value = number.value();
    Some(Read { value, unit: "%".to_owned(), approximate: number.approximate, start, end: number.end })
}

/// 三分之二, and 2/3 where words say that it is a share.
fn fraction(letters: &Letters, start: usize) -> Option<Read> {
    let first = numeral::read(letters, start)?;
    let (parts, whole, end) = match letters.after(first.end, "分之") {
        Some(at) => {
            let second = numeral::read(letters, at)?;
            (second.low, first.low, second.end)
        }
        None => {
            let second = numeral::read(letters, letters.after(first.end, "/")?)?;
            let is_share =
                ["以上", "的", "左右"].iter().any(|word| letters.after(second.end, word).is_some());
            if !is_share || letters.before(start) == Some('/') {
                return None;
            }
            (first.low, second.low, second.end)
        }
    };
    let value = Value::Fraction(parts, whole);
    (parts < whole).then(|| Read { value, unit: String::new(), approximate: Vec::new(), start, end })
}
