//! What a handler answers, before it becomes a response: status, headers, cookies and a body.

use std::io::Read;
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use futures_util::stream;
use serde::Serialize;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::error::WebError;
use super::headers;
use crate::blob::BlobReader;

/// What every handler gives.
pub(super) type Answer = Result<Reply, WebError>;

/// Bytes that are read from a file and sent at once.
const CHUNK: usize = 256 * 1024;
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
    /// So many bytes of a file.
    File(BlobReader, u64),
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

    /// `length` bytes of a file.
    pub(super) fn file(file: BlobReader, length: u64) -> Self {
        Self::new("application/octet-stream", Body::File(file, length))
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
            Body::File(file, length) => response.body(SizedStream::new(length, chunks(read_aside(file)))),
            Body::Chunks(receiver) => response.streaming(chunks(receiver)),
        };
        response.extensions_mut().insert(Rendered);
        response
    }
}

fn chunks(
    receiver: Receiver<std::io::Result<Vec<u8>>>,
) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    stream::unfold(receiver, |mut receiver| async {
        let chunk = receiver.recv().await?;
        Some((chunk.map(Bytes::from), receiver))
    })
}

/// Reads a file on a thread for blocking work; that waits while the connection is slow.
fn read_aside(file: BlobReader) -> Receiver<std::io::Result<Vec<u8>>> {
    let (sender, receiver) = channel(WAITING);
    drop(actix_web::web::block(move || send_file(file, &sender)));
    receiver
}

fn send_file(mut file: BlobReader, sender: &Sender<std::io::Result<Vec<u8>>>) {
    loop {
        let mut chunk = Vec::with_capacity(CHUNK);
        let limit = u64::try_from(CHUNK).unwrap_or(u64::MAX);
        let read = file.by_ref().take(limit).read_to_end(&mut chunk);
        let (last, chunk) = match read {
            Ok(0) => return,
            Ok(_) => (false, Ok(chunk)),
            Err(error) => (true, Err(error)),
        };
        if !taken(sender, chunk) || last {
            return;
        }
    }
}

/// Whether the connection took a chunk; one that takes none for too long is given up, with its thread.
fn taken(sender: &Sender<std::io::Result<Vec<u8>>>, chunk: std::io::Result<Vec<u8>>) -> bool {
    let sent = Handle::current().block_on(async { timeout(STALLED, sender.send(chunk)).await });
    matches!(sent, Ok(Ok(())))
}
