//! What surrounds every request: the answer's safety headers, the measure of its time, a page for bare errors, and
//! the method that is meant by a request that had to come as another.

use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};

use super::error::WebError;
use super::headers;
use super::metrics::Seen;
use super::reply::Rendered;
use super::request::{Asked, Context};
use super::{Shared, metrics};

/// Where files come in pieces.
const UPLOADS: &str = "/uploads/";

/// Runs a request and completes its answer.
pub(super) async fn frame(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let begun = Instant::now();
    if let Some(method) = meant(request.request()) {
        request.head_mut().method = method;
    }
    let (request, mut response) = match misdirected(request.request()) {
        Some(refusal) => (request.into_parts().0, refusal),
        None => {
            let (request, response) = next.call(request).await?.map_into_boxed_body().into_parts();
            let response = rendered(&request, response);
            (request, response)
        }
    };
    if let Some(shared) = request.app_data::<Data<Shared>>() {
        headers::secure(response.headers_mut(), shared.settings.secure_cookies);
        let seen = Seen {
            method: request.method().as_str().to_owned(),
            route: request.match_pattern().unwrap_or_else(|| metrics::NO_ROUTE.to_owned()),
            status: response.status().as_u16(),
        };
        let took = begun.elapsed();
        tracing::info!(method = seen.method, path = request.path(), status = seen.status, ?took, "answered");
        shared.metrics.count(seen, took);
    }
    Ok(ServiceResponse::new(request, response))
}

/// What a POST about a file in pieces means by its header (tus 1.0, X-HTTP-Method-Override): firewalls of offices let
/// no PATCH and no DELETE through. The rights of what is meant are asked for, not those of the POST.
fn meant(request: &HttpRequest) -> Option<Method> {
    if request.method() != Method::POST || !request.path().contains(UPLOADS) {
        return None;
    }
    match request.headers().get("x-http-method-override")?.to_str().ok()? {
        "PATCH" => Some(Method::PATCH),
        "DELETE" => Some(Method::DELETE),
        _ => None,
    }
}

/// The refusal of a request that names another server, or none.
fn misdirected(request: &HttpRequest) -> Option<HttpResponse> {
    let shared = request.app_data::<Data<Shared>>()?;
    let error = shared.settings.front.check_host(request).err()?;
    let cx = Context::anonymous(shared.clone().into_inner(), Asked::from(request));
    Some(error.reply(&cx).into_response())
}

/// The framework's own errors, such as an address that is not there, get the same page as ours.
fn rendered(request: &HttpRequest, response: HttpResponse) -> HttpResponse {
    let status = response.status();
    let ours = response.extensions().contains::<Rendered>();
    let bare = !ours && (status.is_client_error() || status.is_server_error());
    match request.app_data::<Data<Shared>>() {
        Some(shared) if bare => {
            let cx = Context::anonymous(shared.clone().into_inner(), Asked::from(request));
            WebError::from_status(status).reply(&cx).into_response()
        }
        _ => response,
    }
}
