//! The web edge as a browser sees it: a really started server, real requests over loopback.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod blns;
mod changes;
mod city;
mod client;
mod coverage;
mod evidence;
mod facts;
mod findings;
mod gaps;
mod help;
mod import;
mod keeping;
mod manual;
mod naughty;
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod office;
mod photos;
mod preview;
mod rights;
mod safety;
#[path = "../likeness/shots.rs"]
mod shots;
mod styleguide;
mod talk;
mod theme;
mod together;
