//! What `/metrics` tells, in Prometheus' text form: requests by route and status and how long they took, jobs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What stands for the route of an address that has none, so that guesses do not fill the memory.
pub(super) const NO_ROUTE: &str = "none";
/// Upper ends of the classes of the histogram, in milliseconds and in seconds as text.
const CLASSES: [(u128, &str); 8] = [
    (5, "0.005"),
    (10, "0.01"),
    (25, "0.025"),
    (100, "0.1"),
    (250, "0.25"),
    (1_000, "1"),
    (5_000, "5"),
    (30_000, "30"),
];

/// What is counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    pub(super) method: String,
    /// The route's pattern, not the address.
    pub(super) route: String,
    pub(super) status: u16,
}

#[derive(Debug, Clone, Default)]
struct Times {
    /// How many took at most as long as each class.
    within: [u64; CLASSES.len()],
    count: u64,
    total: Duration,
}

/// Counts since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<BTreeMap<Seen, Times>>);

impl Metrics {
    /// Counts a request.
    pub(super) fn count(&self, seen: Seen, took: Duration) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let times = all.entry(seen).or_default();
        times.count = times.count.saturating_add(1);
        times.total = times.total.saturating_add(took);
        for (count, (limit, _)) in times.within.iter_mut().zip(CLASSES) {
            if took.as_millis() <= limit {
                *count = count.saturating_add(1);
            }
        }
    }

    /// All counts as text.
    pub(super) fn text(&self) -> String {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text = String::from(
            "# HELP yingjian_request_seconds Time from a request's head to the answer's head.\n\
             # TYPE yingjian_request_seconds histogram\n",
        );
        for (seen, times) in &all {
            // Writing into a text can't fail.
            let _ = write_times(&mut text, seen, times);
        }
        text
    }
}

/// The queue of jobs as text; what is not named is none.
pub(super) fn jobs_text(counts: &[(String, String, i64)]) -> String {
    let head = "# HELP yingjian_jobs Jobs that wait, are worked on, or were given up, of all copies.\n\
                # TYPE yingjian_jobs gauge\n";
    let line = |(kind, state, count): &(String, String, i64)| {
        format!("yingjian_jobs{{kind=\"{kind}\",state=\"{state}\"}} {count}\n")
    };
    std::iter::once(head.to_owned()).chain(counts.iter().map(line)).collect()
}

fn write_times(text: &mut String, seen: &Seen, times: &Times) -> std::fmt::Result {
    let labels = format!("method=\"{}\",route=\"{}\",status=\"{}\"", seen.method, seen.route, seen.status);
    for (count, (_, limit)) in times.within.iter().zip(CLASSES) {
        writeln!(text, "yingjian_request_seconds_bucket{{{labels},le=\"{limit}\"}} {count}")?;
    }
    writeln!(text, "yingjian_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", times.count)?;
    writeln!(text, "yingjian_request_seconds_sum{{{labels}}} {}", times.total.as_secs_f64())?;
    writeln!(text, "yingjian_request_seconds_count{{{labels}}} {}", times.count)
}
