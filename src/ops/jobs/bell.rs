//! Wakes the workers of this copy when one of its own requests has left them a job. Other copies find it when
//! they next look.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A bell that remembers how often it was rung, so that no ring is missed between a look and a wait.
#[derive(Debug, Clone, Default)]
pub struct Bell(Arc<(Mutex<u64>, Condvar)>);

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        let (count, changed) = &*self.0;
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        *count = count.wrapping_add(1);
        changed.notify_all();
    }

    /// How often it was rung.
    pub(super) fn count(&self) -> u64 {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a ring after those that were heard, but not longer than so; gives how many there are now.
    pub(super) fn wait(&self, heard: u64, pause: Duration) -> u64 {
        let (count, changed) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = changed.wait_timeout_while(count, pause, |count| *count == heard);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
