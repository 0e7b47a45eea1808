//! Words around a figure that make it more or less exact.

use super::Read;
use super::letters::Letters;

const BEHIND: [&str; 8] = ["以上", "以下", "以内", "左右", "上下", "不等", "之多", "开外"];

const BEFORE: [&str; 13] =
    ["不少于", "不低于", "不超过", "将近", "接近", "大约", "超过", "至少", "近", "约", "逾", "超", "上"];

/// Letters that make another word with one of the last five.
const OTHER_WORDS: &str = "附最靠临贴亲远就节签预违契条制赶高以";

/// The figure with these words as a part of it.
pub(super) fn around(letters: &Letters, mut read: Read) -> Read {
    if let Some((word, end)) = letters.after_any(read.end, &BEHIND) {
        read.approximate.push(word);
        read.end = end;
    }
    let before = BEFORE.iter().find(|word| letters.follows(read.start, word));
    if let Some(word) = before.filter(|word| is_of_a_number(letters, &read, word)) {
        read.approximate.insert(0, word);
        read.start -= word.chars().count();
    }
    read
}

/// 近三年 is the last three years, 节约3万元 saves it, and 上 is a number's word only before 百, 千, 万.
fn is_of_a_number(letters: &Letters, read: &Read, word: &str) -> bool {
    let start = read.start - word.chars().count();
    let other =
        word.chars().count() == 1 && letters.before(start).is_some_and(|before| OTHER_WORDS.contains(before));
    let recently = word == "近" && matches!(read.unit.as_str(), "年" | "天" | "个月");
    let upper = word == "上" && !letters.is_any(read.start, "百千万亿");
    !other && !recently && !upper
}
