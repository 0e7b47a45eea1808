//! The blob store: what is kept, what is not, and what is said of it.
#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use yingjian::blob::{BlobError, Blobs, Sha256Hex, Stored};

fn put(blobs: &Blobs, bytes: &[u8]) -> Stored {
    let mut incoming = blobs.receive(1 << 20).unwrap();
    bytes.chunks(3).for_each(|chunk| incoming.write(chunk).unwrap());
    incoming.finish().unwrap()
}

fn files_below(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter(|entry| entry.as_ref().unwrap().file_type().is_file())
        .count()
}

#[test]
fn the_same_bytes_are_one_blob_whoever_brings_them() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| put(&blobs, "会议纪要".as_bytes()));
        }
    });
    let other = put(&blobs, b"another");
    assert!(other.new);
    assert!(!put(&blobs, b"another").new);
    assert_eq!(files_below(&folder.path().join("blobs")), 2);
    assert_eq!(files_below(&folder.path().join("tmp")), 0);
    blobs.verify(&Sha256Hex::of("会议纪要".as_bytes())).unwrap();
}

#[test]
fn what_is_not_finished_or_too_large_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    let mut half = blobs.receive(10).unwrap();
    half.write(b"half").unwrap();
    drop(half);
    let mut large = blobs.receive(10).unwrap();
    let refused = large.write(b"eleven bytes").unwrap_err();
    assert!(matches!(refused, BlobError::TooLarge { limit: 10 }));
    drop(large);
    assert_eq!(files_below(folder.path()), 0);
}

#[test]
fn a_damaged_and_a_missing_file_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    let stored = put(&blobs, b"whole");
    fs::write(blobs.path_of(&stored.sha256), b"whale").unwrap();
    let damaged = blobs.verify(&stored.sha256).unwrap_err();
    assert!(matches!(damaged, BlobError::Damaged(hash) if hash == stored.sha256));
    fs::remove_file(blobs.path_of(&stored.sha256)).unwrap();
    let missing = blobs.open_file(&stored.sha256).unwrap_err();
    assert!(matches!(missing, BlobError::Missing(hash) if hash == stored.sha256));
}

#[test]
fn what_a_process_left_behind_is_swept_and_what_is_coming_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path()).unwrap();
    let left = folder.path().join("tmp").join("left-behind");
    fs::write(&left, b"half").unwrap();
    let day = Duration::from_hours(24);
    let file = fs::File::options().write(true).open(&left).unwrap();
    file.set_modified(SystemTime::now() - day * 2).unwrap();
    let mut coming = blobs.receive(10).unwrap();
    coming.write(b"new").unwrap();
    put(&blobs, b"whole");
    assert_eq!(blobs.sweep(day).unwrap(), 1);
    assert!(!left.exists() && coming.path().exists());
    assert_eq!(files_below(&folder.path().join("blobs")), 1);
}
