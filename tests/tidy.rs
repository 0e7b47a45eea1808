//! The shape of the source: which module may know which, and how long a file may get.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each part may import of the crate; what is not listed is forbidden.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("oidc", &["oidc"]),
    ("domain", &["domain"]),
    ("reading", &["domain", "reading"]),
    ("texts", &["domain", "texts"]),
    ("store", &["domain", "store"]),
    ("blob", &["domain", "blob"]),
    ("intake", &["domain", "blob", "intake"]),
    ("archive", &["domain", "texts", "archive"]),
    ("demo", &["blob", "domain", "ops", "report", "sheet", "store", "texts", "demo"]),
    ("sheet", &["domain", "texts", "sheet"]),
    ("report", &["domain", "texts", "report"]),
];

/// Names that the core never knows.
const NOT_IN_DOMAIN: [&str; 6] = ["diesel", "actix", "clap", "std::fs", "std::io", "Utc::now"];

fn files_of(part: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(part);
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

#[test]
fn parts_import_only_what_stands_below_them() {
    for (part, allowed) in MAY_USE {
        for file in files_of(part) {
            let text = fs::read_to_string(&file).unwrap();
            for used in text.split("use crate::").skip(1) {
                let module: String = used.chars().take_while(|char| char.is_ascii_alphanumeric()).collect();
                assert!(allowed.contains(&module.as_str()), "{} uses crate::{module}", file.display());
            }
        }
    }
}

#[test]
fn the_core_is_pure() {
    for file in files_of("domain") {
        let text = fs::read_to_string(&file).unwrap();
        for name in NOT_IN_DOMAIN {
            assert!(!text.contains(name), "{} knows {name}", file.display());
        }
    }
}

#[test]
fn every_migration_has_a_number_of_its_own() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut numbers: Vec<String> = names.map(|name| name.split('_').next().unwrap().to_owned()).collect();
    numbers.sort();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(all, numbers.len(), "of two with the same number only one would run");
}

#[test]
fn no_file_is_too_long() {
    let generated = Path::new("store").join("schema.rs");
    for file in files_of("").into_iter().filter(|file| !file.ends_with(&generated)) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}
