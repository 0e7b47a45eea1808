//! Papers in every format, opened by programs that are not ours.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod charts;
mod formats;
#[path = "../programs/mod.rs"]
mod programs;
mod sample;
