//! The body of a request, as handlers take it: a form, JSON, the parts of an upload, or bare bytes of one.
//!
//! Small bodies are read whole before the blocking task starts. An upload is read while that task runs: its
//! parts come through a bounded channel, so a handler reads them like a file and memory stays flat.

mod fields;
mod json;
mod parts;
mod patient;
mod stream;

use std::future::Future;
use std::pin::Pin;

use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut, Payload};
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

pub(super) use fields::Fields;
pub(super) use json::Json;
pub(super) use parts::Parts;
pub(super) use stream::ByteStream;

use super::csrf;
use super::error::WebError;
use crate::domain::message::Message;

/// A body before anybody has asked for it.
pub(super) enum Body {
    /// Read whole, with the type that it claims to be of.
    Whole(Bytes, String),
    /// Still coming.
    Parts(Parts),
    /// Still coming, as bare bytes.
    Stream(ByteStream),
}

/// What moves an upload from the connection into the channel.
type Pump = Pin<Box<dyn Future<Output = ()>>>;

/// What a handler may take as its body.
pub(super) trait Input: Sized + 'static {
    /// Reads the body into this type.
    fn read(body: Body) -> Result<Self, WebError>;
}

/// A form of known fields.
pub(super) struct Form<T>(pub(super) T);

/// Nothing but the token against forgery.
pub(super) struct Pressed;

impl Body {
    /// Takes a request's body: whole up to `limit` bytes, or as parts with the pump that has to run for them.
    pub(super) async fn receive(
        request: &HttpRequest,
        payload: Payload,
        limit: usize,
    ) -> (Result<Self, WebError>, Option<Pump>) {
        if is_upload(request) {
            let (parts, pump) = parts::connect(request, payload);
            return (Ok(Self::Parts(parts)), Some(Box::pin(pump)));
        }
        if request.content_type() == stream::MEDIA_TYPE {
            let (bytes, pump) = stream::connect(payload);
            return (Ok(Self::Stream(bytes)), Some(Box::pin(pump)));
        }
        let whole = whole(payload, limit).await;
        (whole.map(|bytes| Self::Whole(bytes, request.content_type().to_owned())), None)
    }

    /// The token against forgery, where a form carries it.
    pub(super) fn form_token(&mut self) -> Result<Option<String>, WebError> {
        match self {
            Self::Whole(bytes, _) => Ok(Fields::parse(bytes)?.get(csrf::FIELD).map(str::to_owned)),
            Self::Parts(parts) => parts.token(),
            Self::Stream(_) => Ok(None),
        }
    }

    /// The fields of a form that is read whole.
    pub(super) fn fields(&self) -> Result<Fields, WebError> {
        match self {
            Self::Whole(bytes, _) => Fields::parse(bytes),
            Self::Parts(_) | Self::Stream(_) => Err(WebError::UnsupportedMedia),
        }
    }

    fn whole(self) -> Result<Bytes, WebError> {
        match self {
            Self::Whole(bytes, _) => Ok(bytes),
            Self::Parts(_) | Self::Stream(_) => Err(WebError::UnsupportedMedia),
        }
    }
}

impl Input for Pressed {
    fn read(_body: Body) -> Result<Self, WebError> {
        Ok(Self)
    }
}

impl Input for Fields {
    fn read(body: Body) -> Result<Self, WebError> {
        Self::parse(&body.whole()?)
    }
}

impl<T: DeserializeOwned + 'static> Input for Form<T> {
    fn read(body: Body) -> Result<Self, WebError> {
        fields::typed(&body.whole()?).map(Self)
    }
}

impl Input for Parts {
    fn read(body: Body) -> Result<Self, WebError> {
        match body {
            Body::Parts(parts) => Ok(parts),
            Body::Whole(..) | Body::Stream(_) => Err(WebError::UnsupportedMedia),
        }
    }
}

async fn whole(payload: Payload, limit: usize) -> Result<Bytes, WebError> {
    let mut pieces = Box::pin(patient::patient(payload));
    let mut whole = BytesMut::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| fault(&error))?;
        if whole.len().saturating_add(piece.len()) > limit {
            return Err(WebError::TooLarge { limit });
        }
        whole.extend_from_slice(&piece);
    }
    Ok(whole.freeze())
}

fn is_upload(request: &HttpRequest) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    content_type.is_some_and(|value| value.as_bytes().starts_with(b"multipart/form-data"))
}

/// Why a body did not come.
fn fault(error: &PayloadError) -> WebError {
    if patient::is_slow(error) { WebError::Slow } else { unreadable(error) }
}

fn unreadable(error: &dyn std::fmt::Display) -> WebError {
    WebError::Unreadable(Message::new("web-body-unreadable").with("fault", error.to_string()))
}
