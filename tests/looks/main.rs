//! How pages look and read in a real browser, on a small sample round: accessibility by axe-core, width, weight and
//! jumps of every page of every role; Lighthouse on the main ones; pictures of them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod axe;
#[path = "../browser/chromium.rs"]
#[expect(dead_code, reason = "the tests of the main job use more of it")]
mod chromium;
#[path = "../web/client.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod client;
mod every_page;
mod lighthouse;
mod npm;
mod paint;
mod pictures;
mod sample;
