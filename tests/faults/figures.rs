//! What a run of faults comes to, in one line each that a person can read.

use std::time::Duration;

use crate::ledger::Ledger;
use crate::witness::Found;

/// The times until a server was ready again.
#[derive(Debug, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that so many of a hundred were not above.
    pub(crate) fn percentile(&self, hundredths: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort();
        let place = (sorted.len() * hundredths).div_ceil(100).max(1) - 1;
        sorted[place]
    }
}

/// Prints what came of a fault, and ends the test when anything was lost.
pub(crate) fn settle(fault: &str, ledger: &Ledger, (found, ready): (&Found, &Times)) {
    println!(
        "{fault}: {} uploads acknowledged, {} exports whole, {} refused; lost {}, rows without file {}, \
         corrupt {}, database faults {}; ready again p50 {:?}, p99 {:?}, most {:?}",
        ledger.count(),
        ledger.exports(),
        ledger.refusals().len(),
        found.lost.len(),
        found.without_file.len(),
        found.corrupt.len(),
        found.broken.len(),
        ready.percentile(50),
        ready.percentile(99),
        ready.percentile(100),
    );
    assert!(found.is_clean(), "{fault}: {found:#?}");
}
