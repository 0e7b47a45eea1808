//! The API as programs see it: a really started server, real requests over loopback.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod client;
mod coverage;
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
mod tus;
mod uploads;

use client::Client;
use office::Served;
use yingjian::ops::accounts::Kind;

/// A program with the token of an account.
fn program(served: &Served, name: &str) -> Client {
    let token = served.secret(name, Kind::Token);
    served.visitor().with("authorization", &format!("Bearer {token}"))
}
