//! The OpenAPI document. What each operation takes and gives stands beside its handler; the rights come from
//! the table of routes and the words from the message files, so that neither is written twice.

use utoipa::OpenApi;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Content, OpenApi as Document, Ref, RefOr, Response, ResponseBuilder};

use super::Problem;
use crate::texts::Lang;
use crate::web::api::{coverage, evidence, facts, findings, papers, rounds, score, search, uploads};
use crate::web::guard::{Anyone, Right};
use crate::web::routes::{self, RouteRow};
use crate::web::session;

/// The media type of problems.
const PROBLEM: &str = "application/problem+json";
/// The extension that names the right of an operation.
pub(super) const RIGHT: &str = "x-right";
/// Statuses that any operation may have, whatever it does.
const ALWAYS: [&str; 5] = ["404", "421", "429", "500", "503"];
/// The status of operations with a body that does not come.
const SLOW: &str = "408";
/// Statuses of operations that need a right.
const GUARDED: [&str; 2] = ["401", "403"];

#[derive(OpenApi)]
#[openapi(
    paths(
        evidence::read::list_evidence,
        evidence::upload::add_evidence,
        evidence::read::show_evidence,
        evidence::file::show_file,
        evidence::change::review_evidence,
        evidence::change::link_evidence,
        evidence::change::unlink_evidence,
        uploads::show_terms,
        uploads::begin_upload,
        uploads::show_upload,
        uploads::continue_upload,
        uploads::end_upload,
        uploads::show_proposal,
        facts::show_facts,
        facts::state_facts,
        score::show_score,
        score::show_matrix,
        papers::show_gaps,
        coverage::show_coverage,
        coverage::show_match,
        coverage::show_counties,
        findings::list_findings,
        findings::wave_off,
        findings::take_back,
        papers::show_archive,
        search::search_evidence,
        rounds::show_round,
        rounds::show_standard,
        super::show_document,
    ),
    components(schemas(Problem))
)]
struct Described;

/// The document, its words in the reader's language.
pub(super) fn of(lang: Lang) -> Document {
    let mut document = Described::openapi();
    document.info.title = lang.word("api-page-title");
    document.info.description = Some(lang.word("api-page-lead"));
    document.info.license = None;
    document.info.contact = None;
    for row in routes::table() {
        let found = document.paths.paths.get_mut(row.path);
        let operation = found.and_then(|item| match row.method.as_str() {
            "GET" => item.get.as_mut(),
            "POST" => item.post.as_mut(),
            "PATCH" => item.patch.as_mut(),
            "OPTIONS" => item.options.as_mut(),
            "PUT" => item.put.as_mut(),
            "DELETE" => item.delete.as_mut(),
            _ => None,
        });
        if let Some(operation) = operation {
            complete(operation, &row, lang);
        }
    }
    if let Some(components) = &mut document.components {
        for (name, scheme) in schemes(lang) {
            components.add_security_scheme(name, scheme);
        }
    }
    document
}

fn schemes(lang: Lang) -> [(&'static str, SecurityScheme); 2] {
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
    let token = token.description(Some(lang.word("api-scheme-token"))).build();
    let cookie = ApiKeyValue::with_description(session::SESSION.to_owned(), lang.word("api-scheme-session"));
    [("token", SecurityScheme::Http(token)), ("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)))]
}

/// Adds to an operation what follows from its route: words, right, and the problems that any may have.
fn complete(operation: &mut Operation, row: &RouteRow, lang: Lang) {
    let id = operation.operation_id.clone().unwrap_or_default();
    operation.summary = Some(lang.named("operation", &id));
    operation.description = None;
    operation.extensions = Some(Extensions::from_iter([(RIGHT, row.right)]));
    let open = row.right == Anyone::NAME;
    let none: [&str; 0] = [];
    operation.security =
        (!open).then(|| ["token", "session"].map(|name| SecurityRequirement::new(name, none)).to_vec());
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter {
            let header = parameter.parameter_in == ParameterIn::Header;
            let name = if header { format!("header-{}", parameter.name) } else { parameter.name.clone() };
            parameter.description = Some(lang.named("parameter", &name));
        }
    }
    let responses = &mut operation.responses.responses;
    let with_body = operation.request_body.is_some();
    let slow = with_body.then_some(&SLOW);
    for status in ALWAYS.iter().chain(GUARDED.iter().filter(|_| !open)).chain(slow) {
        responses.entry((*status).to_owned()).or_insert_with(|| RefOr::T(Response::new("")));
    }
    for (status, response) in responses {
        if let RefOr::T(response) = response {
            describe(response, status, lang);
        }
    }
}

/// Says what a status means; problems are all of one type.
fn describe(response: &mut Response, status: &str, lang: Lang) {
    response.description = lang.named("status", status);
    if status.starts_with(['4', '5']) {
        let schema = Ref::from_schema_name("Problem");
        let content = Content::new(Some(schema));
        response.content = ResponseBuilder::new().content(PROBLEM, content).build().content;
    }
}
