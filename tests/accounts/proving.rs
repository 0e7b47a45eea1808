//! Grave steps ask for the password again, lose nothing of what was typed, and change the session's secret.

use chrono::TimeDelta;
use yingjian::ops::accounts::{Kind, issue, keeping};
use yingjian::web::table;

use crate::client::Client;
use crate::now;
use crate::office::{ACCOUNTS, PASSWORD, Served};

/// A browser whose password was given eleven minutes ago.
fn stale(served: &Served, name: &str) -> (Client, String) {
    let listed = keeping::list(&served.office).unwrap();
    let id = &listed.iter().find(|one| one.account.name == name).unwrap().account.id;
    let secret = issue(&served.office, id, Kind::Session, now() - TimeDelta::minutes(11)).unwrap().0;
    (served.visitor().with_session(&secret), secret)
}

#[test]
fn a_grave_step_asks_and_goes_on_with_what_was_typed() {
    let served = Served::new();
    let (admin, old) = stale(&served, "admin");
    let form = "name=new%22name&role=county_leader&county=c2";
    let asked = admin.post("/accounts", form);
    assert_eq!(asked.status, 403);
    for kept in [
        "action=\"/accounts\"",
        "name=\"proof_password\"",
        "value=\"new&quot;name\"",
        "value=\"county_leader\"",
    ] {
        assert!(asked.body.contains(kept), "{kept}: {}", asked.body);
    }
    assert!(!admin.get("/accounts").body.contains("new&quot;name"), "nothing is done yet");
    let wrong = admin.post("/accounts", &format!("{form}&proof_password=wrong"));
    assert_eq!(wrong.status, 403);
    assert!(wrong.body.contains("密码或口令不对") && wrong.body.contains("new&quot;name"), "{}", wrong.body);
    let proof = format!("{form}&proof_password={}", PASSWORD.replace(' ', "+"));
    let done = admin.post("/accounts", &proof);
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(done.header("set-cookie").starts_with("session="), "a new secret");
    assert!(admin.get("/accounts").body.contains("new&quot;name"));
    assert_eq!(served.visitor().with_session(&old).get("/accounts").status, 303, "the old secret is over");
    assert_eq!(
        admin.post("/accounts", &form.replace("new", "next")).status,
        200,
        "it holds for the next step"
    );
}

/// Every route of the table that is grave, as each of those who have the right.
#[test]
fn every_grave_route_asks_before_it_does_anything() {
    let served = Served::new();
    let grave: Vec<_> = table().into_iter().filter(|row| row.grave).collect();
    let fresh = ACCOUNTS.map(|(name, ..)| (name, served.client(name)));
    let mut asked = Vec::new();
    for row in &grave {
        let address = row.path.replace("{county}", "c1").replace("{round}", "r");
        for (name, proven) in &fresh {
            let (browser, _) = stale(&served, name);
            let (stale, proven) = match row.method.as_str() {
                "GET" => (browser.get(&address), proven.get(&address)),
                _ => (browser.post(&address, "x=typed"), proven.post(&address, "x=typed")),
            };
            if stale.status == 403 && stale.body.contains("proof_password") {
                assert!(row.method == "GET" || stale.body.contains("value=\"typed\""), "{address} as {name}");
                assert!(!proven.body.contains("proof_password"), "{address} as {name}");
                asked.push(row.path);
            } else if stale.header("location").starts_with("/prove") {
                asked.push(row.path);
            } else {
                assert!(matches!(stale.status, 403 | 404), "{address} as {name}: {}", stale.status);
                assert!(matches!(proven.status, 403 | 404), "{address} as {name}: {}", proven.status);
            }
        }
    }
    let silent: Vec<_> = grave.iter().filter(|row| !asked.contains(&row.path)).collect();
    assert!(silent.is_empty(), "{silent:?}");
    for path in [
        "/accounts",
        "/accounts/password",
        "/audit/copy.zip",
        "/security/confirm",
        "/profile/tokens",
        "/profile/second-factor/end",
        "/counties/{county}/decisions",
        "/counties/{county}/decisions/freeze",
    ] {
        assert!(asked.contains(&path), "{path}");
    }
}

#[test]
fn guessing_at_it_ends_the_session_and_closes_the_account() {
    let served = Served::new();
    let (admin, _) = stale(&served, "admin");
    for _ in 0..4 {
        assert_eq!(admin.post("/accounts", "name=x&proof_password=wrong").status, 403);
    }
    assert_eq!(admin.post("/accounts", "name=x&proof_password=wrong").status, 401);
    assert_eq!(admin.get("/accounts").status, 303);
    assert_eq!(crate::enter(&served.visitor(), "admin", PASSWORD).status, 401);
}

#[test]
fn the_page_that_asks_leads_back_and_never_to_another_site() {
    let served = Served::new();
    let password = PASSWORD.replace(' ', "+");
    for (next, expected) in
        [("/accounts", "/accounts"), ("//evil.example", "/"), ("https://evil.example", "/")]
    {
        let (admin, _) = stale(&served, "admin");
        assert_eq!(admin.get("/prove?next=/accounts").status, 200);
        let answer = admin.post("/prove", &format!("next={next}&proof_password={password}"));
        assert_eq!((answer.status, answer.header("location")), (303, expected), "{next}");
    }
}
