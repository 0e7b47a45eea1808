//! Archives: what we write is taken by other people's tools, and what is broken is named.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod broken;
mod made;
#[path = "../programs/mod.rs"]
mod programs;
mod tools;
