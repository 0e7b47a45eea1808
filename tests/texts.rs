//! The message files: the same ids, with the same places, in each language; none unused.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Ids and the places that their texts fill, over all files of a language.
fn messages(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/texts").join(tag);
    let mut found = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                current = id.to_owned();
                assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{tag} repeats {id}");
            }
            let places = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|char| char.is_ascii_alphanumeric() || *char == '_')
                    .collect::<String>()
            });
            found.entry(current.clone()).or_default().extend(places);
        }
    }
    found.remove("");
    found
}

fn sources(folder: &Path) -> String {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file() && !entry.path().ends_with("texts"));
    files.filter_map(|entry| fs::read_to_string(entry.path()).ok()).collect()
}

#[test]
fn every_language_says_the_same() {
    let hans = messages("zh-Hans");
    for tag in ["zh-Hant", "en"] {
        let other = messages(tag);
        assert_eq!(
            hans.keys().collect::<Vec<_>>(),
            other.keys().collect::<Vec<_>>(),
            "{tag} has other messages than zh-Hans"
        );
        for (id, places) in &hans {
            assert_eq!(Some(places), other.get(id), "{tag} fills other places in {id}");
        }
    }
}

#[test]
fn no_message_is_unused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = sources(&root.join("src"));
    for file in walkdir::WalkDir::new(root.join("templates")).into_iter().map(Result::unwrap) {
        if file.path().extension().is_some_and(|ending| ending == "hbs") {
            text.push_str(&fs::read_to_string(file.path()).unwrap());
        }
    }
    // Families of names are asked for as `named("role", id)` in Rust and `(named "role" id)` on pages.
    let family = |id: &str| {
        let family = id.split_once('-').map_or(id, |(family, _)| family);
        text.contains(&format!("named(\"{family}\",")) || text.contains(&format!("named \"{family}\" "))
    };
    let used = |id: &String| text.contains(&format!("\"{id}\"")) || family(id);
    let unused: Vec<_> = messages("zh-Hans").into_keys().filter(|id| !used(id)).collect();
    assert!(unused.is_empty(), "unused messages: {unused:?}");
}

/// The audit record keeps codes; its page says them in words.
#[test]
fn every_action_on_record_has_a_word() {
    let text = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ops"));
    let quoted = text.split('"').skip(1).step_by(2);
    let groups = ["account", "comment", "evidence", "facts", "finding", "mark", "ruling", "round", "session"];
    let more = ["archive", "log_in", "office", "second_factor", "standard", "task"];
    let is_action = |code: &&str| {
        let group = code.split_once('.').map(|(group, rest)| (group, rest.starts_with(char::is_alphabetic)));
        group.is_some_and(|(group, named)| named && groups.iter().chain(&more).any(|known| *known == group))
    };
    let words = messages("zh-Hans");
    let codes: Vec<&str> = quoted.filter(is_action).filter(|code| !code.ends_with(".sqlite")).collect();
    let silent: Vec<_> = codes
        .iter()
        .filter(|code| !words.contains_key(&format!("action-{}", code.replace('.', "-"))))
        .collect();
    let choice = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/pages/audit"));
    let unoffered: Vec<_> = codes.iter().filter(|code| !choice.contains(&format!("\"{code}\""))).collect();
    assert!(unoffered.is_empty(), "codes that the audit page does not offer: {unoffered:?}");
    assert!(codes.len() > 40 && silent.is_empty(), "{} codes, without words: {silent:?}", codes.len());
}
