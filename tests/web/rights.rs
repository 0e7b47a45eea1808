//! Every route of the pages as every role (tests/api has those of the API): what is not listed here fails, so a new route must say who gets what.

use yingjian::web::{RouteRow, table};

use crate::client::Client;
use crate::import::any_preview;
use crate::office::{ACCOUNTS, Served};

/// Statuses for no log-in, then in the order of [`ACCOUNTS`]: clerk and leader of c1, clerk of c2, inspector,
/// city leader, and the administrators of system, security and audit.
type Expected = [u16; 9];

const OPEN: Expected = [200; 9];
/// Changes without the token against forgery, by anybody.
const FORGED: Expected = [403; 9];
/// Reads c1.
const READS_C1: Expected = [303, 200, 200, 404, 200, 200, 404, 404, 404];

/// Files for c1; who only reads it is refused as such.
const FILES_C1: Expected = [303, 200, 403, 404, 403, 403, 404, 404, 404];
/// Whoever is logged in.
const MEMBERS: Expected = [303, 200, 200, 200, 200, 200, 200, 200, 200];
const ADMIN: Expected = [303, 403, 403, 403, 403, 403, 200, 403, 403];

const AUDIT: Expected = [303, 403, 403, 403, 403, 403, 403, 403, 200];
const SECURITY: Expected = [303, 403, 403, 403, 403, 403, 403, 200, 403];

const EXPECTED: &[(&str, &str, Expected)] = &[
    ("GET", "/", [303; 9]),
    ("GET", "/accounts", ADMIN),
    ("POST", "/accounts", FORGED),
    ("POST", "/accounts/password", FORGED),
    ("POST", "/accounts/state", FORGED),
    ("GET", "/api", OPEN),
    ("GET", "/assets/{version}/{name}", OPEN),
    ("GET", "/audit", AUDIT),
    ("GET", "/audit/copy.zip", AUDIT),
    ("GET", "/counties/{county}", READS_C1),
    ("GET", "/counties/{county}/archive", READS_C1),
    ("POST", "/counties/{county}/archive", FORGED),
    ("GET", "/counties/{county}/archive.zip", READS_C1),
    ("GET", "/counties/{county}/archives/{job}", [303, 303, 303, 404, 303, 303, 404, 404, 404]),
    ("GET", "/counties/{county}/changes", READS_C1),
    ("GET", "/counties/{county}/coverage", READS_C1),
    ("GET", "/counties/{county}/match", READS_C1),
    ("POST", "/counties/{county}/coverage", FORGED),
    ("GET", "/coverage", [303, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/counties/{county}/decisions", READS_C1),
    ("POST", "/counties/{county}/decisions", FORGED),
    ("POST", "/counties/{county}/decisions/freeze", FORGED),
    ("GET", "/counties/{county}/evidence", READS_C1),
    ("POST", "/counties/{county}/evidence", FORGED),
    ("GET", "/counties/{county}/evidence/new", FILES_C1),
    ("POST", "/counties/{county}/evidence/places", FORGED),
    ("POST", "/counties/{county}/evidence/places/undo", FORGED),
    ("POST", "/counties/{county}/evidence/reviews", FORGED),
    ("POST", "/counties/{county}/evidence/reviews/undo", FORGED),
    ("GET", "/counties/{county}/findings", READS_C1),
    ("POST", "/counties/{county}/findings/waved", FORGED),
    ("POST", "/counties/{county}/findings/waved/undo", FORGED),
    ("GET", "/counties/{county}/gaps", READS_C1),
    ("GET", "/counties/{county}/gaps/{format}", READS_C1),
    ("GET", "/counties/{county}/import", FILES_C1),
    ("POST", "/counties/{county}/import", FORGED),
    ("GET", "/counties/{county}/import/{import}", FILES_C1),
    ("POST", "/counties/{county}/import/{import}/cancel", FORGED),
    ("POST", "/counties/{county}/import/{import}/run", FORGED),
    ("GET", "/counties/{county}/items", READS_C1),
    ("GET", "/counties/{county}/items/{item}", READS_C1),
    ("POST", "/counties/{county}/items/{item}/facts/{year}", FORGED),
    ("POST", "/counties/{county}/items/{item}/comments", FORGED),
    ("POST", "/counties/{county}/items/{item}/marks", FORGED),
    ("GET", "/evidence/{id}", READS_C1),
    ("GET", "/evidence/{id}/change", FILES_C1),
    ("POST", "/evidence/{id}/change", FORGED),
    ("GET", "/evidence/{id}/files/{position}", READS_C1),
    ("GET", "/evidence/{id}/files/{position}/preview", READS_C1),
    ("GET", "/evidence/{id}/files/{position}/thumbnail", READS_C1),
    ("POST", "/evidence/{id}/link", FORGED),
    ("POST", "/evidence/{id}/review", FORGED),
    ("GET", "/evidence/{id}/revisions/{revision}", READS_C1),
    ("GET", "/evidence/{id}/revisions/{revision}/files/{position}", READS_C1),
    ("POST", "/evidence/{id}/unlink", FORGED),
    ("GET", "/findings", [303, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/health", OPEN),
    ("GET", "/log-in", [200, 303, 303, 303, 303, 303, 303, 303, 303]),
    ("POST", "/log-in", FORGED),
    ("GET", "/log-in/code", [303; 9]),
    ("GET", "/log-in/oidc", [303; 9]),
    ("GET", "/log-in/oidc/back", [303; 9]),
    ("POST", "/log-in/code", FORGED),
    ("POST", "/log-out", FORGED),
    ("GET", "/manual", MEMBERS),
    ("GET", "/manual/{chapter}", MEMBERS),
    ("GET", "/matrix", [303, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/matrix/{format}", [303, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/metrics", OPEN),
    ("GET", "/profile", MEMBERS),
    ("GET", "/profile/password", MEMBERS),
    ("POST", "/profile/password", FORGED),
    ("POST", "/profile/revoke", FORGED),
    ("GET", "/profile/second-factor", MEMBERS),
    ("POST", "/profile/second-factor", FORGED),
    ("POST", "/profile/second-factor/codes", FORGED),
    ("POST", "/profile/second-factor/end", FORGED),
    ("POST", "/profile/sessions", FORGED),
    ("POST", "/profile/tokens", FORGED),
    ("POST", "/profile/tour/again", FORGED),
    ("POST", "/profile/tour/end", FORGED),
    ("GET", "/prove", MEMBERS),
    ("POST", "/prove", FORGED),
    ("GET", "/queue", [303, 403, 403, 403, 200, 200, 403, 403, 403]),
    ("GET", "/search", [303, 200, 200, 200, 200, 200, 403, 403, 403]),
    ("GET", "/security", SECURITY),
    ("POST", "/security/confirm", FORGED),
    ("GET", "/security/policy", SECURITY),
    ("POST", "/security/role", FORGED),
    ("POST", "/security/second-factor", FORGED),
    ("POST", "/security/sessions", FORGED),
    ("POST", "/security/unlock", FORGED),
    ("GET", "/standard", MEMBERS),
    // Only there for developers: see `theme`.
    ("GET", "/styleguide", [404; 9]),
];

/// The route's pattern with real values of the first county.
fn address(served: &Served, pattern: &str, (evidence, import): (&str, &str)) -> String {
    if pattern.starts_with("/assets/") {
        let page = served.visitor().get("/log-in").body;
        let (_, rest) = page.split_once("href=\"/assets/").unwrap();
        return format!("/assets/{}", rest.split('"').next().unwrap());
    }
    if let Some(change) = pattern.strip_prefix("/counties/{county}/import/{import}") {
        return format!("{import}{change}");
    }
    let pattern = pattern.replace("{id}", evidence).replace("{position}", "1").replace("{format}", "xlsx");
    pattern
        .replace("{county}", "c1")
        .replace("{job}", "none")
        .replace("{item}", "A01")
        .replace("{year}", "2022")
        .replace("{revision}", "1")
        .replace("{chapter}", "01-log-in")
}

/// The routes for people and browsers; `tests/api` walks the others.
fn pages() -> Vec<RouteRow> {
    table().into_iter().filter(|row| !row.path.starts_with("/api/")).collect()
}

fn everybody(served: &Served) -> Vec<(&'static str, Client)> {
    let accounts = ACCOUNTS.map(|(name, ..)| (name, served.client(name)));
    std::iter::once(("nobody", served.visitor())).chain(accounts).collect()
}

#[test]
fn every_route_answers_every_role_as_expected() {
    let served = Served::new();
    let everybody = everybody(&served);
    let evidence = served.file_minutes("会议纪要.pdf", "2022-03-15");
    let revision = [("seen", "1"), ("kind", "minutes"), ("field-title", "议军会纪要")];
    let revised = served.client("clerk").upload(&format!("/evidence/{evidence}/change"), &revision, &[]);
    assert_eq!(revised.status, 303, "{}", revised.body);
    let import = any_preview(&served.client("clerk"));
    let mut faults = Vec::new();
    for row in pages() {
        let found = EXPECTED.iter().find(|(method, path, _)| *method == row.method && *path == row.path);
        let Some((_, _, expected)) = found else {
            faults.push(format!("{} {} is not in the table of this test", row.method, row.path));
            continue;
        };
        let address = address(&served, row.path, (&evidence, &import));
        for ((name, client), expected) in everybody.iter().zip(expected) {
            let body = (row.method != "GET").then_some(("application/x-www-form-urlencoded", &b""[..]));
            let status = client.send(&row.method, &address, body).status;
            if status != *expected {
                faults.push(format!("{} {address} as {name}: {status}, not {expected}", row.method));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(pages().len(), EXPECTED.len(), "routes in this test that the server does not have");
}

/// Changes with a valid token: who may do them gets on to what the form lacks, the others do not.
#[test]
fn a_valid_token_gives_no_right() {
    let served = Served::new();
    let evidence = served.file_minutes("会议纪要.pdf", "2022-03-15");
    let check = |path: &str, allowed: &[&str], others: [u16; 2]| {
        for (name, role, county) in ACCOUNTS {
            let status = served.client(name).post(path, "").status;
            // Those who may not even read c1 must not learn that there is anything.
            let hidden = county == Some("c2") || role.administers();
            let expected = if hidden { others[1] } else { others[0] };
            match allowed.contains(&name) {
                // A step that there is not to take back is not found.
                true if path.ends_with("/undo") => assert_eq!(status, 404, "{path} as {name}"),
                true => assert!(matches!(status, 303 | 400 | 409 | 415 | 422), "{path} as {name}: {status}"),
                false => assert_eq!(status, expected, "{path} as {name}"),
            }
        }
    };
    check("/counties/c1/items/A01/facts/2022", &["clerk"], [403, 404]);
    check("/counties/c1/evidence", &["clerk"], [403, 404]);
    check("/counties/c1/import", &["clerk"], [403, 404]);
    for step in ["places", "places/undo"] {
        check(&format!("/counties/c1/evidence/{step}"), &["clerk"], [403, 404]);
    }
    for step in ["reviews", "reviews/undo"] {
        check(&format!("/counties/c1/evidence/{step}"), &["inspector"], [403, 404]);
    }
    let import = any_preview(&served.client("clerk"));
    check(&format!("{import}/run"), &["clerk"], [403, 404]);
    for change in ["change", "link", "unlink"] {
        check(&format!("/evidence/{evidence}/{change}"), &["clerk"], [403, 404]);
    }
    check(&format!("/evidence/{evidence}/review"), &["inspector"], [403, 404]);
    check("/counties/c1/items/A01/marks", &["inspector"], [403, 404]);
    check("/counties/c1/items/A01/comments", &["clerk", "leader", "inspector", "head"], [403, 404]);
    for decision in ["decisions", "decisions/freeze"] {
        check(&format!("/counties/c1/{decision}"), &["head"], [403, 404]);
    }
    for path in ["/accounts", "/accounts/state", "/accounts/password"] {
        check(path, &["admin"], [403, 403]);
    }
    for change in ["confirm", "role", "second-factor", "sessions", "unlock"] {
        check(&format!("/security/{change}"), &["security"], [403, 403]);
    }
}

#[test]
fn a_county_learns_nothing_of_others_not_even_which_there_are() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let (there, nowhere) = (clerk.get("/counties/c2"), clerk.get("/counties/nowhere"));
    assert_eq!((there.status, nowhere.status), (404, 404));
    assert_eq!(there.body.replace("/c2", ""), nowhere.body.replace("/nowhere", ""));
}

#[test]
fn the_log_in_page_leads_back_but_never_to_another_site() {
    let served = Served::new();
    let check = |next: &str, expected: &str| {
        let browser = served.visitor();
        let token = browser.get("/log-in").token();
        let form = format!("csrf={token}&name=clerk&password=Correct+horse+7+battery&next={next}");
        let answer = browser.post_bare("/log-in", &form);
        assert_eq!((answer.status, answer.header("location")), (303, expected), "{next}");
        assert!(answer.header("set-cookie").contains("HttpOnly; SameSite=Lax"), "{next}");
        assert_eq!(browser.get("/counties/c1").status, 200, "{next}");
    };
    check("/counties/c1/items?x=1", "/counties/c1/items?x=1");
    check("//evil.example", "/");
    check("/%5Cevil.example", "/");
    check("https://evil.example", "/");
    check("/%0D%0Ax", "/");
    let asked = served.visitor().get("/counties/c1?phase=midterm");
    assert_eq!(asked.header("location"), "/log-in?next=%2Fcounties%2Fc1%3Fphase%3Dmidterm");
}

#[test]
fn a_wrong_password_a_wrong_name_and_a_log_out_let_nobody_in() {
    let served = Served::new();
    let browser = served.visitor();
    let token = browser.get("/log-in").token();
    let try_with = |name: &str, password: &str| {
        browser.post_bare("/log-in", &format!("csrf={token}&name={name}&password={password}"))
    };
    let wrong = try_with("clerk", "wrong");
    assert_eq!(wrong.status, 401);
    assert!(wrong.body.contains("登录名或密码不对"), "{}", wrong.body);
    assert_eq!(try_with("nobody", "wrong").status, 401);
    assert_eq!(try_with("clerk", "Correct+horse+7+battery").status, 303);
    let token = browser.get("/counties/c1").token();
    assert_eq!(browser.post_bare("/log-out", &format!("csrf={token}")).status, 303);
    assert_eq!(browser.get("/counties/c1").status, 303);
}
