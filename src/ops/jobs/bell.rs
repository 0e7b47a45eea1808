//! Wakes the workers of this copy when one of its own requests has left them a job. Other copies find it when
//! they next look.
//!
//! It also lets people go first: as long as files come in one upon the other, whoever brings them needs disk and
//! processors, and what is to be made of the files can be made a little later.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// After so long without another file nobody is in the middle of bringing some.
const QUIET: Duration = Duration::from_millis(250);

/// A bell that remembers how often it was rung, so that no ring is missed between a look and a wait.
#[derive(Debug, Clone, Default)]
pub struct Bell(Arc<(Mutex<Rung>, Condvar)>);

#[derive(Debug, Default)]
struct Rung {
    count: u64,
    /// When a file last came.
    filed: Option<Instant>,
}

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        let mut rung = self.rung();
        rung.count = rung.count.wrapping_add(1);
        self.0.1.notify_all();
    }

    /// Rings for files that came: there may be more of them.
    pub fn ring_for_files(&self) {
        self.rung().filed = Some(Instant::now());
        self.ring();
    }

    /// How often it was rung.
    pub(super) fn count(&self) -> u64 {
        self.rung().count
    }

    /// Whether no file has come for a moment.
    pub(super) fn is_quiet(&self) -> bool {
        self.rung().filed.is_none_or(|at| at.elapsed() >= QUIET)
    }

    /// Waits for a ring after those that were heard, but not longer than so; gives how many there are now. Where files
    /// are coming it does not listen, since it would only hear them.
    pub(super) fn wait(&self, heard: u64, pause: Duration) -> u64 {
        if !self.is_quiet() {
            std::thread::sleep((QUIET / 2).min(pause));
            return heard;
        }
        let waited = self.0.1.wait_timeout_while(self.rung(), pause, |rung| rung.count == heard);
        waited.unwrap_or_else(PoisonError::into_inner).0.count
    }

    fn rung(&self) -> MutexGuard<'_, Rung> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_make_it_loud_for_a_moment_and_nothing_else_does() {
        let bell = Bell::default();
        bell.ring();
        assert!(bell.is_quiet());
        bell.ring_for_files();
        assert!(!bell.is_quiet());
        while !bell.is_quiet() {
            assert_eq!(bell.wait(0, QUIET), 0);
        }
        assert_eq!(bell.wait(0, QUIET), 2, "rings of the loud time are heard afterwards");
    }
}
