//! Work in the background: done once whatever copies come and go, and what it makes is right.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod copies;
mod daily;
#[path = "../office/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod office;
mod scans;
mod texts;
mod thumbnails;
