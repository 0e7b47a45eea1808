//! The readers of files before whatever somebody hands in: bounded in time and memory, and never broken by it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

mod dice;
mod hostile;
mod mutated;
mod mutated_packages;
mod mutated_words;
#[path = "../intake/round.rs"]
mod round;
mod samples;
