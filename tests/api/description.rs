//! The description of the API: it has every route and no other, and real answers are as it says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use yingjian::web::{RouteRow, table};

use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::schema::fits;
use crate::{program, tus};

const METHODS: [&str; 6] = ["options", "get", "post", "patch", "put", "delete"];

const UPLOAD: &str = "/api/v1/counties/{county}/uploads/{upload}";
const PROPOSAL: &str = "/api/v1/counties/{county}/uploads/{upload}/proposal";

fn document(served: &Served) -> Value {
    served.visitor().get("/api/openapi.json").json(200)
}

fn routes() -> Vec<RouteRow> {
    table().into_iter().filter(|row| row.path.starts_with("/api/")).collect()
}

#[test]
fn every_route_is_described_and_nothing_else_is() {
    let served = Served::new();
    let document = document(&served);
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(|method| (path.clone(), method.to_uppercase()))
                .collect::<Vec<_>>()
        })
        .collect();
    let there: BTreeSet<(String, String)> =
        routes().into_iter().map(|row| (row.path.to_owned(), row.method)).collect();
    assert_eq!(described, there);
}

#[test]
fn each_operation_says_right_parameters_bodies_and_problems() {
    let served = Served::new();
    let document = document(&served);
    let mut faults = Vec::new();
    for row in routes() {
        let operation = &document["paths"][row.path][row.method.to_lowercase()];
        let mut check = |so: bool, what: &str| {
            if !so {
                faults.push(format!("{} {}: {what}", row.method, row.path));
            }
        };
        let open = row.right == "anyone";
        check(operation["x-right"] == row.right, "another right");
        check(operation["security"].is_array() != open, "no way to say who asks");
        check(parameters(operation, "path") == places(row.path), "other parameters than the address has");
        let described = |parameter: &Value| !parameter["description"].as_str().unwrap().is_ascii();
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        check(parameters.iter().all(described), "a parameter without words");
        check(!operation["summary"].as_str().unwrap().is_ascii(), "no words");
        let with_body = matches!(row.method.as_str(), "PUT" | "PATCH")
            || row.method == "POST" && ["/evidence", "/waved"].iter().any(|end| row.path.ends_with(end));
        check(operation["requestBody"].is_object() == with_body, "the body");
        check(!operation["operationId"].as_str().unwrap().is_empty(), "no name");
        let responses = operation["responses"].as_object().unwrap();
        let done = responses.keys().any(|status| status.starts_with('2'));
        check(done, "no answer when all goes well");
        for status in ["401", "403"] {
            check(responses.contains_key(status) != open, status);
        }
        for (status, response) in responses {
            check(response["description"] != json!(status), status);
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            let right = problem == "#/components/schemas/Problem";
            check(right == status.starts_with(['4', '5']), "a problem that is none");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The parameters of an operation that stand in one place.
fn parameters(operation: &Value, place: &str) -> BTreeSet<String> {
    let all = operation["parameters"].as_array().cloned().unwrap_or_default();
    let here = all.into_iter().filter(|parameter| parameter["in"] == place);
    here.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect()
}

/// What stands in braces in a pattern.
fn places(pattern: &str) -> BTreeSet<String> {
    let parts = pattern.split('{').skip(1);
    parts.map(|part| part.split('}').next().unwrap().to_owned()).collect()
}

#[test]
fn every_reference_leads_somewhere() {
    let served = Served::new();
    let document = document(&served);
    let text = document.to_string();
    for rest in text.split("\"$ref\":\"").skip(1) {
        let target = rest.split('"').next().unwrap();
        let pointer = target.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{target}");
    }
}

#[test]
fn answers_are_as_the_description_says() {
    let served = Served::new();
    let document = document(&served);
    let clerk = program(&served, "clerk");
    let upload = Upload::minutes().text("year", "2023").file("一.pdf", &pdf("一"));
    let evidence = "/api/v1/counties/{county}/evidence";
    let filed = clerk.upload("/api/v1/counties/c1/evidence", &upload);
    let id = filed.json(201)["id"].as_str().unwrap().to_owned();
    clerk.upload("/api/v1/counties/c1/evidence", &upload);
    let facts = clerk.put("/api/v1/counties/c1/facts/A01/2022", &json!({"count": 1}));
    let inspector = program(&served, "inspector");
    let review = json!({"state": "sent_back", "reason": "没有签字"});
    let mut answers = BTreeMap::from([
        (("post", evidence), filed),
        (("put", "/api/v1/counties/{county}/facts/{item}/{year}"), facts),
        (
            ("put", "/api/v1/evidence/{id}/review"),
            inspector.put(&format!("/api/v1/evidence/{id}/review"), &review),
        ),
    ]);
    let is_json =
        |path: &str| !path.ends_with("/file") && !path.ends_with(".zip") && !path.contains("/uploads/");
    for row in routes().into_iter().filter(|row| row.method == "GET" && is_json(row.path)) {
        let address = row.path.replace("{county}", "c1").replace("{round}", "r").replace("{code}", "sheet");
        let address = address.replace("{id}", &id).replace("{item}", "A01").replace("{year}", "2022");
        answers.insert(("get", row.path), inspector.get(&address));
    }
    let upload = tus::send(&served, "二.pdf", &pdf("二"));
    for more in ["", "/proposal"] {
        let path = if more.is_empty() { UPLOAD } else { PROPOSAL };
        answers.insert(("get", path), clerk.get(&format!("{upload}{more}")));
    }
    for method in ["post", "delete"] {
        let path = "/api/v1/evidence/{id}/links/{item}/{year}";
        answers.insert(
            (method, path),
            clerk.send(
                method.to_uppercase().as_str(),
                &format!("/api/v1/evidence/{id}/links/B01/2022"),
                None,
            ),
        );
    }
    for ((method, path), answer) in answers {
        let response = &document["paths"][path][method]["responses"][answer.status.to_string()];
        let schema = &response["content"]["application/json"]["schema"];
        assert!(schema.is_object(), "{method} {path} {}: {}", answer.status, answer.text());
        fits(&document, schema, &answer.json(answer.status))
            .unwrap_or_else(|fault| panic!("{method} {path}: {fault}"));
    }
    let problem = json!({"$ref": "#/components/schemas/Problem"});
    let refused = clerk.upload("/api/v1/counties/c1/evidence", &Upload::default()).json(422);
    fits(&document, &problem, &refused).unwrap();
    assert!(refused["faults"].as_array().unwrap().len() > 2, "{refused}");
}

#[test]
fn people_read_the_same_in_three_languages() {
    let served = Served::new();
    let document = document(&served);
    for (lang, word) in [("zh-CN", "迎检接口"), ("zh-TW", "迎檢接口"), ("en", "Yingjian API")] {
        let page = served.visitor().with("accept-language", lang).get("/api");
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(text.contains(word) && text.contains("href=\"/api/openapi.json\""), "{text}");
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in METHODS.iter().filter(|method| item[**method].is_object()) {
                let line = format!("{} {path}", method.to_uppercase());
                assert!(text.contains(&line), "{line}");
            }
        }
        assert!(
            !text.contains("operation-") && !text.contains("parameter-") && !text.contains("right-"),
            "{text}"
        );
    }
}
