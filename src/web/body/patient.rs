//! A body as it comes, from senders that send: whoever lets the server wait for too long is cut off, so that
//! many of them hold nobody up.

use std::time::Duration;

use actix_web::error::PayloadError;
use actix_web::rt::time::{Instant, timeout};
use actix_web::web::{Bytes, Payload};
use futures_util::{Stream, StreamExt, stream};

/// How long nothing may come.
const SILENCE: Duration = Duration::from_secs(30);
/// The fewest bytes in a second, once the wait for the sender is longer than [`SILENCE`].
const FEWEST: u64 = 1_000;

/// What has come so far.
struct Progress {
    payload: Payload,
    bytes: u64,
    /// Time spent waiting for the sender alone; what the disk takes is not the sender's fault.
    waited: Duration,
}

/// The body, until it ends or the sender is too slow.
pub(super) fn patient(payload: Payload) -> impl Stream<Item = Result<Bytes, PayloadError>> + 'static {
    let progress = Progress { payload, bytes: 0, waited: Duration::ZERO };
    let pieces = stream::unfold(Some(progress), |progress| async {
        let mut progress = progress?;
        let begun = Instant::now();
        let came = timeout(SILENCE, progress.payload.next()).await;
        progress.waited = progress.waited.saturating_add(begun.elapsed());
        match came {
            Ok(Some(Ok(bytes))) if !progress.is_too_slow(&bytes) => Some((Ok(bytes), Some(progress))),
            Ok(Some(Err(error))) => Some((Err(error), None)),
            Ok(None) => None,
            Ok(Some(Ok(_))) | Err(_) => Some((Err(slow()), None)),
        }
    });
    // Readers of parts ask once more after the end.
    pieces.fuse()
}

impl Progress {
    fn is_too_slow(&mut self, came: &Bytes) -> bool {
        self.bytes = self.bytes.saturating_add(u64::try_from(came.len()).unwrap_or(u64::MAX));
        let over = self.waited.saturating_sub(SILENCE);
        self.bytes < over.as_secs().saturating_mul(FEWEST)
    }
}

fn slow() -> PayloadError {
    PayloadError::Io(std::io::ErrorKind::TimedOut.into())
}

/// Whether a body was given up because its sender is slow.
pub(super) fn is_slow(error: &PayloadError) -> bool {
    matches!(error, PayloadError::Io(error) if error.kind() == std::io::ErrorKind::TimedOut)
}
