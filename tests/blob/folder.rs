//! What is peculiar to a folder.

use std::fs;

use yingjian::blob::Look;

use crate::stores::{Store, noise};

#[test]
fn every_folder_is_there_before_the_first_file() {
    let store = Store::folder();
    assert_eq!(fs::read_dir(store.folder.path().join("blobs")).unwrap().count(), 256);
}

/// Otherwise those who write beside it would wait for its disk.
#[test]
fn a_small_file_that_does_not_come_alone_is_safe_when_it_is_settled() {
    let store = Store::folder();
    let _beside = store.blobs.receive(10).unwrap();
    for number in 0..20 {
        let mut incoming = store.blobs.receive(1 << 20).unwrap();
        incoming.write(&noise(1_000_000, number)).unwrap();
        let stored = incoming.settle().unwrap();
        assert!(matches!(store.blobs.look(&stored.sha256).unwrap(), Look::File(_)), "{number}");
    }
}
