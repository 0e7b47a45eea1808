//! The clock: what is another county's takes as long to refuse as what is not there.
//!
//! The addresses are asked in turns, so that whatever else the machine does falls on all of them alike. How far
//! the medians of two equal questions lie apart is the measure of what can't be told.

use std::time::{Duration, Instant};

use yingjian::ops::accounts::Kind;

use crate::city::{City, word};
use crate::client::Client;

/// Questions of each sort.
const TURNS: usize = 250;

/// Compares each kind of id.
pub(crate) fn compare(city: &City) {
    let token = city.secret(&word("c1", "clerk"), Kind::Token);
    let program = Client::new(city.served.address()).with("authorization", &format!("Bearer {token}"));
    let [own, other] = [&city.own[0], &city.own[1]];
    let nowhere = ["01900000-0000-7000-8000-000000000000", "01900000-0000-7000-8000-000000000001"];
    let evidence = |id: &str| format!("/api/v1/evidence/{id}");
    let told = check(&program, [&evidence(&other.evidence), &evidence(nowhere[0]), &evidence(nowhere[1])]);
    let county = |code: &str| format!("/api/v1/counties/{code}/facts/A01/2022");
    check(&program, [&county("c2"), &county("c9"), &county("c8")]);
    // The measure would show something: what may be read takes longer.
    let read = medians(&program, &[&evidence(&own.evidence), &evidence(nowhere[0])]);
    assert!(read[0].abs_diff(read[1]) > told, "the measure sees nothing: {read:?}, {told:?}");
}

/// What is another's, against what is not there, against something else that is not there.
fn check(program: &Client, addresses: [&str; 3]) -> Duration {
    let [foreign, nothing, neither] = medians(program, &addresses)[..] else { panic!("three were asked") };
    let noise = nothing.abs_diff(neither);
    let most = (noise * 3).max(nothing / 12).max(Duration::from_micros(30));
    let apart = foreign.abs_diff(nothing);
    println!("{}: {foreign:?}; not there: {nothing:?}, {neither:?}", addresses[0]);
    assert!(apart <= most, "{}: {foreign:?} against {nothing:?}, which {most:?} would hide", addresses[0]);
    most
}

fn medians(program: &Client, addresses: &[&str]) -> Vec<Duration> {
    let mut took = vec![Vec::new(); addresses.len()];
    for turn in 0..TURNS {
        for step in 0..addresses.len() {
            // Each stands before each other one equally often.
            let at = (step + turn) % addresses.len();
            let begun = Instant::now();
            program.get(addresses[at]);
            took[at].push(begun.elapsed());
        }
    }
    took.into_iter().map(median).collect()
}

fn median(mut took: Vec<Duration>) -> Duration {
    took.sort();
    took[took.len() / 2]
}
