//! What a file says of itself: when a photo was shot, what a document is called and when it was written. It is a
//! proposal to a person; what can't be read is left out, and nothing is refused for it.

mod office;
mod pdf;

use std::path::Path;

use chrono::NaiveDate;

use super::kind::FileKind;
use super::photo::shot_at;

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its title.
    pub title: Option<String>,
    /// The day on which it was shot or written.
    pub day: Option<NaiveDate>,
}

/// The most characters of a title that are looked at.
const MAX_TITLE: usize = 200;

/// Titles that programs give by themselves begin so, in lower case.
const OF_PROGRAMS: [&str; 14] = [
    "untitled",
    "无标题",
    "無標題",
    "未命名",
    "新建",
    "文档",
    "document",
    "microsoft",
    "powerpoint",
    "幻灯片",
    "scan",
    "扫描",
    "wps",
    "book",
];

impl Facts {
    /// Reads what the file at `path` says of itself.
    pub fn of(path: &Path, kind: FileKind) -> Self {
        let facts = match kind {
            FileKind::Jpg | FileKind::Heic | FileKind::Png => {
                Self { title: None, day: shot_at(path).map(|time| time.date()) }
            }
            FileKind::Pdf => pdf::facts(path),
            FileKind::Docx | FileKind::Xlsx | FileKind::Pptx | FileKind::Ofd => office::facts(path),
            FileKind::Doc
            | FileKind::Xls
            | FileKind::Wps
            | FileKind::Et
            | FileKind::Ppt
            | FileKind::Mp4
            | FileKind::Txt => Self::default(),
        };
        Self { title: facts.title.as_deref().and_then(told), ..facts }
    }
}

/// A title that a person has given, on one line.
fn told(title: &str) -> Option<String> {
    let title: Vec<&str> = title.split_whitespace().collect();
    let title: String = title.join(" ").chars().filter(|char| !char.is_control()).take(MAX_TITLE).collect();
    let lower = title.to_lowercase();
    let by_program = OF_PROGRAMS.iter().any(|begins| lower.starts_with(begins));
    // A path or a file's name says no more than the name of the file that came.
    let is_name =
        lower.contains('\\') || lower.contains('/') || lower.rsplit('.').next().is_some_and(is_ending);
    (title.chars().filter(|char| char.is_alphabetic()).count() > 1 && !by_program && !is_name)
        .then_some(title)
}

fn is_ending(text: &str) -> bool {
    FileKind::from_extension(text).is_some()
}

/// The day at the front of a time, however it goes on: `2023-03-15T…` and `D:20230315…`.
fn day(text: &str) -> Option<NaiveDate> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    NaiveDate::parse_from_str(&digits, "%Y%m%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_a_program_gave_is_none() {
        for title in
            ["Microsoft Word - 文档1", "无标题", "C:\\a\\b", "会议纪要.docx", "2023", " ", "Scan_0001"]
        {
            assert_eq!(told(title), None, "{title}");
        }
        assert_eq!(told(" 双拥工作\r\n会议纪要 ").as_deref(), Some("双拥工作 会议纪要"));
    }

    #[test]
    fn a_day_is_read_however_the_time_goes_on() {
        let check = |text, expected: Option<&str>| {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        };
        check("2023-03-15T08:00:00Z", Some("2023-03-15"));
        check("D:20230315080000+08'00'", Some("2023-03-15"));
        check("20231399", None);
        check("", None);
    }
}
