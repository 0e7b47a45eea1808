//! Whether two figures say the same: 3万余元 agrees with 31,200, 约500人 with 486, and 64 with nothing but 64.

use rust_decimal::Decimal;

use crate::reading::figures::{Figure, Value};

/// What a figure in words leaves open: from the least to the greatest that it can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    /// The least.
    pub least: Decimal,
    /// The greatest; none when there is no upper end (85以上).
    pub greatest: Option<Decimal>,
}

const TEN_THOUSAND: i64 = 10_000;
const HUNDRED_MILLION: i64 = 100_000_000;

impl Meant {
    /// What is meant by exactly this.
    pub fn exactly(number: Decimal) -> Self {
        Self { least: number, greatest: Some(number) }
    }

    /// What is meant by a figure of a text.
    pub fn by(figure: &Figure<'_>) -> Self {
        let words = figure.approximate.as_deref().unwrap_or_default();
        let number = match figure.value {
            Value::Range(least, greatest) => return Self { least, greatest: Some(greatest) },
            Value::Fraction(parts, whole) => {
                return Self::exactly(parts.checked_div(whole).unwrap_or_default());
            }
            Value::Number(number) => number,
        };
        let step = step(figure.text, number);
        let says = |marks: &[char]| words.chars().any(|char| marks.contains(&char));
        match words {
            _ if figure.text.starts_with(['数', '數', '几', '幾']) => {
                Self { least: number, greatest: Some(number * Decimal::TEN) }
            }
            _ if words.contains("以上") || words.contains("超过") || says(&['逾', '超']) => {
                Self { least: number, greatest: None }
            }
            _ if words.contains("以下") || words.contains("不足") => {
                Self { least: Decimal::ZERO, greatest: Some(number) }
            }
            _ if says(&['余', '多', '几', '来']) => Self { least: number, greatest: Some(number + step) },
            _ if says(&['约', '近', '左', '上']) || words.contains("将近") => {
                let tenth = number / Decimal::from(10);
                Self { least: number - tenth.max(step), greatest: Some(number + tenth.max(step)) }
            }
            // A figure in 万 was rounded, or cut, when it has another behind it.
            _ if step > Decimal::ONE => {
                Self { least: number - step / Decimal::TWO, greatest: Some(number + step) }
            }
            _ => Self::exactly(number),
        }
    }

    /// Whether both can mean the same.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.greatest.is_none_or(|greatest| other.least <= greatest)
            && other.greatest.is_none_or(|greatest| self.least <= greatest)
    }
}

/// What one more in the last place that is written would be: 1,000 for 1.6万, 10,000 for 三万, 1 for 634.
fn step(text: &str, number: Decimal) -> Decimal {
    let unit = match text {
        _ if text.contains(['亿', '億']) => HUNDRED_MILLION,
        _ if text.contains(['万', '萬']) => TEN_THOUSAND,
        _ => {
            return if text.chars().any(|char| char.is_ascii_digit()) {
                last_place(number, text)
            } else {
                zeros(number)
            };
        }
    };
    let written = text.split(['.', '．']).nth(1).unwrap_or_default();
    let places = written.chars().take_while(char::is_ascii_digit).take(8).count();
    (0..places).fold(Decimal::from(unit), |step, _| step / Decimal::from(10))
}

/// Digits are exact, but for what 余 makes of a round number: 100多 is up to 200.
fn last_place(number: Decimal, text: &str) -> Decimal {
    let open = text.contains(['余', '餘', '多', '约', '約', '近', '几', '幾']);
    if open { zeros(number) } else { Decimal::ONE }
}

/// The place of the last digit that is not zero.
fn zeros(number: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    while !number.is_zero() && step < number && (number % (step * Decimal::from(10))).is_zero() {
        step *= Decimal::from(10);
    }
    step
}
