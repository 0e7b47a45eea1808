//! What is fetched from npm by the lock file beside this, once.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with `node_modules`; tests of one run wait for each other.
pub(crate) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/looks");
    let lock = std::fs::File::open(folder.join("package-lock.json")).unwrap();
    lock.lock().unwrap();
    if !folder.join("node_modules/lighthouse").is_dir() {
        let command = ["ci", "--no-audit", "--no-fund"];
        let installed = Command::new("npm").args(command).current_dir(&folder).output().unwrap();
        assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    }
    folder
}
