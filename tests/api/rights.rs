//! Every route of the API as every role: what is not listed here fails, so a new route must say who gets what.

use serde_json::json;
use yingjian::web::table;

use crate::client::Client;
use crate::multipart::{Upload, pdf};
use crate::office::{ACCOUNTS, Served};
use crate::{program, tus};

/// Statuses without a token, then in the order of [`ACCOUNTS`]: clerk and leader of c1, clerk of c2, inspector,
/// city leader, and the administrators of system, security and audit.
type Expected = [u16; 9];

const READS_C1: Expected = [401, 200, 200, 404, 200, 200, 404, 404, 404];
/// Nobody but the clerk of c1, who gets 422 and 428 for a request that lacks something.
const fn files_c1(clerk: u16) -> Expected {
    [401, clerk, 403, 404, 403, 403, 404, 404, 404]
}
/// The clerk and the leader of c1.
const fn owns_c1(status: u16) -> Expected {
    [401, status, status, 404, 403, 403, 404, 404, 404]
}
const MEMBERS: Expected = [401, 200, 200, 200, 200, 200, 200, 200, 200];

const EXPECTED: &[(&str, &str, Expected)] = &[
    ("GET", "/api/openapi.json", [200; 9]),
    ("GET", "/api/v1/counties/{county}/evidence", READS_C1),
    ("POST", "/api/v1/counties/{county}/evidence", files_c1(422)),
    ("GET", "/api/v1/counties/{county}/facts/{item}/{year}", READS_C1),
    ("PUT", "/api/v1/counties/{county}/facts/{item}/{year}", files_c1(428)),
    ("GET", "/api/v1/counties/{county}/archive.zip", READS_C1),
    ("GET", "/api/v1/counties/{county}/findings", READS_C1),
    ("GET", "/api/v1/counties/{county}/coverage", READS_C1),
    ("GET", "/api/v1/counties/{county}/match", READS_C1),
    // Without a body of its type, and of a finding that is not there.
    ("POST", "/api/v1/counties/{county}/findings/{finding}/waved", owns_c1(415)),
    ("DELETE", "/api/v1/counties/{county}/findings/{finding}/waved", owns_c1(404)),
    ("GET", "/api/v1/counties/{county}/gaps", READS_C1),
    ("GET", "/api/v1/counties/{county}/score", READS_C1),
    ("OPTIONS", "/api/v1/counties/{county}/uploads", [204; 9]),
    // Without the header of the protocol.
    ("POST", "/api/v1/counties/{county}/uploads", files_c1(412)),
    ("GET", "/api/v1/counties/{county}/uploads/{upload}", files_c1(200)),
    // Without a body of its type.
    ("PATCH", "/api/v1/counties/{county}/uploads/{upload}", files_c1(415)),
    ("DELETE", "/api/v1/counties/{county}/uploads/{upload}", files_c1(412)),
    ("GET", "/api/v1/counties/{county}/uploads/{upload}/proposal", files_c1(200)),
    ("GET", "/api/v1/evidence/{id}", READS_C1),
    ("GET", "/api/v1/evidence/{id}/file", READS_C1),
    ("DELETE", "/api/v1/evidence/{id}/links/{item}/{year}", files_c1(200)),
    ("POST", "/api/v1/evidence/{id}/links/{item}/{year}", files_c1(200)),
    ("PUT", "/api/v1/evidence/{id}/review", [401, 403, 403, 404, 200, 403, 404, 404, 404]),
    ("GET", "/api/v1/rounds/{round}", MEMBERS),
    ("GET", "/api/v1/rounds/{round}/matrix", [401, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/api/v1/rounds/{round}/coverage", [401, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/api/v1/search", [401, 200, 200, 200, 200, 200, 403, 403, 403]),
    ("GET", "/api/v1/standards/{code}", MEMBERS),
];

fn everybody(served: &Served) -> Vec<(&'static str, Client)> {
    let accounts = ACCOUNTS.map(|(name, ..)| (name, program(served, name)));
    std::iter::once(("nobody", served.visitor())).chain(accounts).collect()
}

/// The id of evidence of c1 under A01 in 2022.
fn evidence(served: &Served) -> String {
    let upload = Upload::minutes().file("一.pdf", &pdf("一"));
    let filed = program(served, "clerk").upload("/api/v1/counties/c1/evidence", &upload).json(201);
    filed["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_route_answers_every_role_as_expected() {
    let served = Served::new();
    let id = evidence(&served);
    served.state("A01", 2022, serde_json::from_value(json!({"count": 1})).unwrap());
    let upload = tus::send(&served, "一.pdf", &pdf("一"));
    let everybody = everybody(&served);
    let mut faults = Vec::new();
    let routes: Vec<_> = table().into_iter().filter(|row| row.path.starts_with("/api/")).collect();
    for row in &routes {
        let found = EXPECTED.iter().find(|(method, path, _)| *method == row.method && *path == row.path);
        let Some((_, _, expected)) = found else {
            faults.push(format!("{} {} is not in the table of this test", row.method, row.path));
            continue;
        };
        for ((name, client), expected) in everybody.iter().zip(expected) {
            let answer =
                ask(client, &row.method, &address(row.path, &id).replace("{upload}", tus::id(&upload)));
            if answer != *expected {
                faults.push(format!("{} {} as {name}: {answer}, not {expected}", row.method, row.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(routes.len(), EXPECTED.len(), "routes in this test that the server does not have");
}

/// The route's pattern with real values of the first county; evidence is linked and unlinked under B01.
fn address(pattern: &str, id: &str) -> String {
    let item = if pattern.contains("/links/") { "B01" } else { "A01" };
    let pattern = pattern.replace("{county}", "c1").replace("{round}", "r").replace("{code}", "sheet");
    pattern.replace("{finding}", "0123").replace("{id}", id).replace("{item}", item).replace("{year}", "2022")
}

fn ask(client: &Client, method: &str, address: &str) -> u16 {
    match method {
        "PUT" if address.ends_with("/review") => client.put(address, &json!({"state": "accepted"})).status,
        "PUT" => client.put(address, &json!({"count": 2})).status,
        "POST" if address.ends_with("/evidence") => client.upload(address, &Upload::minutes()).status,
        _ => client.send(method, address, None).status,
    }
}

#[test]
fn evidence_of_another_county_is_answered_as_if_it_were_not_there() {
    let served = Served::new();
    let id = evidence(&served);
    let neighbour = program(&served, "neighbour");
    let nowhere = "01900000-0000-7000-8000-000000000000";
    for (method, path) in [("GET", ""), ("GET", "/file"), ("POST", "/links/A01/2023")] {
        let told = |id: &str| {
            let answer = neighbour.send(method, &format!("/api/v1/evidence/{id}{path}"), None);
            assert_eq!(answer.status, 404);
            answer.text().replace(id, "")
        };
        assert_eq!(told(&id), told(nowhere), "{method} {path}");
    }
    let counties = |code: &str| {
        let answer = neighbour.get(&format!("/api/v1/counties/{code}/score"));
        (answer.status, answer.text().replace(code, ""))
    };
    assert_eq!(counties("c1"), counties("nowhere"));
    assert_eq!(neighbour.get("/api/v1/rounds/r").json(200)["counties"].as_array().unwrap().len(), 1);
}

#[test]
fn programs_are_told_how_to_log_in_and_a_wrong_token_is_nobody() {
    let served = Served::new();
    let nobody = served.visitor().get("/api/v1/rounds/r");
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, "Bearer"));
    for wrong in ["Bearer 0000", "Bearer ", "Bearer"] {
        let client = served.visitor().with("authorization", wrong);
        assert_eq!(client.get("/api/v1/rounds/r").status, 401, "{wrong}");
    }
}

#[test]
fn a_session_needs_the_token_against_forgery_for_changes() {
    use yingjian::ops::accounts::Kind;
    let served = Served::new();
    let secret = served.secret("clerk", Kind::Session);
    let browser = || served.visitor().with_session(&secret);
    assert_eq!(browser().get("/api/v1/rounds/r").status, 200);
    let address = "/api/v1/counties/c1/facts/A01/2022";
    let forged = browser().put(address, &json!({"count": 2})).problem(403);
    assert_eq!(forged.0, "web-error-forged");
    let upload = Upload::minutes().file("一.pdf", &pdf("一"));
    assert_eq!(browser().upload("/api/v1/counties/c1/evidence", &upload).status, 403);
    let page = browser().get("/counties/c1").text();
    let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
    let honest = browser().with("x-csrf-token", rest.split('"').next().unwrap());
    assert_eq!(honest.put(address, &json!({"count": 2})).status, 201);
    assert_eq!(honest.upload("/api/v1/counties/c1/evidence", &upload).status, 201);
    let page = browser().get("/api/v1/counties/c1/evidence").json(200);
    assert_eq!(page["evidence"].as_array().unwrap().len(), 1);
}
