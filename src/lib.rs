//! yingjian 迎检: evidence in, score, gap report and bound archive out.
//!
//! The program is this library; `main.rs` only calls [`cli::run`]. Dependencies go one way,
//! `web` and `cli` → `ops` → `store`, `blob`, `intake`, `report`, `archive` (and `web` → `oidc`) → `domain`;
//! docs/ARCHITECTURE.md has the picture and `tests/tidy.rs` checks it.

pub mod archive;
pub mod blob;
pub mod cli;
pub mod contract;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod oidc;
pub mod ops;
pub mod reading;
pub mod report;
pub mod sheet;
pub mod store;
pub mod texts;
pub mod web;
