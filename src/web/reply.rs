//! What a handler answers, before it becomes a response: status, headers, cookies and a body.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::{MessageBody, SizedStream};
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use futures_util::stream::{self, Stream, StreamExt};
use serde::Serialize;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::error::WebError;
use super::headers;
use crate::blob::BlobReader;

/// What every handler gives.
pub(super) type Answer = Result<Reply, WebError>;

/// The type of what is only bytes.
const BYTES: &str = "application/octet-stream";
/// Bytes that are read from a file and sent at once.
const CHUNK: usize = 256 * 1024;
/// Rests of small files that may be in memory whole at a time, of up to 1 MB each. Given at once, its receiver is woken a
/// few times rather than for each piece, which costs a third of the whole download.
static WHOLE: Semaphore = Semaphore::const_new(32);
/// Bytes that are handed to a connection at once when that many are being sent.
const PIECE: u64 = 64 * 1024;
/// Chunks that may wait between the disk and the connection.
const WAITING: usize = 4;

/// How long a reader may take for a chunk; slower than 2 kB/s is not waited for.
const STALLED: Duration = Duration::from_secs(120);

/// An answer.
pub(super) struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    cookies: Vec<Cookie<'static>>,
    body: Body,
}

enum Body {
    Whole(Vec<u8>),
    /// The beginning of a file, and so many bytes that another thread reads.
    File(Vec<u8>, BlobReader, u64),
    /// The beginning of a file, and so many bytes that are read where they are sent.
    Begun(Vec<u8>, BlobReader, u64),
    /// Chunks that another thread makes.
    Chunks(Receiver<std::io::Result<Vec<u8>>>),
}

/// Marks an answer that was made here, so that it is not taken for a bare one of the framework.
pub(super) struct Rendered;

impl Reply {
    fn new(media_type: &'static str, body: Body) -> Self {
        let headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static(media_type))];
        Self { status: StatusCode::OK, headers, cookies: Vec::new(), body }
    }

    /// A page.
    pub(super) fn html(page: String) -> Self {
        Self::new("text/html; charset=utf-8", Body::Whole(page.into_bytes()))
    }

    /// Plain text.
    pub(super) fn text(text: &str) -> Self {
        Self::new("text/plain; charset=utf-8", Body::Whole(text.as_bytes().to_vec()))
    }

    /// JSON.
    pub(super) fn json(value: &impl Serialize) -> Self {
        Self::json_as("application/json", value)
    }

    /// JSON of a type of its own.
    pub(super) fn json_as(media_type: &'static str, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => Self::new(media_type, Body::Whole(json)),
            Err(error) => {
                tracing::error!(%error, "an answer can't be written as JSON");
                Self::text("").with_status(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// Bytes of a type that is known at build time.
    pub(super) fn bytes(media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self::new(media_type, Body::Whole(bytes))
    }

    /// A file that has begun, and the `rest` of its bytes, which another thread reads.
    pub(super) fn file(begun: Vec<u8>, file: BlobReader, rest: u64) -> Self {
        Self::new(BYTES, Body::File(begun, file, rest))
    }

    /// A file that has begun, and the `rest` of its bytes, which are read where they are sent: small and at hand.
    pub(super) fn begun(begun: Vec<u8>, file: BlobReader, rest: u64) -> Self {
        Self::new(BYTES, Body::Begun(begun, file, rest))
    }

    /// What a thread of its own sends; an error breaks the connection off, so that half is not taken for all.
    pub(super) fn chunks(media_type: &'static str, chunks: Receiver<std::io::Result<Vec<u8>>>) -> Self {
        Self::new(media_type, Body::Chunks(chunks))
    }

    /// Go and look there, after something was done.
    pub(super) fn see_other(address: &str) -> Self {
        let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
        Self::text("").with_status(StatusCode::SEE_OTHER).with_header(header::LOCATION, location)
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }

    pub(super) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sets a header over the one that is there.
    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
        self
    }

    /// Sets a header to a text that may not fit into one; it is left out then.
    pub(super) fn with_text_header(self, name: HeaderName, text: &str) -> Self {
        match HeaderValue::from_str(text) {
            Ok(value) => self.with_header(name, value),
            Err(_) => self,
        }
    }

    /// Makes it a download under this name.
    pub(super) fn named(self, name: &str) -> Self {
        self.with_text_header(header::CONTENT_DISPOSITION, &headers::content_disposition("attachment", name))
    }

    /// Lets the page start our own worker.
    pub(super) fn with_worker(self) -> Self {
        let policy = HeaderValue::from_static(headers::WITH_WORKER);
        self.with_header(header::CONTENT_SECURITY_POLICY, policy)
    }

    pub(super) fn with_cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// The response; call it on the server's own thread.
    pub(super) fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        for header in self.headers {
            response.insert_header(header);
        }
        for cookie in self.cookies {
            response.cookie(cookie);
        }
        let mut response = match self.body {
            Body::Whole(bytes) => response.body(bytes),
            Body::File(begun, file, rest) => {
                response.body(after(begun, rest, chunks(read_aside(file, rest))))
            }
            Body::Begun(begun, file, rest) => response.body(after(begun, rest, pieces(file, rest))),
            Body::Chunks(receiver) => response.streaming(chunks(receiver)),
        };
        response.extensions_mut().insert(Rendered);
        response
    }
}

type Piece = std::io::Result<Bytes>;

/// The beginning of a file and the stream of its other `rest` bytes.
fn after(begun: Vec<u8>, rest: u64, stream: impl Stream<Item = Piece> + 'static) -> impl MessageBody {
    let length = rest.saturating_add(u64::try_from(begun.len()).unwrap_or(u64::MAX));
    let begun = stream::iter([Ok(Bytes::from(begun))]);
    SizedStream::new(length, Box::pin(begun.chain(stream)))
}

/// Reads the rest of a file at once, or a piece of it whenever the connection has taken the one before.
fn pieces(file: BlobReader, rest: u64) -> impl Stream<Item = Piece> {
    // It is given back when the connection asks for more, so when it has taken what was read.
    let whole = WHOLE.try_acquire().ok();
    stream::unfold((file, rest, whole), |(mut file, rest, whole)| async move {
        let size = if whole.is_some() { rest } else { rest.min(PIECE) };
        if size == 0 {
            return None;
        }
        let read = file.piece(usize::try_from(size).unwrap_or_default()).map(Bytes::from);
        Some((read, (file, rest.saturating_sub(size), whole)))
    })
}

fn chunks(receiver: Receiver<std::io::Result<Vec<u8>>>) -> impl Stream<Item = Piece> {
    stream::unfold(receiver, |mut receiver| async {
        let chunk = receiver.recv().await?;
        Some((chunk.map(Bytes::from), receiver))
    })
}

/// Reads a file on a thread for blocking work, while what was read before is sent; it waits while the connection is slow.
fn read_aside(file: BlobReader, length: u64) -> Receiver<std::io::Result<Vec<u8>>> {
    let (sender, receiver) = channel(WAITING);
    drop(actix_web::web::block(move || send_file(file, length, &sender)));
    receiver
}

fn send_file(mut file: BlobReader, length: u64, sender: &Sender<std::io::Result<Vec<u8>>>) {
    let mut left = length;
    while left > 0 {
        let size = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let read = file.piece(size);
        let failed = read.is_err();
        if !taken(sender, read) || failed {
            return;
        }
        left = left.saturating_sub(u64::try_from(size).unwrap_or(u64::MAX));
    }
}

/// Whether the connection took a chunk; one that takes none for too long is given up, with its thread.
fn taken(sender: &Sender<std::io::Result<Vec<u8>>>, chunk: std::io::Result<Vec<u8>>) -> bool {
    match sender.try_send(chunk) {
        Ok(()) => true,
        Err(TrySendError::Closed(_)) => false,
        Err(TrySendError::Full(chunk)) => {
            let sent = Handle::current().block_on(async { timeout(STALLED, sender.send(chunk)).await });
            matches!(sent, Ok(Ok(())))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    /// The lengths of the pieces in which the rest of a file comes, and its bytes.
    fn taken_from(stream: impl Stream<Item = Piece>) -> (Vec<usize>, Vec<u8>) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let pieces: Vec<Bytes> = runtime.block_on(stream.map(Result::unwrap).collect());
        (pieces.iter().map(Bytes::len).collect(), pieces.concat())
    }

    #[test]
    fn small_files_are_in_memory_whole_only_so_many_at_a_time() {
        let bytes: Vec<u8> = (0..150_000_u32).flat_map(u32::to_le_bytes).take(150_000).collect();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        let begun = || pieces(BlobReader::File(file.reopen().unwrap().take(150_000)), 150_000);
        let whole: Vec<_> = std::iter::repeat_with(begun).take(WHOLE.available_permits()).collect();
        assert_eq!(whole.len(), 32);
        assert_eq!(taken_from(begun()), (vec![65_536, 65_536, 18_928], bytes.clone()));
        for stream in whole {
            assert_eq!(taken_from(stream), (vec![150_000], bytes.clone()));
        }
        assert_eq!(taken_from(begun()), (vec![150_000], bytes));
        assert_eq!(WHOLE.available_permits(), 32);
    }
}
