//! A folded text letter by letter, as the readers of figures look at it.

/// Chinese digits with their values; from 壹 on those of vouchers.
const DIGITS: [(char, u32); 21] = [
    ('〇', 0),
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
    ('壹', 1),
    ('贰', 2),
    ('叁', 3),
    ('肆', 4),
    ('伍', 5),
    ('陆', 6),
    ('柒', 7),
    ('捌', 8),
    ('玖', 9),
];

/// The letters with their places in bytes.
pub(super) struct Letters {
    letters: Vec<char>,
    bytes: Vec<usize>,
    end: usize,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let (bytes, letters) = text.char_indices().unzip();
        Self { letters, bytes, end: text.len() }
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.letters.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    pub(super) fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).copied().unwrap_or(self.end)
    }

    /// The place behind a word, if it stands here.
    pub(super) fn after(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for letter in word.chars() {
            if self.get(end) != Some(letter) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The first of these words that stands here, and the place behind it.
    pub(super) fn after_any(&self, at: usize, words: &[&'static str]) -> Option<(&'static str, usize)> {
        words.iter().find_map(|word| Some((*word, self.after(at, word)?)))
    }

    /// Whether a word ends before this place.
    pub(super) fn follows(&self, at: usize, word: &str) -> bool {
        at.checked_sub(word.chars().count()).is_some_and(|start| self.after(start, word) == Some(at))
    }

    /// Whether one of these letters stands here.
    pub(super) fn is_any(&self, at: usize, letters: &str) -> bool {
        self.get(at).is_some_and(|letter| letters.contains(letter))
    }

    pub(super) fn next_numeral(&self, from: usize) -> Option<usize> {
        let rest = self.letters.get(from..)?;
        rest.iter().position(|letter| is_numeral(*letter)).map(|at| from + at)
    }

    /// Behind all the letters of a numeral.
    pub(super) fn after_numeral(&self, at: usize) -> usize {
        let rest = self.letters.get(at..).unwrap_or_default();
        let chinese = rest.first().is_some_and(|letter| !letter.is_ascii_digit());
        let inside = |letter: &char| {
            if chinese {
                is_chinese_numeral(*letter)
            } else {
                letter.is_ascii_digit() || matches!(letter, '.' | ',')
            }
        };
        at + rest.iter().take_while(|letter| inside(letter)).count().max(1)
    }
}

pub(super) fn digit(letter: char) -> Option<u32> {
    DIGITS.iter().find(|(known, _)| *known == letter).map(|(_, value)| *value)
}

/// 十, 百, 千, 万, 亿 as powers of ten.
pub(super) fn power(letter: char) -> Option<u32> {
    Some(match letter {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

pub(super) fn is_chinese_numeral(letter: char) -> bool {
    digit(letter).is_some() || power(letter).is_some()
}

/// Digits of vouchers, which are words besides (退伍, 陆军).
pub(super) fn is_of_vouchers(letter: char) -> bool {
    "壹贰叁肆伍陆柒捌玖拾佰仟".contains(letter)
}

fn is_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || is_chinese_numeral(letter)
}
