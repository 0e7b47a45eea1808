//! The traditional texts are the simplified ones, right by words and not only by characters: 复印 is 複印 and 恢复
//! is 恢復, and words are those of mainland offices (文件, 数据, 登录), whose papers these are, everywhere alike.
//!
//! OpenCC's dictionaries convert every message; what stands in `zh-Hant` has to be the same.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// Forms of characters that are usual today, where OpenCC keeps the older ones.
const FORMS: [(char, char); 8] = [
    ('爲', '為'),
    ('裏', '裡'),
    ('覈', '核'),
    ('啓', '啟'),
    ('臺', '台'),
    ('着', '著'),
    ('峯', '峰'),
    ('羣', '群'),
];

/// Quotation marks, and words that the dictionaries cut at the wrong place.
const WORDS: [(&str, &str); 10] = [
    ("“", "「"),
    ("”", "」"),
    ("‘", "『"),
    ("’", "』"),
    ("聲明瞭", "聲明了"),
    ("私鑰籤", "私鑰簽"),
    ("籤名", "簽名"),
    ("後臺", "後台"),
    ("瞭解", "了解"),
    ("剛纔", "剛才"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn dictionary(name: &str) -> HashMap<String, String> {
    let text = fs::read_to_string(root().join("tests/opencc").join(name)).unwrap();
    text.lines()
        .map(|line| line.split_once('\t').unwrap())
        .map(|(from, to)| (from.into(), to.into()))
        .collect()
}

/// The longest phrase that begins here, else the character, again and again.
fn converted(text: &str, phrases: &HashMap<String, String>, characters: &HashMap<String, String>) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut out) = (0, String::new());
    while at < chars.len() {
        let longest = (2..=4.min(chars.len() - at)).rev().find_map(|length| {
            let phrase: String = chars[at..at + length].iter().collect();
            phrases.get(&phrase).map(|found| (length, found.clone()))
        });
        let (length, found) = longest.unwrap_or_else(|| {
            let char = chars[at].to_string();
            (1, characters.get(&char).cloned().unwrap_or(char))
        });
        out += &found;
        at += length;
    }
    let out = FORMS.iter().fold(out, |out, (old, new)| out.replace(*old, &new.to_string()));
    WORDS.iter().fold(out, |out, (from, to)| out.replace(from, to))
}

/// Messages by id, each with all its lines.
fn messages(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(root().join("templates/texts").join(tag)).unwrap() {
        let mut current = String::new();
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if let Some((id, text)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                current = id.to_owned();
                found.insert(current.clone(), text.trim().to_owned());
            } else if let Some(text) = found.get_mut(&current) {
                *text = format!("{text}\n{line}");
            }
        }
    }
    found
}

#[test]
fn the_traditional_texts_are_right_by_words() {
    let (phrases, characters) = (dictionary("phrases.txt"), dictionary("characters.txt"));
    let traditional = messages("zh-Hant");
    let mut wrong = Vec::new();
    for (id, text) in messages("zh-Hans") {
        let wanted = converted(&text, &phrases, &characters);
        if traditional.get(&id) != Some(&wanted) {
            wrong.push(format!("{id} = {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "these should be in zh-Hant as here:\n{}", wrong.join("\n"));
}

#[test]
fn the_simplified_texts_hold_no_traditional_characters() {
    let (phrases, characters) = (dictionary("phrases.txt"), dictionary("characters.txt"));
    assert_eq!(
        converted("复印恢复干部里面公里后台准予批准", &phrases, &characters),
        "複印恢復幹部裡面公里後台准予批准"
    );
    let traditional: Vec<&String> = characters.values().filter(|to| !characters.contains_key(*to)).collect();
    let simplified: Vec<&str> = characters.values().map(String::as_str).collect();
    assert!(traditional.len() > 2_000 && simplified.len() > 3_000);
    for (id, text) in messages("zh-Hans") {
        // A character that only traditional writing has is one that something else is converted to, and that stays
        // as it is when it is converted itself; a few are used by both.
        let odd =
            text.chars().find(|char| "們這說國學時會來對過種裡為後開問題關務單報標準證".contains(*char));
        assert_eq!(odd, None, "{id} = {text}");
    }
}
