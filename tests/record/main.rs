//! The record of who did what, and that nothing is lost over time: checking, sweeping, backups, moving, older
//! offices.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

#[path = "../office/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod office;

mod backup;
mod chain;
mod damage;
mod desk;
mod export;
mod moving;
mod planted;
mod sweep;
mod tables;
mod upgrade;
