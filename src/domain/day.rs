//! Days as people write them in catalogues and file names.

use chrono::{Duration, NaiveDate, NaiveDateTime};

/// Hours that China's clocks are ahead of UTC; days and deadlines are those of China.
const CHINA: i64 = 8;

/// A time in UTC on China's clocks.
pub fn in_china(utc: NaiveDateTime) -> NaiveDateTime {
    utc.checked_add_signed(Duration::hours(CHINA)).unwrap_or(utc)
}

/// A day as eight digits, as DA/T 22-2015 and file names write it.
pub fn eight_digits(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// The day that a text writes as a whole: `2023-09-10`, `2023/9/10`, `2023.9.10`, `20230910` or
/// `2023年9月10日`; full-width digits count as digits.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text: String = text.trim().chars().map(half_width).collect();
    let text = text.strip_suffix('日').or_else(|| text.strip_suffix('号')).unwrap_or(&text);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn half_width(char: char) -> char {
    match char {
        '０'..='９' => char::from_u32(u32::from(char) - 0xFF10 + 0x30).unwrap_or(char),
        '－' => '-',
        '／' => '/',
        '．' => '.',
        _ => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_usual_spelling() {
        let day = NaiveDate::from_ymd_opt(2023, 9, 10);
        for text in [
            "2023-09-10",
            "2023-9-10",
            " 2023/9/10",
            "2023.9.10",
            "20230910",
            "2023年9月10日",
            "２０２３年９月１０号",
        ] {
            assert_eq!(parse_day(text), day, "{text}");
        }
        for text in
            ["", "2023", "2023-09", "2023-13-01", "2023-02-30", "9月10日", "23-09-10", "20231301", "x"]
        {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
