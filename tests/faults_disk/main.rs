//! Files under faults: the order of the system calls of an upload, a disk that is full, an fsync that fails, a far
//! store that answers badly. The program itself, real tools, real files.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod client;
mod eio;
mod full;
#[path = "../office/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod office;
mod order;
mod proxy;
#[path = "../s3/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod s3;
mod s3_faults;
mod server;
mod strace;

use std::time::{Duration, Instant};

/// Waits until it is so, and fails when it does not become so.
fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether the test may mount and trace.
fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
}
