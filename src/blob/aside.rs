//! Work beside the caller's, on threads that are kept for the next: to begin one takes as long as to hash 128 kB.

use std::io;
use std::sync::LazyLock;

use tokio::runtime::{Builder, Runtime};

/// More than the requests that a server answers at once need, so that nothing waits for a sender that is slow.
const MOST: usize = 2_048;

static THREADS: LazyLock<io::Result<Runtime>> =
    LazyLock::new(|| Builder::new_current_thread().thread_name("aside").max_blocking_threads(MOST).build());

/// Begins work on another thread.
///
/// # Errors
/// When there are no such threads.
pub(super) fn aside(work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let threads = THREADS.as_ref().map_err(|error| io::Error::new(error.kind(), error.to_string()))?;
    threads.spawn_blocking(work);
    Ok(())
}
