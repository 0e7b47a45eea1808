//! What looks like a figure and is none.

use super::letters::Letters;
use super::numeral::{Numeral, Script};
use super::unit::{Unit, wants_digits};

/// Units of which even one is counted: 一次, 一名; 一个 and 一种 mostly are not.
const OF_ONE: [&str; 19] = [
    "倍", "名", "次", "户", "所", "处", "部", "台", "辆", "期", "座", "位", "例", "场次", "人次", "个月",
    "小时", "分钟", "公里",
];

/// Letters before 一 that make one word with it.
const BEFORE_ONE: &str = "无同统万唯之专其归合单进逐第另某这那哪任每";

/// A numeral that is a part of a name: ordinals, codes, slogans in quotation marks.
pub(super) fn is_named(letters: &Letters, start: usize) -> bool {
    let Some(before) = letters.before(start) else { return false };
    before == '第'
        || before.is_ascii_alphabetic()
        || matches!(before, '届' | '初')
        || is_page(letters, start)
        || (before == '.'
            && !is_year(letters, start)
            && start
                .checked_sub(2)
                .and_then(|at| letters.get(at))
                .is_some_and(|digit| digit.is_ascii_digit()))
        || (matches!(before, '"' | '《') && is_slogan(letters, start))
        || (before == '|'
            && letters.get(start).is_some_and(|letter| letter.is_ascii_digit())
            && letters.is_any(start + 4, "|"))
        || letters.follows(start, "前") && letters.get(start).is_some_and(|letter| !letter.is_ascii_digit())
}

/// The year behind a number of a list: 5.2021年以来.
pub(super) fn year_of_list(letters: &Letters, start: usize) -> Option<usize> {
    let digits = (start..start + 3).take_while(|at| letters.is_any(*at, "0123456789")).count();
    let year = letters.after(start + digits, ".").filter(|_| (1..=2).contains(&digits))?;
    is_year(letters, year).then_some(year)
}

fn is_year(letters: &Letters, at: usize) -> bool {
    (at..at + 4).all(|at| letters.is_any(at, "0123456789")) && letters.get(at + 4) == Some('年')
}

/// The 9 of 第3页共9页, as it stands at the foot of a page.
fn is_page(letters: &Letters, start: usize) -> bool {
    letters.follows(start, "页共") || letters.follows(start, "页,共") || letters.follows(start, "页/共")
}

/// A short name in quotation marks that begins with a Chinese numeral.
fn is_slogan(letters: &Letters, start: usize) -> bool {
    let chinese = letters.get(start).is_some_and(|letter| !letter.is_ascii_digit());
    chinese && (start..start + 12).any(|at| letters.is_any(at, "\"》"))
}

/// Whether a number with this unit, or with none, counts something.
pub(super) fn is_counted(letters: &Letters, start: usize, (number, unit): (&Numeral, Option<&Unit>)) -> bool {
    match unit {
        Some(unit) => is_counted_in(letters, start, (number, unit)),
        None => stands_alone(letters, start, number),
    }
}

fn is_counted_in(letters: &Letters, start: usize, (number, unit): (&Numeral, &Unit)) -> bool {
    let chinese = number.script != Script::Digits;
    if chinese && wants_digits(&unit.name) && !matches!(unit.name.as_str(), "分") {
        return !number.approximate.is_empty() || number.multiplied;
    }
    if unit.name == "成" {
        return true;
    }
    match number.script {
        Script::Digits => is_no_date(letters, start, (number, unit)),
        Script::Single(1) if number.approximate.is_empty() => is_one(letters, start, unit),
        Script::Single(_) => !follows_one(letters, start) && unit.name != "分",
        Script::Chinese => !is_quite(letters, start, unit) && !is_half_year(letters, unit),
        Script::Bare => is_said_to_be_many(letters, start, number),
    }
}

/// 8年 and 2023年 count; 2023年3月 is a date, and a month or a day is no unit.
fn is_no_date(letters: &Letters, start: usize, (number, unit): (&Numeral, &Unit)) -> bool {
    let four = number.low.is_integer() && letters.byte(number.end).saturating_sub(letters.byte(start)) == 4;
    !(unit.name == "年"
        && (four || letters.is_any(unit.end, "0123456789") && follows_month(letters, unit.end)))
}

fn follows_month(letters: &Letters, at: usize) -> bool {
    (at + 1..at + 3).any(|at| letters.get(at) == Some('月'))
}

/// 十分 is quite, not ten points.
fn is_quite(letters: &Letters, start: usize, unit: &Unit) -> bool {
    unit.name == "分" && letters.get(start) == Some('十')
}

fn is_half_year(letters: &Letters, unit: &Unit) -> bool {
    unit.name == "年" && letters.is_any(unit.end, "一二三四五六七八九十") && follows_month(letters, unit.end)
}

/// 一次 and 一名, but not 统一次序, 一户一策, 一次性.
fn is_one(letters: &Letters, start: usize, unit: &Unit) -> bool {
    let joined = letters.before(start).is_some_and(|before| BEFORE_ONE.contains(before));
    let repeated = letters.is_any(unit.end, "一又") || letters.before(unit.end) == letters.get(unit.end);
    OF_ONE.contains(&unit.name.as_str()) && !joined && !repeated && !follows_one(letters, start)
}

/// The second half of 一对一, 一村一名.
fn follows_one(letters: &Letters, start: usize) -> bool {
    start.checked_sub(2).and_then(|at| letters.get(at)) == Some('一') && letters.get(start) == Some('一')
}

/// 百余名, 近万元, 上千人: the words around say that it is a number.
fn is_said_to_be_many(letters: &Letters, start: usize, number: &Numeral) -> bool {
    let before = letters.before(start);
    !number.approximate.is_empty()
        || (matches!(before, Some('近' | '约' | '逾' | '超' | '过')) && !letters.follows(start, "签约"))
        || (before == Some('上') && !letters.follows(start, "千上"))
}

/// A number without a unit: 41万, 两百余, 一千二百.
fn stands_alone(letters: &Letters, start: usize, number: &Numeral) -> bool {
    let inside_word = letters.is_any(number.end, "强分米里大届级等号一月日点时路元世")
        || letters.get(number.end).is_some_and(|next| next.is_ascii_alphanumeric());
    let money = matches!(letters.before(start), Some('¥' | '￥'));
    let long = letters.byte(number.end).saturating_sub(letters.byte(start)) > 6;
    match number.script {
        Script::Digits => money || ((number.multiplied || !number.approximate.is_empty()) && !inside_word),
        Script::Chinese => {
            long && !inside_word && (number.low >= 100.into() || !number.approximate.is_empty())
        }
        Script::Bare => !number.approximate.is_empty() && !inside_word,
        Script::Single(_) => false,
    }
}
