//! Why a request was not answered as asked: one list, one status for each, one renderer.
//!
//! Pages get a page, programs `application/problem+json` (RFC 9457). Causes go to the log and are not shown.

mod page;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_RANGE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use utoipa::ToSchema;

use super::limits;
use super::reply::Reply;
use super::request::Context;
use crate::blob::BlobError;
use crate::domain::message::{Arg, Message};
use crate::ops::OpsError;
use crate::ops::accounts::Must;
use crate::store::StoreError;

/// Seconds after which what is not available now may be asked for again.
const SOON: &str = "2";

/// Why a request was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// An operation did nothing.
    #[error(transparent)]
    Ops(#[from] OpsError),
    /// It needs a log-in.
    #[error("not logged in")]
    NotLoggedIn,
    /// Something has to be done before anything else.
    #[error("{0:?} comes first")]
    Must(Must),
    /// It needs the password once more.
    #[error("not proven")]
    Unproven,
    /// The token changes nothing.
    #[error("a token that only reads")]
    ReadsOnly,
    /// The visitor has no right to it.
    #[error("forbidden")]
    Forbidden,
    /// There is nothing at this address, or nothing that the visitor may know of.
    #[error("not found")]
    NotFound,
    /// The method is not one that the address takes.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The token against forgery is missing or wrong.
    #[error("forged form")]
    ForgedForm,
    /// The request can't be read.
    #[error("unreadable: {0}")]
    Unreadable(Message),
    /// The body is of a type that the address does not take.
    #[error("unsupported media type")]
    UnsupportedMedia,
    /// The body is too large.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most bytes that are taken.
        limit: usize,
    },
    /// It comes too slowly.
    #[error("too slow")]
    Slow,
    /// It is meant for another server.
    #[error("not a name of this server: {host}")]
    Misdirected {
        /// The name.
        host: String,
    },
    /// It was done too often in this minute.
    #[error("more than {limit} of {kind} in a minute")]
    TooMany {
        /// What is counted, see [`super::limits`].
        kind: &'static str,
        /// The most.
        limit: i64,
        /// Until it may be tried again.
        seconds: i64,
    },
    /// It is not as the request says it has to be.
    #[error("precondition failed: {0}")]
    Precondition(Message),
    /// A change has to say which version it is of.
    #[error("precondition required")]
    PreconditionRequired,
    /// No byte of the range is there.
    #[error("range outside of {size} bytes")]
    Range {
        /// Bytes of the whole.
        size: u64,
    },
    /// A fault of ours.
    #[error("broken: {0}")]
    Broken(String),
}

impl WebError {
    /// The error for a status that was set elsewhere.
    pub(super) fn from_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge { limit: 0 },
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedMedia,
            status if status.is_client_error() => Self::Unreadable(Message::new("web-request-unreadable")),
            status => Self::Broken(format!("status {status} without a cause")),
        }
    }

    /// The status.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Ops(error) => status_of(error),
            Self::NotLoggedIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::ForgedForm | Self::Must(_) | Self::Unproven | Self::ReadsOnly => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Precondition(_) => StatusCode::PRECONDITION_FAILED,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::Misdirected { .. } => StatusCode::MISDIRECTED_REQUEST,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Range { .. } => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What people are told.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Ops(error) => error.message(),
            Self::NotLoggedIn => Message::new("web-error-not-logged-in"),
            Self::Must(Must::ChangePassword) => Message::new("web-error-password-first"),
            Self::Must(Must::Enrol) => Message::new("web-error-enrol-first"),
            Self::Unproven => Message::new("web-error-unproven"),
            Self::ReadsOnly => Message::new("web-error-reads-only"),
            Self::Forbidden => Message::new("web-error-forbidden"),
            Self::NotFound => Message::new("web-error-not-found"),
            Self::MethodNotAllowed => Message::new("web-error-method"),
            Self::ForgedForm => Message::new("web-error-forged"),
            Self::Unreadable(message) | Self::Precondition(message) => message.clone(),
            Self::PreconditionRequired => Message::new("api-precondition-required"),
            Self::Slow => Message::new("edge-slow"),
            Self::Misdirected { host } => Message::new("edge-misdirected").with("host", host),
            Self::TooMany { kind, limit, seconds } => limits::message(kind, *limit, *seconds),
            Self::Range { size } => Message::new("api-range").with("size", *size),
            Self::UnsupportedMedia => Message::new("web-error-media"),
            Self::TooLarge { limit } => Message::new("web-error-too-large").with("limit", *limit),
            Self::Broken(_) => Message::new("web-error-broken"),
        }
    }

    /// The answer to the request that failed.
    pub(super) fn reply(&self, cx: &Context) -> Reply {
        self.log(cx);
        let reply = match self {
            _ if cx.asked.is_api() => self.problem(cx),
            Self::NotLoggedIn if cx.asked.only_reads() => {
                Reply::see_other(&log_in_address(&cx.asked.address()))
            }
            Self::Must(Must::ChangePassword) if cx.asked.only_reads() => {
                Reply::see_other("/profile/password")
            }
            Self::Must(Must::Enrol) if cx.asked.only_reads() => Reply::see_other("/profile/second-factor"),
            Self::Unproven if cx.asked.only_reads() => Reply::see_other(&prove_address(cx)),
            _ => self.page(cx),
        };
        match self {
            Self::TooMany { seconds, .. } => reply.with_text_header(RETRY_AFTER, &seconds.to_string()),
            _ if self.status() == StatusCode::SERVICE_UNAVAILABLE => {
                reply.with_header(RETRY_AFTER, HeaderValue::from_static(SOON))
            }
            _ => reply,
        }
    }

    fn log(&self, cx: &Context) {
        let (method, path) = (&cx.asked.method, &cx.asked.path);
        if self.status().is_server_error() {
            tracing::error!(%method, path, error = ?self, "request failed");
        } else {
            tracing::debug!(%method, path, error = %self, "request refused");
        }
    }

    fn problem(&self, cx: &Context) -> Reply {
        let status = self.status();
        let message = self.message();
        let problem = Problem {
            kind: problem_type(&message),
            title: cx.word(title_id(status)),
            status: status.as_u16(),
            detail: cx.say(&message),
            faults: faults(cx, &message),
        };
        let reply = Reply::json_as("application/problem+json", &problem).with_status(status);
        match self {
            Self::NotLoggedIn => reply.with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
            Self::MethodNotAllowed => reply.with_header(ALLOW, HeaderValue::from_static("")),
            Self::Range { size } => reply.with_text_header(CONTENT_RANGE, &format!("bytes */{size}")),
            _ => reply,
        }
    }
}

/// Why a request was not answered as asked (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(super) struct Problem {
    /// A name of the problem that never changes: `urn:yingjian:problem:` and the id of its message.
    #[serde(rename = "type")]
    kind: String,
    /// What the status means.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong and where, in the asker's language.
    detail: String,
    /// Each fault by itself, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<Fault>,
}

/// One of several faults.
#[derive(Serialize, ToSchema)]
pub(super) struct Fault {
    /// As the problem's own.
    #[serde(rename = "type")]
    kind: String,
    /// As the problem's own.
    detail: String,
}

fn faults(cx: &Context, message: &Message) -> Vec<Fault> {
    let listed = message.args.iter().filter_map(|(_, arg)| match arg {
        Arg::List(messages) => Some(messages),
        Arg::Text(_) | Arg::Number(_) | Arg::Said(_) => None,
    });
    let fault = |message: &Message| Fault { kind: problem_type(message), detail: cx.say(message) };
    listed.flatten().map(fault).collect()
}

fn problem_type(message: &Message) -> String {
    format!("urn:yingjian:problem:{}", message.id)
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        Self::Ops(error.into())
    }
}

fn status_of(error: &OpsError) -> StatusCode {
    match error {
        OpsError::NotFound(_) => StatusCode::NOT_FOUND,
        OpsError::Refused(message)
            if matches!(&*message.id, "facts-changed" | "evidence-changed" | "evidence-changed-among") =>
        {
            StatusCode::CONFLICT
        }
        OpsError::Refused(message) if message.id.starts_with("upload-") => status_of_upload(&message.id),
        OpsError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        OpsError::Busy | OpsError::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
        OpsError::Store(error) if error.is_away() => StatusCode::SERVICE_UNAVAILABLE,
        OpsError::Blob(BlobError::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
        error if error.is_full() => StatusCode::INSUFFICIENT_STORAGE,
        OpsError::Blob(
            BlobError::ReadOnly | BlobError::Unreachable(_) | BlobError::Io(_) | BlobError::Swept(_),
        )
        | OpsError::Store(StoreError::ReadOnly) => StatusCode::SERVICE_UNAVAILABLE,
        OpsError::Store(_)
        | OpsError::Blob(_)
        | OpsError::Report(_)
        | OpsError::Archive(_)
        | OpsError::Io(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What the tus protocol says of uploads that can't go on.
fn status_of_upload(id: &str) -> StatusCode {
    match id {
        "upload-offset" | "upload-filed" => StatusCode::CONFLICT,
        "upload-locked" => StatusCode::LOCKED,
        "upload-expired" => StatusCode::GONE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn title_id(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "web-title-400",
        401 => "web-title-401",
        403 => "web-title-403",
        404 => "web-title-404",
        405 => "web-title-405",
        408 => "edge-title-408",
        409 => "web-title-409",
        410 => "api-title-410",
        412 => "api-title-412",
        413 => "web-title-413",
        415 => "web-title-415",
        416 => "api-title-416",
        421 => "edge-title-421",
        422 => "web-title-422",
        423 => "api-title-423",
        428 => "api-title-428",
        429 => "edge-title-429",
        503 | 507 => "web-title-503",
        _ => "web-title-500",
    }
}

/// The log-in page, which leads back to a page of ours.
fn log_in_address(back: &str) -> String {
    match back {
        "/" => "/log-in".to_owned(),
        here => format!("/log-in?next={}", utf8_percent_encode(here, NON_ALPHANUMERIC)),
    }
}

/// The page that asks for the password, which leads back, too.
fn prove_address(cx: &Context) -> String {
    format!("/prove?next={}", utf8_percent_encode(&cx.asked.address(), NON_ALPHANUMERIC))
}
