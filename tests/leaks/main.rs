//! Nobody sees what is another's: every route, asked by everybody, with the ids of every county.
//!
//! Each county has a word of its own in all that people can write. The cells come from the server's own table of
//! routes: a route whose address or body this test can't make up fails it. What may not be read is compared with
//! what is not there, byte by byte and by the clock.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod bodies;
mod cells;
mod city;
#[path = "../api/client.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod client;
#[path = "../api/multipart.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod multipart;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
#[path = "../programs/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod programs;
mod reading;
mod timing;
mod visitors;

use std::collections::BTreeSet;
use std::sync::Mutex;

use cells::{Cell, Findings};
use city::City;
use visitors::Visitor;

/// The counties, and what all words of each begin with.
pub(crate) const COUNTIES: [(&str, &str); 4] =
    [("c1", "qzwordone"), ("c2", "qzwordtwo"), ("c3", "qzwordsix"), ("c4", "qzwordten")];

/// The fewest cells that count as having looked.
const FEWEST: usize = 5_000;

#[test]
fn nobody_sees_what_is_another_countys() {
    let city = City::new();
    let visitors = visitors::all(&city);
    let cells = cells::all(&city, &visitors);
    let findings = ask_all(&city, &visitors, &cells);
    println!(
        "{} cells of {} routes asked by {} visitors",
        cells.len(),
        cells::routes().len(),
        visitors.len()
    );
    let some: Vec<_> = findings.faults.iter().take(20).map(String::as_str).collect();
    assert!(some.is_empty(), "{} faults, such as\n{}", findings.faults.len(), some.join("\n"));
    assert!(cells.len() >= FEWEST, "only {} cells", cells.len());
    // The look can find something: every word was seen by those whose it is, and in every form of export.
    let unseen: Vec<_> = city.words().difference(&findings.own).cloned().collect();
    assert!(unseen.is_empty(), "never seen by their owners: {unseen:?}");
    let blind: Vec<_> = cells::EXPORTS.iter().filter(|name| !findings.exports.contains(**name)).collect();
    assert!(blind.is_empty(), "exports in which nothing could be found: {blind:?}");
    assert_eq!(city.holdings(), city.planted, "a refused change has changed something");
}

/// Asks by two threads, so that the server has something to mix up.
fn ask_all(city: &City, visitors: &[Visitor], cells: &[Cell]) -> Findings {
    let findings = Mutex::new(Findings::default());
    let seen = Mutex::new(BTreeSet::new());
    let (even, odd): (Vec<&Cell>, Vec<&Cell>) = cells.iter().partition(|cell| cell.visitor % 2 == 0);
    std::thread::scope(|scope| {
        for half in [even, odd] {
            let (findings, seen) = (&findings, &seen);
            scope.spawn(move || {
                for cell in half {
                    cell.ask(city, &visitors[cell.visitor], (findings, seen));
                }
            });
        }
    });
    findings.into_inner().unwrap()
}

#[test]
fn the_clock_does_not_tell_what_is_another_countys_from_what_is_not_there() {
    let city = City::new();
    timing::compare(&city);
}
