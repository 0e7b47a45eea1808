//! What is peculiar to a folder.

use std::fs;

use crate::stores::Store;

#[test]
fn every_folder_is_there_before_the_first_file() {
    let store = Store::folder();
    assert_eq!(fs::read_dir(store.folder.path().join("blobs")).unwrap().count(), 256);
}
