//! Where synchronous callers wait for the asynchronous client: a few threads of its own move the bytes, and
//! the caller's thread, which is one for blocking work, waits.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

use super::Fault;

/// How long an answer may take, with all its retries, that is not about the bytes of a file.
pub(super) const SOON: Duration = Duration::from_secs(4);
/// The slowest store that is still waited for, in bytes per second.
const SLOWEST: u64 = 500_000;
/// Threads that move bytes between the store and us.
const THREADS: usize = 2;

/// The threads of the client; they end with it.
pub(super) struct Background(Option<Runtime>);

impl Background {
    pub(super) fn start() -> io::Result<Self> {
        let mut threads = Builder::new_multi_thread();
        Ok(Self(Some(threads.worker_threads(THREADS).thread_name("s3").enable_all().build()?)))
    }

    /// Waits on this thread.
    pub(super) fn run<T, E: From<io::Error>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        match &self.0 {
            Some(runtime) => runtime.block_on(work),
            None => Err(io::Error::other("the client has ended").into()),
        }
    }
}

impl Drop for Background {
    /// The last to go may be a thread of the server, which must not wait.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// The answer, or that it did not come in time.
pub(super) async fn within<T>(
    limit: Duration,
    answer: impl Future<Output = object_store::Result<T>>,
) -> Result<T, Fault> {
    match timeout(limit, answer).await {
        Ok(answer) => Ok(answer?),
        Err(_elapsed) => Err(Fault::Late(limit)),
    }
}

/// How long so many bytes may take.
pub(super) fn time_for(bytes: u64) -> Duration {
    SOON + Duration::from_secs(bytes / SLOWEST)
}
