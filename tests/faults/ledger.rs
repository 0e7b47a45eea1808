//! What servers acknowledged, and what else they answered.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// An upload that was answered with 201.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) id: String,
    pub(crate) sha256: String,
    pub(crate) size: usize,
    pub(crate) county: String,
    pub(crate) at: Instant,
}

/// Facts whose version was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) version: i64,
    pub(crate) count: i64,
}

/// An answer that refused.
#[derive(Debug, Clone)]
pub(crate) struct Refused {
    pub(crate) status: u16,
    pub(crate) retry_after: bool,
    pub(crate) told: String,
}

/// All of it, written by many threads.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    uploads: Mutex<Vec<Kept>>,
    facts: Mutex<HashMap<String, Stated>>,
    refused: Mutex<Vec<Refused>>,
    exports: Mutex<BTreeMap<&'static str, usize>>,
    broken: AtomicUsize,
}

impl Ledger {
    pub(crate) fn keep(&self, kept: Kept) {
        self.uploads.lock().unwrap().push(kept);
    }

    pub(crate) fn count(&self) -> usize {
        self.uploads.lock().unwrap().len()
    }

    /// Adds what another ledger holds.
    pub(crate) fn take(&self, other: &Self) {
        self.uploads.lock().unwrap().extend(other.uploads_from(0));
        self.refused.lock().unwrap().extend(other.refusals());
        for (what, count) in other.exports.lock().unwrap().iter() {
            *self.exports.lock().unwrap().entry(what).or_default() += count;
        }
    }

    /// Uploads that were acknowledged after so many others.
    pub(crate) fn uploads_from(&self, first: usize) -> Vec<Kept> {
        self.uploads.lock().unwrap()[first..].to_vec()
    }

    /// The first acknowledgement after a moment.
    pub(crate) fn first_after(&self, moment: Instant) -> Option<Instant> {
        self.uploads.lock().unwrap().iter().map(|kept| kept.at).filter(|at| *at > moment).min()
    }

    pub(crate) fn state(&self, place: &str, stated: Stated) {
        self.facts.lock().unwrap().insert(place.to_owned(), stated);
    }

    pub(crate) fn facts(&self) -> HashMap<String, Stated> {
        self.facts.lock().unwrap().clone()
    }

    pub(crate) fn refuse(&self, refused: Refused) {
        self.refused.lock().unwrap().push(refused);
    }

    pub(crate) fn refusals(&self) -> Vec<Refused> {
        self.refused.lock().unwrap().clone()
    }

    /// A request that got no answer, or half of one.
    pub(crate) fn cut_off(&self) {
        self.broken.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn broken(&self) -> usize {
        self.broken.load(Ordering::SeqCst)
    }

    /// An export that came whole.
    pub(crate) fn exported(&self, what: &'static str) {
        *self.exports.lock().unwrap().entry(what).or_default() += 1;
    }

    pub(crate) fn exports(&self) -> usize {
        self.exports.lock().unwrap().values().sum()
    }
}
