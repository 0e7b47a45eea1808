//! The stores of files: what every one of them promises, and what is peculiar to each.
#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod contract;
mod folder;
#[path = "../s3/mod.rs"]
mod s3;
mod s3_store;
mod stores;
