//! What every store of files promises, whatever it is made of.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::time::{Duration, SystemTime};

use yingjian::blob::{BlobError, Sha256Hex};

use crate::stores::{Store, damage, noise, put};

/// More than goes into one piece of anything: three parts of S3.
const LARGE: usize = 20_000_000;

fn read(mut from: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_same_bytes_are_one_blob_whoever_brings_them() {
    for store in Store::all() {
        let bytes = "会议纪要".as_bytes();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| put(&store.blobs, bytes));
            }
        });
        store.put(b"another");
        store.put(b"another");
        let mut expected = [Sha256Hex::of(bytes), Sha256Hex::of(b"another")];
        expected.sort();
        assert_eq!(store.listed(), expected);
        assert_eq!(store.coming(), 0);
        store.blobs.verify(&Sha256Hex::of(bytes)).unwrap();
    }
}

#[test]
fn bytes_come_back_whole_and_in_ranges_whatever_their_number() {
    for store in Store::all() {
        for length in [0, 1, 255, 300_000, 8 << 20, LARGE] {
            let bytes = noise(length, 1);
            let stored = store.put(&bytes);
            let (hash, size) = (&stored.sha256, u64::try_from(length).unwrap());
            assert_eq!((hash, stored.size), (&Sha256Hex::of(&bytes), size));
            assert_eq!(store.blobs.size_of(hash).unwrap(), size);
            assert!(read(store.blobs.open_file(hash).unwrap()) == bytes, "{length} bytes differ");
            store.blobs.verify(hash).unwrap();
            let half = length / 2;
            for (first, count) in [(0, half), (half, length - half), (half, 1), (half, length)] {
                if first < length && count > 0 {
                    let range = (u64::try_from(first).unwrap(), u64::try_from(count).unwrap());
                    let got = read(store.blobs.open_range(hash, range.0, range.1).unwrap());
                    assert!(got == bytes[first..length.min(first + count)], "{first}+{count} of {length}");
                }
            }
        }
    }
}

#[test]
fn a_reader_may_jump_about_in_a_file_that_is_here() {
    for store in Store::all() {
        let bytes = noise(LARGE, 2);
        let stored = store.put(&bytes);
        let mut here = store.blobs.open_here(&stored.sha256).unwrap();
        here.seek(SeekFrom::End(-5)).unwrap();
        let mut end = Vec::new();
        here.read_to_end(&mut end).unwrap();
        assert_eq!(end, bytes[LARGE - 5..]);
        assert_eq!(store.coming(), 0);
    }
}

#[test]
fn what_is_not_finished_or_too_large_leaves_nothing() {
    for store in Store::all() {
        let mut half = store.blobs.receive(10).unwrap();
        half.write(b"half").unwrap();
        drop(half);
        let mut large = store.blobs.receive(10).unwrap();
        let refused = large.write(b"eleven bytes").unwrap_err();
        assert!(matches!(refused, BlobError::TooLarge { limit: 10 }));
        drop(large);
        assert_eq!((store.listed().len(), store.coming()), (0, 0));
    }
}

#[test]
fn what_is_received_can_be_looked_at_before_it_is_kept() {
    for store in Store::all() {
        let mut incoming = store.blobs.receive(100).unwrap();
        incoming.write(b"%PDF-").unwrap();
        assert_eq!(fs::read(incoming.path()).unwrap(), b"%PDF-");
        assert_eq!((incoming.size(), incoming.sha256().unwrap()), (5, Sha256Hex::of(b"%PDF-")));
    }
}

#[test]
fn a_damaged_and_a_missing_file_are_named() {
    for store in Store::all() {
        let stored = store.put(b"whole");
        damage(&store.file(&stored.sha256), b"whale");
        let damaged = store.blobs.verify(&stored.sha256).unwrap_err();
        assert!(matches!(damaged, BlobError::Damaged(hash) if hash == stored.sha256));
        store.put(b"whole");
        store.blobs.verify(&stored.sha256).unwrap();

        fs::remove_file(store.file(&stored.sha256)).unwrap();
        for missing in [
            store.blobs.open_file(&stored.sha256).map(drop),
            store.blobs.open_here(&stored.sha256).map(drop),
            store.blobs.open_range(&stored.sha256, 1, 2).map(drop),
            store.blobs.size_of(&stored.sha256).map(drop),
            store.blobs.verify(&stored.sha256),
        ] {
            assert!(matches!(missing, Err(BlobError::Missing(hash)) if hash == stored.sha256));
        }
    }
}

#[test]
fn many_sizes_are_asked_at_once_and_what_is_missing_has_none() {
    for store in Store::all() {
        let hashes: Vec<Sha256Hex> = (0..40).map(|n| store.put(&vec![b'x'; n]).sha256).collect();
        store.blobs.remove(&hashes[7]).unwrap();
        let sizes = store.blobs.sizes_of(&hashes).unwrap();
        let expected: Vec<Option<u64>> = (0..40).map(|n| (n != 7).then_some(n)).collect();
        assert_eq!(sizes, expected);
    }
}

#[test]
fn a_list_is_in_the_order_of_hashes_and_can_be_taken_up_in_the_middle() {
    for store in Store::all() {
        let before = SystemTime::now() - Duration::from_secs(5);
        let mut hashes: Vec<Sha256Hex> = (0..60).map(|n: u64| store.put(&n.to_be_bytes()).sha256).collect();
        hashes.sort();
        let stray = store.file(&hashes[0]).with_file_name("stray.txt");
        fs::write(stray, "no blob").unwrap();
        assert_eq!(store.listed(), hashes);
        for after in [&hashes[0], &hashes[29], &hashes[59], &Sha256Hex::of(b"never kept")] {
            let rest: Vec<Sha256Hex> =
                store.blobs.list(Some(after)).map(|found| found.unwrap().sha256).collect();
            let expected: Vec<Sha256Hex> = hashes.iter().filter(|hash| *hash > after).cloned().collect();
            assert_eq!(rest, expected);
        }
        let found = store.blobs.list(None).next().unwrap().unwrap();
        assert_eq!(found.size, 8);
        assert!(found.modified > before, "{:?}", found.modified);
    }
}

#[test]
fn a_removed_file_is_gone_and_may_be_removed_again() {
    for store in Store::all() {
        let stored = store.put(b"unwanted");
        let kept = store.put(b"wanted");
        store.blobs.remove(&stored.sha256).unwrap();
        store.blobs.remove(&stored.sha256).unwrap();
        assert_eq!(store.listed(), [kept.sha256]);
    }
}

#[test]
fn what_a_process_left_behind_is_swept_and_what_is_coming_is_not() {
    for store in Store::all() {
        // However young it is: nobody holds its lock.
        let left = store.folder.path().join("tmp").join("left-behind");
        fs::write(&left, b"half").unwrap();
        let day = Duration::from_hours(24);
        let mut coming = store.blobs.receive(10).unwrap();
        coming.write(b"new").unwrap();
        store.put(b"whole");
        assert_eq!(store.blobs.sweep(day).unwrap(), 1);
        assert!(!left.exists() && coming.path().exists());
        assert_eq!(store.listed().len(), 1);
    }
}

#[test]
fn a_store_is_found_by_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    for scheme in ["", "file://"] {
        let url = format!("{scheme}{}", elsewhere.path().display());
        let blobs = yingjian::blob::Blobs::at(&url, folder.path()).unwrap();
        put(&blobs, scheme.as_bytes());
    }
    assert_eq!(crate::stores::files_below(elsewhere.path()), 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
