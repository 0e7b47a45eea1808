//! Files that come in: what is taken, what is refused and in which words.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

mod kinds;
mod making;
mod matching;
#[path = "../programs/mod.rs"]
#[expect(dead_code, reason = "other tests run Python, too")]
mod programs;
mod round;
