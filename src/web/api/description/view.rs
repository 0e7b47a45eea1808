//! The document as the page for people shows it.

use serde::Serialize;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::{OpenApi as Document, RefOr, Required};

use super::document::RIGHT;
use crate::texts::Lang;

#[derive(Serialize)]
pub(super) struct OperationsView {
    operations: Vec<OperationView>,
}

#[derive(Serialize)]
struct OperationView {
    method: &'static str,
    path: String,
    summary: String,
    right: String,
    parameters: Vec<ParameterView>,
    /// Media types of the body.
    takes: Vec<String>,
    answers: Vec<AnswerView>,
}

#[derive(Serialize)]
struct ParameterView {
    name: String,
    place: String,
    required: bool,
    description: String,
}

#[derive(Serialize)]
struct AnswerView {
    status: String,
    description: String,
}

/// What the page shows.
pub(super) fn of(document: &Document, lang: Lang) -> OperationsView {
    let methods = |(path, item): (&String, &PathItem)| {
        let all = [
            ("OPTIONS", &item.options),
            ("GET", &item.get),
            ("POST", &item.post),
            ("PATCH", &item.patch),
            ("PUT", &item.put),
            ("DELETE", &item.delete),
        ];
        let shown = all.map(|(method, operation)| {
            operation.as_ref().map(|operation| view(method, path, (operation, lang)))
        });
        shown.into_iter().flatten().collect::<Vec<_>>()
    };
    OperationsView { operations: document.paths.paths.iter().flat_map(methods).collect() }
}

fn view(method: &'static str, path: &str, (operation, lang): (&Operation, Lang)) -> OperationView {
    let right = operation.extensions.as_ref().and_then(|extensions| extensions.get(RIGHT)?.as_str());
    let parameters = operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter_view(parameter, lang)),
        RefOr::Ref(_) => None,
    });
    let takes = operation.request_body.iter().filter_map(|body| match body {
        RefOr::T(body) => Some(body.content.keys().cloned()),
        RefOr::Ref(_) => None,
    });
    let answers = operation.responses.responses.iter().filter_map(|(status, response)| match response {
        RefOr::T(response) => {
            Some(AnswerView { status: status.clone(), description: response.description.clone() })
        }
        RefOr::Ref(_) => None,
    });
    OperationView {
        method,
        path: path.to_owned(),
        summary: operation.summary.clone().unwrap_or_default(),
        right: lang.named("right", right.unwrap_or_default()),
        parameters: parameters.collect(),
        takes: takes.flatten().collect(),
        answers: answers.collect(),
    }
}

fn parameter_view(parameter: &Parameter, lang: Lang) -> ParameterView {
    let place = match parameter.parameter_in {
        ParameterIn::Path => "path",
        ParameterIn::Query | ParameterIn::QueryString => "query",
        ParameterIn::Header => "header",
        ParameterIn::Cookie => "cookie",
    };
    ParameterView {
        name: parameter.name.clone(),
        place: lang.named("place", place),
        required: parameter.required == Required::True,
        description: parameter.description.clone().unwrap_or_default(),
    }
}
