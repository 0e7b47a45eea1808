//! The edge of the server against those who push: too often, too slowly, in two meanings, under another's name.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

#[path = "../api/client.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod client;
mod copies;
#[path = "../readers/dice.rs"]
#[expect(dead_code, reason = "the tests of readers use more of it")]
mod dice;
mod hosts;
#[path = "../api/multipart.rs"]
mod multipart;
mod mutated;
mod nginx;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
#[path = "../programs/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod programs;
mod rates;
mod raw;
mod slow;
mod smuggling;
