//! As fast as the machine: each figure beside the yardstick that it is held against, timed in turn in one run,
//! so that the machine and its other work go out of the ratio.
//!
//! `benches/all.sh` installs the yardsticks and runs all; `cargo bench --bench ratios -- SUBJECT...` runs some.
//! The subjects are the list below; those that take long only run when they are named. docs/PERFORMANCE.md has the figures.

#![expect(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a bench that panics says where"
)]

mod archives;
mod counties;
mod downloads;
mod evidence_lists;
mod http;
mod least;
mod load;
mod memory;
mod office;
mod papers;
mod programs;
mod scores;
mod table;
mod uploads;

use std::process::ExitCode;
use std::time::Instant;

use table::Row;

/// A subject: its name, what it measures, and whether it only runs when it is named.
type Subject = (&'static str, fn() -> Vec<Row>, bool);

const SUBJECTS: &[Subject] = &[
    ("uploads", uploads::rows, false),
    ("downloads", downloads::rows, false),
    ("archives", archives::rows, false),
    ("scores", scores::rows, false),
    ("counties", counties::rows, false),
    ("lists", evidence_lists::rows, false),
    ("papers", papers::rows, false),
    ("memory", memory::small, false),
    ("load", load::small, false),
    // Twenty gigabytes of files, and ten minutes.
    ("memory-20", memory::whole, true),
    ("load-10", load::whole, true),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` only asks whether it builds.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let named = |name: &str| arguments.iter().any(|argument| argument == name);
    let any = SUBJECTS.iter().any(|(name, ..)| named(name));
    let mut rows = Vec::new();
    table::head();
    for (name, measure, long) in SUBJECTS {
        if named(name) || (!any && !long) {
            let begun = Instant::now();
            let measured = measure();
            measured.iter().for_each(Row::print);
            eprintln!("{name}: {:.0} s", begun.elapsed().as_secs_f64());
            rows.extend(measured);
        }
    }
    let missed: Vec<&str> = rows.iter().filter(|row| !row.holds()).map(|row| row.name.as_str()).collect();
    println!("\n{} of {} hold", rows.len() - missed.len(), rows.len());
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
