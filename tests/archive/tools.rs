//! A bag of hard names.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use yingjian::archive::names::{UniqueNames, safe_name};
use yingjian::archive::write::{Bag, Entry, Opener, Source, write_bag};

/// Names that people give files.
pub(crate) const NAMES: [&str; 9] = [
    "會議紀錄.pdf",
    "会议纪要(终稿).docx",
    "a/b\\c:d.pdf",
    "=cmd.xlsx",
    "\u{20BB7}野家.jpg",
    "re\u{301}sume\u{301}.pdf",
    "IMG_0001.jpg",
    "img_0001.JPG",
    "100%.txt",
];

/// A bag of files with these names in one folder, one of them empty; the sources stay in the folder.
pub(crate) fn bag() -> (TempDir, Bag) {
    let sources = tempfile::tempdir().unwrap();
    let long = format!("{}.pdf", "长".repeat(196));
    let mut names = UniqueNames::new();
    let mut entries = Vec::new();
    for (number, name) in NAMES.into_iter().chain([long.as_str()]).enumerate() {
        let bytes = if number == 0 {
            Vec::new()
        } else {
            format!("第 {number} 个文件\n").repeat(number).into_bytes()
        };
        let file = sources.path().join(number.to_string());
        fs::write(&file, &bytes).unwrap();
        let path = names.take(&format!("A 组织领导/A02 议军会/2022/{}", safe_name(name)));
        let size = u64::try_from(bytes.len()).unwrap();
        let opener = Opener::new(move || Ok(Box::new(File::open(&file)?)));
        entries.push(Entry::kept(path, size, hex(&Sha256::digest(&bytes)), opener));
    }
    entries.push(Entry::bytes("index.html", b"<!doctype html><title>x</title>".to_vec()));
    let modified = NaiveDate::from_ymd_opt(2026, 9, 10).unwrap().and_hms_opt(8, 0, 0).unwrap();
    let info = vec![("Source-Organization".to_owned(), "甲县".to_owned())];
    (sources, Bag { folder: "甲县-归档".to_owned(), info, modified, entries })
}

/// The sizes of the bag's sources as they are now.
pub(crate) fn sizes(sources: &Path, bag: &Bag) -> Vec<Option<u64>> {
    let kept = bag.entries.iter().filter(|entry| matches!(entry.source, Source::Kept(_)));
    let size = |number: usize| fs::metadata(sources.join(number.to_string())).ok().map(|found| found.len());
    (0..kept.count()).map(size).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bag as bytes of a ZIP.
pub(crate) fn zipped(bag: &Bag) -> Vec<u8> {
    write_bag(bag, Vec::new()).unwrap()
}

/// The bag as a ZIP in a folder.
pub(crate) fn zip_file(bag: &Bag) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("archive.zip");
    fs::write(&file, zipped(bag)).unwrap();
    (folder, file)
}
