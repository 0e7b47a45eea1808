//! Every route of the pages as every role (tests/api has those of the API): what is not listed here fails, so a new route must say who gets what.

use yingjian::web::table;

use crate::client::Client;
use crate::office::{ACCOUNTS, Served};

/// Statuses for no log-in, then in the order of [`ACCOUNTS`]: clerk and leader of c1, clerk of c2, inspector,
/// city leader, administrator.
type Expected = [u16; 7];

const OPEN: Expected = [200; 7];
/// Changes without the token against forgery, by anybody.
const FORGED: Expected = [403; 7];
/// Reads c1.
const READS_C1: Expected = [303, 200, 200, 404, 200, 200, 404];

const ADMIN: Expected = [303, 403, 403, 403, 403, 403, 200];

const EXPECTED: &[(&str, &str, Expected)] = &[
    ("GET", "/", [303; 7]),
    ("GET", "/accounts", ADMIN),
    ("POST", "/accounts", FORGED),
    ("POST", "/accounts/password", FORGED),
    ("POST", "/accounts/state", FORGED),
    ("POST", "/accounts/token", FORGED),
    ("GET", "/api", OPEN),
    ("GET", "/assets/{version}/{name}", OPEN),
    ("GET", "/counties/{county}", READS_C1),
    ("GET", "/counties/{county}/items", READS_C1),
    ("GET", "/counties/{county}/items/{item}", READS_C1),
    ("POST", "/counties/{county}/items/{item}/facts/{year}", FORGED),
    ("GET", "/health", OPEN),
    ("GET", "/log-in", [200, 303, 303, 303, 303, 303, 303]),
    ("POST", "/log-in", FORGED),
    ("POST", "/log-out", FORGED),
    ("GET", "/matrix", [303, 403, 403, 403, 200, 200, 403]),
    ("GET", "/metrics", OPEN),
    ("GET", "/profile", [303, 200, 200, 200, 200, 200, 200]),
    ("POST", "/profile/password", FORGED),
];

/// The route's pattern with real values of the first county.
fn address(served: &Served, pattern: &str) -> String {
    if pattern.starts_with("/assets/") {
        let page = served.visitor().get("/log-in").body;
        let (_, rest) = page.split_once("href=\"/assets/").unwrap();
        return format!("/assets/{}", rest.split('"').next().unwrap());
    }
    pattern.replace("{county}", "c1").replace("{item}", "A01").replace("{year}", "2022")
}

fn everybody(served: &Served) -> Vec<(&'static str, Client)> {
    let accounts = ACCOUNTS.map(|(name, ..)| (name, served.client(name)));
    std::iter::once(("nobody", served.visitor())).chain(accounts).collect()
}

#[test]
fn every_route_answers_every_role_as_expected() {
    let served = Served::new();
    let everybody = everybody(&served);
    let mut faults = Vec::new();
    let routes: Vec<_> = table().into_iter().filter(|row| !row.path.starts_with("/api/")).collect();
    for row in &routes {
        let found = EXPECTED.iter().find(|(method, path, _)| *method == row.method && *path == row.path);
        let Some((_, _, expected)) = found else {
            faults.push(format!("{} {} is not in the table of this test", row.method, row.path));
            continue;
        };
        let address = address(&served, row.path);
        for ((name, client), expected) in everybody.iter().zip(expected) {
            let body = (row.method != "GET").then_some(("application/x-www-form-urlencoded", &b""[..]));
            let status = client.send(&row.method, &address, body).status;
            if status != *expected {
                faults.push(format!("{} {address} as {name}: {status}, not {expected}", row.method));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(routes.len(), EXPECTED.len(), "routes in this test that the server does not have");
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
        let form = format!("csrf={token}&name=clerk&password=correct+horse+battery&next={next}");
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
    assert_eq!(try_with("clerk", "correct+horse+battery").status, 303);
    let token = browser.get("/counties/c1").token();
    assert_eq!(browser.post_bare("/log-out", &format!("csrf={token}")).status, 303);
    assert_eq!(browser.get("/counties/c1").status, 303);
}
