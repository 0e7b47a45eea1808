//! Checking a password takes a core for some 20 ms and 19 MB on purpose. However many come at once, only so
//! many are checked and only so many wait; the others are asked to come again, and the threads stay free for
//! those who are in already.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::ops::OpsError;

/// How many wait at the most; at two cores the last of them waits for less than a second.
const QUEUE: usize = 64;

/// Lets so many in at once.
pub(super) struct Turnstile {
    at_once: usize,
    queue: usize,
    crowd: Mutex<Crowd>,
    left: Condvar,
}

#[derive(Default)]
struct Crowd {
    inside: usize,
    waiting: usize,
}

impl Default for Turnstile {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self::new(cores.max(2), QUEUE)
    }
}

impl Turnstile {
    fn new(at_once: usize, queue: usize) -> Self {
        Self { at_once, queue, crowd: Mutex::default(), left: Condvar::new() }
    }

    /// Does the work when it is its turn.
    ///
    /// # Errors
    /// When too many wait already.
    pub(super) fn pass<T>(&self, work: impl FnOnce() -> T) -> Result<T, OpsError> {
        let mut crowd = self.crowd.lock().unwrap_or_else(PoisonError::into_inner);
        if crowd.inside >= self.at_once {
            if crowd.waiting >= self.queue {
                return Err(OpsError::Busy);
            }
            crowd.waiting += 1;
            let free = |crowd: &mut Crowd| crowd.inside >= self.at_once;
            crowd = self.left.wait_while(crowd, free).unwrap_or_else(PoisonError::into_inner);
            crowd.waiting -= 1;
        }
        crowd.inside += 1;
        drop(crowd);
        let _leaving = Leaving(self);
        Ok(work())
    }
}

/// Makes room again, whatever the work came to.
struct Leaving<'a>(&'a Turnstile);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.crowd.lock().unwrap_or_else(PoisonError::into_inner).inside -= 1;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Barrier};
    use std::thread;

    use super::*;

    #[test]
    fn so_many_are_inside_so_many_wait_and_the_rest_is_turned_away() {
        let (turnstile, inside, most) = (Turnstile::new(2, 3), AtomicUsize::new(0), AtomicUsize::new(0));
        let (turnstile, inside, most) = (&turnstile, &inside, &most);
        let hold = Arc::new(Barrier::new(3));
        let passed = thread::scope(|scope| {
            let enter = |hold: Option<Arc<Barrier>>| {
                scope.spawn(move || {
                    turnstile.pass(|| {
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        hold.map(|hold| hold.wait());
                        inside.fetch_sub(1, Ordering::SeqCst);
                    })
                })
            };
            let first: Vec<_> = (0..2).map(|_| enter(Some(Arc::clone(&hold)))).collect();
            let until = |count: usize| {
                while turnstile.crowd.lock().map_or(0, |crowd| crowd.inside + crowd.waiting) < count {
                    thread::yield_now()
                }
            };
            until(2);
            let waiting: Vec<_> = (0..3).map(|_| enter(None)).collect();
            until(5);
            assert!(matches!(turnstile.pass(|| ()), Err(OpsError::Busy)));
            hold.wait();
            first
                .into_iter()
                .chain(waiting)
                .filter(|_| true)
                .map(thread::ScopedJoinHandle::join)
                .filter(|done| matches!(done, Ok(Ok(()))))
                .count()
        });
        assert_eq!((passed, most.load(Ordering::SeqCst)), (5, 2));
        assert!(turnstile.pass(|| ()).is_ok());
    }
}
