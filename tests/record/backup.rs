//! A backup of an office that goes on working is whole, and gives the office back on any home.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::Text;
use yingjian::ops::{Home, Office};

use crate::desk::{Desk, file, yingjian};
use crate::office::homes;

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Text)]
    id: String,
}

/// Ids of all evidence of an office.
pub(crate) fn evidence(office: &Office) -> BTreeSet<String> {
    let rows =
        diesel::sql_query("SELECT id FROM evidence").load::<Id>(&mut *office.store.conn().unwrap()).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// Where a backup is restored: another home of the run's kind, and the plain one of a folder.
fn targets(folder: &Path) -> [Home; 2] {
    [homes::home(&folder.join("alike")), Home::in_folder(&folder.join("plain"))]
}

fn backup(desk: &Desk) -> (PathBuf, String) {
    let folder = desk.path().join("backup");
    let said = yingjian(&desk.home, &["backup", "-o", &folder.to_string_lossy()]).with_code(0);
    (folder, said)
}

/// The whole edition is asked for with `YINGJIAN_UPLOADS=3000`: 50 a second for a minute.
#[test]
fn a_backup_during_uploads_has_all_that_was_acknowledged_before_it_began() {
    let uploads: u32 = std::env::var("YINGJIAN_UPLOADS").map_or(100, |text| text.parse().unwrap());
    let desk = Desk::new();
    let acknowledged = Mutex::new(BTreeSet::new());
    let done = AtomicBool::new(false);
    let (folder, before) = std::thread::scope(|scope| {
        let clerks: Vec<_> = (0..4_u32)
            .map(|clerk| {
                let (desk, acknowledged) = (&desk, &acknowledged);
                scope.spawn(move || {
                    let start = Instant::now();
                    for number in 0..uploads / 4 {
                        // 50 a second by four clerks.
                        let due = Duration::from_millis(80) * number;
                        std::thread::sleep(due.saturating_sub(start.elapsed()));
                        let bytes = format!("{clerk} {number}").repeat(1_000);
                        let id = file(&desk.office, "纪要.pdf", bytes.as_bytes());
                        acknowledged.lock().unwrap().insert(id);
                    }
                })
            })
            .collect();
        while acknowledged.lock().unwrap().len() < usize::try_from(uploads).unwrap() / 4 {
            std::thread::yield_now();
        }
        let before = acknowledged.lock().unwrap().clone();
        let (folder, _) = backup(&desk);
        done.store(true, Ordering::SeqCst);
        clerks.into_iter().for_each(|clerk| clerk.join().unwrap());
        (folder, before)
    });
    let elsewhere = tempfile::tempdir().unwrap();
    for home in targets(elsewhere.path()) {
        yingjian(&home, &["restore", &folder.to_string_lossy()]).with_code(0);
        let there = evidence(&Office::at(&home).unwrap());
        assert!(there.is_superset(&before), "{} of {}", there.len(), before.len());
        yingjian(&home, &["verify"]).with_code(0);
        yingjian(&home, &["audit", "verify", "--anchor", &folder.to_string_lossy()]).with_code(0);
    }
    println!("{} acknowledged before the backup began, all of them restored", before.len());
}

#[test]
fn a_second_backup_copies_only_what_is_new_and_gives_the_office_of_its_own_time() {
    let desk = Desk::new();
    desk.file("一.pdf", b"one");
    assert!(backup(&desk).1.contains("1 files, 1 of them copied now"));
    desk.file("二.pdf", b"two");
    let (folder, said) = backup(&desk);
    assert!(said.contains("2 files, 1 of them copied now"), "{said}");
    let databases = fs::read_dir(&folder)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("office-"));
    assert_eq!(databases.count(), 1);
    let elsewhere = tempfile::tempdir().unwrap();
    let home = homes::home(elsewhere.path());
    yingjian(&home, &["restore", &folder.to_string_lossy()]).with_code(0);
    let restored = Office::at(&home).unwrap();
    assert_eq!(evidence(&restored), evidence(&desk.office));
    file(&restored, "三.pdf", b"three");
}

#[test]
fn a_damaged_backup_is_refused_with_what_is_damaged_before_anything_is_written() {
    let desk = Desk::new();
    desk.file("一.pdf", b"one");
    let hash = yingjian::blob::Sha256Hex::of(b"%PDF-1.4\none").to_string();
    let (folder, _) = backup(&desk);
    let path = folder.join("blobs").join(&hash[..2]).join(&hash);
    let database = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let database =
        database.into_iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let home = Home::in_folder(&elsewhere.path().join("home"));
    let refused = || {
        let done = yingjian(&home, &["restore", &folder.to_string_lossy()]);
        assert_eq!(done.code, 1, "{done:?}");
        assert!(!home.folder.join("yingjian.sqlite").exists(), "nothing is written");
        done.err
    };
    let whole = fs::read(&path).unwrap();
    fs::write(&path, b"%PDF-1.4\nonf").unwrap();
    assert!(refused().contains(&hash));
    fs::remove_file(&path).unwrap();
    assert!(refused().contains(&hash));
    fs::write(&path, whole).unwrap();
    let mut bytes = fs::read(&database).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&database, &bytes).unwrap();
    assert!(refused().contains("database of the backup"));
    bytes[last] ^= 1;
    fs::write(&database, &bytes).unwrap();
    yingjian(&home, &["restore", &folder.to_string_lossy()]).with_code(0);
}

#[test]
fn a_home_in_which_something_is_is_not_restored_into() {
    let (desk, other) = (Desk::new(), Desk::new());
    let (folder, _) = backup(&desk);
    let done = yingjian(&other.home, &["restore", &folder.to_string_lossy()]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("The target is not empty"), "{done:?}");
    file(&other.office, "一.pdf", b"one");
}

#[test]
fn a_file_that_is_missing_is_named_and_the_backup_before_stays() {
    let desk = Desk::new();
    desk.file("一.pdf", b"one");
    let (folder, _) = backup(&desk);
    let manifest = fs::read(folder.join("manifest.json")).unwrap();
    desk.file("二.pdf", b"two");
    let gone = yingjian::blob::Sha256Hex::of(b"%PDF-1.4\ntwo");
    desk.office.blobs.remove(&gone).unwrap();
    let done = yingjian(&desk.home, &["backup", "-o", &folder.to_string_lossy()]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains(gone.as_str()), "{done:?}");
    assert_eq!(fs::read(folder.join("manifest.json")).unwrap(), manifest);
    yingjian(&desk.home, &["restore", "--check", &folder.to_string_lossy()]).with_code(0);
}
