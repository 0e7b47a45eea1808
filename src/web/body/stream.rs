//! Bare bytes of an upload in pieces, read by a blocking handler while they are still coming.

use std::future::Future;

use actix_web::web::{Bytes, Payload};
use futures_util::StreamExt;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::patient::patient;
use super::{Body, Input};
use crate::web::error::WebError;

/// The media type of such a body, from the tus protocol.
pub(super) const MEDIA_TYPE: &str = "application/offset+octet-stream";
/// Pieces that may wait between the connection and the handler.
const WAITING: usize = 32;

/// What travels from the connection to the handler; nothing is the end.
type Came = Result<Bytes, WebError>;

/// The bytes, one piece after the other.
pub(in crate::web) struct ByteStream(Receiver<Came>);

impl ByteStream {
    /// More bytes; none at the end. When the sender breaks off, what came before it is good all the same.
    pub(in crate::web) fn next(&mut self) -> Result<Option<Bytes>, WebError> {
        self.0.blocking_recv().transpose()
    }
}

impl Input for ByteStream {
    fn read(body: Body) -> Result<Self, WebError> {
        match body {
            Body::Stream(bytes) => Ok(bytes),
            Body::Whole(..) | Body::Parts(_) => Err(WebError::UnsupportedMedia),
        }
    }
}

/// The handler's end, and the work that moves bytes from the connection to it.
pub(super) fn connect(payload: Payload) -> (ByteStream, impl Future<Output = ()> + 'static) {
    let (sender, bytes) = channel(WAITING);
    (ByteStream(bytes), pump(payload, sender))
}

/// Reads to the end, also when nobody listens any more: browsers show an answer only after they have sent all.
async fn pump(payload: Payload, sender: Sender<Came>) {
    let mut pieces = Box::pin(patient(payload));
    while let Some(piece) = pieces.next().await {
        let broken = piece.is_err();
        // A handler that has ended needs no more.
        let _ = sender.send(piece.map_err(|error| super::fault(&error))).await;
        if broken {
            return;
        }
    }
}
