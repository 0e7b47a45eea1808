//! The API as programs see it: a really started server, real requests over loopback.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod client;
mod description;
mod facts;
mod files;
mod lists;
mod multipart;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
mod refusals;
mod review;
mod rights;
mod schema;
mod scores;
mod uploads;
