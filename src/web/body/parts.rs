//! The parts of an upload, read by a blocking handler while they are still coming.

use std::future::Future;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderMap};
use actix_web::web::{Bytes, Payload};
use futures_util::StreamExt;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::patient::patient;
use super::unreadable;
use crate::domain::message::Message;
use crate::web::error::WebError;
use crate::web::{csrf, headers};

/// Pieces that may wait between the connection and the handler.
const WAITING: usize = 32;
/// The most bytes of a part that is not a file.
const MAX_TEXT: usize = 100_000;

/// A step of an upload.
enum Event {
    Begins(Part),
    Bytes(Bytes),
    /// All has come; without it, the connection is gone in the middle.
    Ends,
}

/// What travels from the connection to the handler, or why it can't be read.
type Came = Result<Event, WebError>;

/// The head of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Part {
    /// The name of the form's field.
    pub(in crate::web) name: String,
    /// The name of the file, when the part is one, as the sender wrote it.
    pub(in crate::web) file: Option<String>,
}

/// The parts of an upload, one after the other.
pub(in crate::web) struct Parts {
    events: Receiver<Came>,
    /// A part that was read ahead.
    next: Option<Part>,
    /// Whether all has come.
    ended: bool,
}

impl Parts {
    /// The next part; what is left of the one before is skipped.
    pub(in crate::web) fn next(&mut self) -> Result<Option<Part>, WebError> {
        loop {
            if let Some(part) = self.next.take() {
                return Ok(Some(part));
            }
            if self.ended {
                return Ok(None);
            }
            match self.event()? {
                Event::Begins(part) => return Ok(Some(part)),
                Event::Ends => self.ended = true,
                Event::Bytes(_) => {}
            }
        }
    }

    /// More bytes of the part; none at its end.
    pub(in crate::web) fn bytes(&mut self) -> Result<Option<Bytes>, WebError> {
        if self.next.is_some() || self.ended {
            return Ok(None);
        }
        match self.event()? {
            Event::Bytes(bytes) => return Ok(Some(bytes)),
            Event::Begins(part) => self.next = Some(part),
            Event::Ends => self.ended = true,
        }
        Ok(None)
    }

    /// What came next; a failure, and a connection that is gone, is an error: half is never taken for all.
    fn event(&mut self) -> Result<Event, WebError> {
        let broken = || WebError::Unreadable(Message::new("web-request-unreadable"));
        self.events.blocking_recv().ok_or_else(broken)?
    }

    /// The whole part as text.
    pub(in crate::web) fn text(&mut self) -> Result<String, WebError> {
        let mut whole = Vec::new();
        while let Some(bytes) = self.bytes()? {
            if whole.len().saturating_add(bytes.len()) > MAX_TEXT {
                return Err(WebError::TooLarge { limit: MAX_TEXT });
            }
            whole.extend_from_slice(&bytes);
        }
        String::from_utf8(whole).map_err(|error| unreadable(&error))
    }

    /// The token against forgery, which is the first part, so that nothing else is read before it is checked.
    pub(super) fn token(&mut self) -> Result<Option<String>, WebError> {
        match self.next()? {
            Some(part) if part.name == csrf::FIELD => self.text().map(Some),
            other => {
                self.next = other;
                Ok(None)
            }
        }
    }
}

/// The handler's end, and the work that moves parts from the connection to it.
pub(super) fn connect(
    request: &HttpRequest,
    payload: Payload,
) -> (Parts, impl Future<Output = ()> + 'static) {
    let (sender, events) = channel(WAITING);
    let multipart = Multipart::new(request.headers(), patient(payload));
    (Parts { events, next: None, ended: false }, pump(multipart, sender))
}

/// Reads to the end, also when nobody listens any more: browsers show an answer only after they have sent all.
async fn pump(mut multipart: Multipart, sender: Sender<Came>) {
    while let Some(field) = multipart.next().await {
        let sent = match field {
            Ok(field) => pump_field(field, &sender).await,
            Err(error) => Err(error),
        };
        if let Err(error) = sent {
            // A handler that has ended needs no error.
            let _ = sender.send(Err(fault(&error))).await;
            return;
        }
    }
    // The same.
    let _ = sender.send(Ok(Event::Ends)).await;
}

async fn pump_field(mut field: Field, sender: &Sender<Came>) -> Result<(), MultipartError> {
    let part = Part {
        name: field.name().unwrap_or_default().to_owned(),
        file: disposition(field.headers()).and_then(headers::file_name),
    };
    // Nobody may listen any more, see `pump`.
    let _ = sender.send(Ok(Event::Begins(part))).await;
    while let Some(bytes) = field.next().await {
        let _ = sender.send(Ok(Event::Bytes(bytes?))).await;
    }
    Ok(())
}

fn disposition(headers: &HeaderMap) -> Option<&str> {
    std::str::from_utf8(headers.get(CONTENT_DISPOSITION)?.as_bytes()).ok()
}

fn fault(error: &MultipartError) -> WebError {
    match error {
        MultipartError::Payload(error) => super::fault(error),
        error => unreadable(error),
    }
}
