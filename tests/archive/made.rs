//! What we write.

use std::fs;

use yingjian::archive::ArchiveError;
use yingjian::archive::verify::{VerifyLimits, verify_archive};
use yingjian::archive::write::{Opener, Source, check_sources, write_bag};
use yingjian::texts::Lang;

use crate::programs::{python, run};
use crate::tools::{NAMES, bag, sizes, zip_file, zipped};

#[test]
fn other_programs_take_it() {
    let (_sources, bag) = bag();
    let (folder, _file) = zip_file(&bag);
    run("unzip", &["-tqq", "archive.zip"], folder.path());
    run("7z", &["t", "archive.zip"], folder.path());
    python(&["-c", "import zipfile; assert zipfile.ZipFile('archive.zip').testzip() is None"], folder.path());
    python(&["-m", "zipfile", "-e", "archive.zip", "out"], folder.path());
    python(&["-m", "bagit", "--validate", "out/甲县-归档"], folder.path());
}

#[test]
fn names_carry_the_flag_of_utf8_and_come_back_whole() {
    let (_sources, bag) = bag();
    let (folder, _file) = zip_file(&bag);
    let script = r"
import zipfile
for entry in zipfile.ZipFile('archive.zip').infolist():
    ascii = all(ord(letter) < 128 for letter in entry.filename)
    assert ascii or entry.flag_bits & 0x800, entry.filename
    print(entry.filename)
";
    let printed = python(&["-c", script], folder.path());
    let listed: Vec<&str> =
        printed.lines().filter_map(|path| path.rsplit_once("/2022/")).map(|(_, name)| name).collect();
    assert_eq!(listed.len(), NAMES.len() + 1);
    for whole in ["會議紀錄.pdf", "会议纪要(终稿).docx", "=cmd.xlsx", "\u{20BB7}野家.jpg", "IMG_0001.jpg"]
    {
        assert!(listed.contains(&whole), "{whole} in {listed:?}");
    }
    // What some system can't hold is made safe, and equal names stay two files.
    for safe in ["a_b_c_d.pdf", "résumé.pdf", "img_0001 (2).JPG", "100％.txt"] {
        assert!(listed.contains(&safe), "{safe} in {listed:?}");
    }
}

#[test]
fn built_twice_it_is_the_same() {
    let (_sources, bag) = bag();
    assert_eq!(zipped(&bag), zipped(&bag));
}

#[test]
fn verify_takes_it_and_counts() {
    let (_sources, bag) = bag();
    let (_folder, file) = zip_file(&bag);
    let verified = verify_archive(&file, &VerifyLimits::default()).unwrap();
    assert_eq!(verified.files, bag.entries.len());
    assert_eq!(verified.bytes, bag.entries.iter().map(|entry| entry.size).sum::<u64>());
}

#[test]
fn a_missing_or_changed_source_stops_it_with_its_name() {
    let (sources, bag) = bag();
    let path = bag.entries[3].path.clone();
    fs::write(sources.path().join("3"), "changed\n".repeat(20)).unwrap();
    let stopped = check_sources(&bag, &sizes(sources.path(), &bag)).unwrap_err();
    assert!(stopped.to_string().contains("1 sources"), "{stopped}");
    // The same length, other bytes: only seen while reading.
    let size = usize::try_from(bag.entries[3].size).unwrap();
    fs::write(sources.path().join("3"), vec![b'x'; size]).unwrap();
    check_sources(&bag, &sizes(sources.path(), &bag)).unwrap();
    let mut sent = Vec::new();
    let stopped = write_bag(&bag, &mut sent).unwrap_err();
    assert!(matches!(&stopped, ArchiveError::WrongHash { path: named, .. } if *named == path), "{stopped}");
    assert!(zip::ZipArchive::new(std::io::Cursor::new(sent)).is_err(), "half an archive must not open");

    fs::remove_file(sources.path().join("3")).unwrap();
    let stopped = write_bag(&bag, Vec::new()).unwrap_err();
    assert!(matches!(&stopped, ArchiveError::Missing { path: named } if *named == path), "{stopped}");

    // A source that grew is not read on.
    fs::write(sources.path().join("3"), vec![b'x'; size + 1_000_000]).unwrap();
    let stopped = write_bag(&bag, Vec::new()).unwrap_err();
    assert!(
        matches!(&stopped, ArchiveError::WrongSize { found, .. } if *found == bag.entries[3].size + 1),
        "{stopped}"
    );
}

#[test]
fn of_many_faults_the_first_are_named_and_the_others_counted() {
    let missing = |count: usize| {
        let faults = (1..=count).map(|number| ArchiveError::Missing { path: format!("第{number}号.pdf") });
        Lang::Hans.say(&ArchiveError::Sources(faults.collect()).message())
    };
    let few = missing(20);
    assert!(few.contains("20 个文件") && few.contains("第20号.pdf") && !few.contains("另有"), "{few}");
    let many = missing(2_500);
    assert!(many.contains("第20号.pdf") && !many.contains("第21号.pdf"), "{many}");
    assert!(many.contains("另有 2480 个未列出"), "{many}");
}

#[test]
fn a_reader_that_breaks_leaves_no_archive() {
    let (_sources, mut bag) = bag();
    bag.entries[3].source = Source::Kept(Opener::new(|| panic!("a reader that breaks")));
    let mut sent = Vec::new();
    assert!(matches!(write_bag(&bag, &mut sent), Err(ArchiveError::Output(_))));
    assert!(zip::ZipArchive::new(std::io::Cursor::new(sent)).is_err(), "half an archive must not open");
}

#[test]
fn a_flipped_bit_is_named() {
    let (_sources, bag) = bag();
    let whole = zipped(&bag);
    let (_folder, file) = zip_file(&bag);
    // Files are stored, not packed, so their bytes stand in the ZIP as they are.
    let start = whole.windows("第 1".len()).position(|window| window == "第 1".as_bytes()).unwrap();
    let mut flipped = whole.clone();
    flipped[start] ^= 1;
    fs::write(&file, flipped).unwrap();
    let faults = verify_archive(&file, &VerifyLimits::default()).unwrap_err();
    assert!(
        faults
            .iter()
            .any(|fault| fault.arg("path").is_some_and(|path| path.ends_with("会议纪要(终稿).docx"))),
        "{faults:?}"
    );
}

#[test]
fn a_removed_file_is_named() {
    let (_sources, bag) = bag();
    let (folder, file) = zip_file(&bag);
    run("7z", &["d", "archive.zip", "甲县-归档/data/A 组织领导/A02 议军会/2022/=cmd.xlsx"], folder.path());
    let faults = verify_archive(&file, &VerifyLimits::default()).unwrap_err();
    let named = faults.iter().any(|fault| {
        fault.kind.id() == "archive-fault-missing-file"
            && fault.arg("path").is_some_and(|path| path.ends_with("=cmd.xlsx"))
    });
    assert!(named, "{faults:?}");
}
