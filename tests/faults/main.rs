//! Nothing lost: faults played on running servers, and what was acknowledged held against what is there after.
//!
//! Each fault has a file. Every one runs the real program as a process of its own, keeps a ledger of the
//! answers that said "kept", and then looks by itself, without the program, whether that is so. The ordinary
//! run plays small editions; how many kills, cuts and interleavings there are is a variable of the
//! environment (docs/DURABILITY.md). `--nocapture` shows the figures.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod client;
mod cluster;
mod copies;
mod cuts;
mod database_away;
mod disk;
mod figures;
mod kills;
mod ledger;
mod load;
#[path = "../office/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod office;
mod same_bytes;
mod scene;
mod server;
mod sweeps;
mod uploads;
mod witness;

use std::time::{Duration, Instant};

/// How much of a fault is played: a variable of the environment, or the small edition.
fn edition(variable: &str, small: usize) -> usize {
    std::env::var(variable).ok().map_or(small, |text| text.parse().unwrap())
}

/// Waits for something that has to come soon.
fn until(what: &str, mut came: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !came() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it did not come: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
