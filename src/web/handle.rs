//! Puts a handler on a route: reads the request, and runs right, body and handler in one blocking task. A file that
//! is at hand is given by the connection's own thread, as web servers do: two changes of thread would take longer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::http::Method;
use actix_web::web::{self, Bytes, Data, Payload};
use actix_web::{HttpRequest, HttpResponse, Route, guard as method_guard};
use futures_util::future::join;

use super::api::uploads::protocol;
use super::body::{Body, Input};
use super::error::WebError;
use super::guard::Right;
use super::reply::{Answer, Reply};
use super::request::{Asked, Context, Visitor};
use super::{Shared, csrf, language, limits, proving, session};

/// One line of the table of routes.
pub(super) struct Entry {
    pub(super) method: Method,
    pub(super) path: &'static str,
    /// Name of the right that the handler asks for.
    pub(super) right: &'static str,
    /// Whether the password has to have been given a short while ago.
    pub(super) grave: bool,
    pub(super) route: Route,
}

/// A handler that only reads; it answers HEAD, too.
pub(super) fn get<R: Right>(path: &'static str, handler: fn(&Context, R) -> Answer) -> Entry {
    entry::<R>(Method::GET, path, aside(reading(), move |cx, _body| handler(cx, R::of(cx)?)))
}

/// A handler that gives a file that was asked for, and no more.
pub(super) fn file<R: Right>(path: &'static str, handler: fn(&Context, R) -> Answer) -> Entry {
    let work = move |cx: &mut Context, _body| handler(cx, R::of(cx)?);
    let route = reading().to(move |shared, request, payload| give(shared, request, payload, work));
    entry::<R>(Method::GET, path, route)
}

fn reading() -> Route {
    web::route().guard(method_guard::Any(method_guard::Get()).or(method_guard::Head()))
}

/// A handler that changes something.
pub(super) fn post<R: Right, I: Input>(path: &'static str, handler: fn(&Context, R, I) -> Answer) -> Entry {
    changing(Method::POST, path, handler)
}

/// A handler that puts something in the place of what is there.
pub(super) fn put<R: Right, I: Input>(path: &'static str, handler: fn(&Context, R, I) -> Answer) -> Entry {
    changing(Method::PUT, path, handler)
}

/// A handler that adds to what is there.
pub(super) fn patch<R: Right, I: Input>(path: &'static str, handler: fn(&Context, R, I) -> Answer) -> Entry {
    changing(Method::PATCH, path, handler)
}

/// A handler that says what may be done at an address.
pub(super) fn options<R: Right>(path: &'static str, handler: fn(&Context, R) -> Answer) -> Entry {
    let route = web::method(Method::OPTIONS);
    entry::<R>(Method::OPTIONS, path, aside(route, move |cx, _body| handler(cx, R::of(cx)?)))
}

/// A handler that takes something away.
pub(super) fn delete<R: Right, I: Input>(path: &'static str, handler: fn(&Context, R, I) -> Answer) -> Entry {
    changing(Method::DELETE, path, handler)
}

fn changing<R: Right, I: Input>(
    method: Method,
    path: &'static str,
    handler: fn(&Context, R, I) -> Answer,
) -> Entry {
    let work = move |cx: &mut Context, body| {
        let right = match R::of(cx) {
            Err(WebError::Unproven) => None,
            right => Some(right?),
        };
        cx.office().may_write().map_err(WebError::Ops)?;
        let right = match right {
            Some(right) => right,
            None => match proving::ask(cx, &body)? {
                proving::Asked::Proven => R::of(cx)?,
                proving::Asked::Page(page) => return Ok(*page),
            },
        };
        handler(cx, right, I::read(body)?)
    };
    let route = aside(web::method(method.clone()), work);
    entry::<R>(method, path, route)
}

/// An address that is not there: a person who reads it is told so on a page with their menu.
pub(super) fn nowhere() -> Route {
    web::route().to(|shared, request: HttpRequest, payload| async move {
        if request.method().is_safe() && !Asked::from(&request).is_api() {
            answer(shared, request, payload, |_cx, _body| Err(WebError::NotFound)).await
        } else {
            HttpResponse::NotFound().finish()
        }
    })
}

/// Has a route do its work in a blocking task.
fn aside(route: Route, work: impl Fn(&mut Context, Body) -> Answer + Clone + Send + 'static) -> Route {
    route.to(move |shared, request, payload| answer(shared, request, payload, work.clone()))
}

fn entry<R: Right>(method: Method, path: &'static str, route: Route) -> Entry {
    Entry { method, path, right: R::NAME, grave: R::GRAVE, route }
}

async fn give(
    shared: Data<Shared>,
    request: HttpRequest,
    payload: Payload,
    work: impl Fn(&mut Context, Body) -> Answer + Send + 'static,
) -> HttpResponse {
    if !shared.office.is_at_hand() {
        return answer(shared, request, payload, work).await;
    }
    let asked = Asked::from(&request);
    let nothing = Ok(Body::Whole(Bytes::new(), String::new()));
    match catch_unwind(AssertUnwindSafe(|| run(shared, asked, nothing, work))) {
        Ok(reply) => reply.into_response(),
        Err(_told) => panicked(&request),
    }
}

async fn answer(
    shared: Data<Shared>,
    request: HttpRequest,
    payload: Payload,
    work: impl Fn(&mut Context, Body) -> Answer + Send + 'static,
) -> HttpResponse {
    let (body, pump) = Body::receive(&request, payload, shared.settings.max_form).await;
    let asked = Asked::from(&request);
    let task = web::block(move || run(shared, asked, body, work));
    let done = match pump {
        Some(pump) => join(task, pump).await.0,
        None => task.await,
    };
    match done {
        Ok(reply) => reply.into_response(),
        Err(_stopped) => panicked(&request),
    }
}

/// The panic itself is on standard error.
fn panicked(request: &HttpRequest) -> HttpResponse {
    tracing::error!(path = request.path(), "a handler panicked");
    HttpResponse::InternalServerError().finish()
}

fn run(
    shared: Data<Shared>,
    asked: Asked,
    body: Result<Body, WebError>,
    work: impl Fn(&mut Context, Body) -> Answer,
) -> Reply {
    let mut cx = Context::anonymous(shared.into_inner(), asked);
    let recognised = cx.recognise();
    let answer = limits::admit(&cx).and(recognised).and(body).and_then(|mut body| {
        csrf::check(&cx, &mut body)?;
        session::check_scope(&cx)?;
        work(&mut cx, body)
    });
    let answer = limits::after(&cx, answer);
    let reply = answer.unwrap_or_else(|error| error.reply(&cx));
    with_cookies(&cx, protocol::signed(&cx, reply))
}

/// Hands out what the next request shall bring: the choice of language, a new secret of the session, and the
/// visit that forms are tied to.
fn with_cookies(cx: &Context, mut reply: Reply) -> Reply {
    let secure = cx.shared.settings.secure_cookies;
    if cx.asked.is_api() {
        return reply;
    }
    if let Some(lang) = language::chosen(&cx.asked) {
        reply = reply.with_cookie(language::cookie(lang, secure));
    }
    if let Some(secret) = &cx.renewed {
        reply = reply.with_cookie(session::begin(secret.clone(), secure));
    }
    match &cx.visitor {
        Visitor::Nobody(visit) if visit.fresh => reply.with_cookie(visit.cookie(secure)),
        _ => reply,
    }
}
