//! Log-in by the office's own provider, against a real one: `oidc-provider` for Node, started here.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod browser;
#[path = "../web/client.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod client;
#[path = "../web/office.rs"]
#[expect(dead_code, reason = "the tests of pages use more of it")]
mod office;
mod provider;
mod tokens;

use browser::Browser;
use office::{Served, by};
use provider::Offices;
use yingjian::ops::accounts::keeping;

#[test]
fn somebody_with_an_account_here_comes_in_by_the_provider_whatever_it_signs_with() {
    for algorithm in ["RS256", "ES256", "EdDSA"] {
        let served = Served::new();
        let offices = Offices::new(&served, algorithm);
        let browser = Browser::new();
        let page = browser.get(&offices.here("/log-in?next=%2Fcounties%2Fc1%2Fitems"));
        assert!(page.body.contains("href=\"/log-in/oidc?next"), "{}", page.body);
        let end = offices.log_in(&browser, "clerk:otp", "/log-in/oidc?next=%2Fcounties%2Fc1%2Fitems");
        assert_eq!(
            (end.status, end.location.as_str()),
            (303, "/counties/c1/items"),
            "{algorithm} {}",
            end.body
        );
        assert_eq!(browser.get(&offices.here("/counties/c1/items")).status, 200);
    }
}

#[test]
fn who_has_no_account_here_is_told_as_with_a_wrong_password_and_gets_none() {
    let served = Served::new();
    let offices = Offices::new(&served, "RS256");
    let by_password = served.visitor();
    let token = by_password.get("/log-in").token();
    let wrong = format!("csrf={token}&name=clerk&password=wrong");
    let expected = refusal(&by_password.post_bare("/log-in", &wrong).body);
    keeping::set_disabled(&served.office, &by(), "neighbour", true).unwrap();
    for name in ["stranger", "neighbour"] {
        let browser = Browser::new();
        let end = offices.log_in(&browser, name, "/log-in/oidc");
        assert_eq!(end.status, 401, "{name}: {}", end.body);
        assert_eq!(refusal(&end.body), expected, "{name}");
        assert_eq!(browser.get(&offices.here("/profile")).status, 303);
    }
}

/// What a log-in page says of why somebody did not come in.
fn refusal(page: &str) -> String {
    let (_, rest) = page.split_once("id=\"refused\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[test]
fn what_was_not_begun_here_is_refused() {
    let served = Served::new();
    let offices = Offices::new(&served, "RS256");
    let tampered = |change: &dyn Fn(&Browser, String) -> String| {
        let browser = Browser::new();
        let back = offices.way_back(&browser, "clerk", "/log-in/oidc");
        let end = browser.get(&change(&browser, back));
        let inside = browser.get(&offices.here("/profile")).status == 200;
        assert_eq!(inside, end.status == 303, "{}", end.body);
        end.status
    };
    assert_eq!(tampered(&|_, back| back), 303);
    let state = |_: &Browser, back: String| back.replace("state=", "state=x");
    assert_eq!(tampered(&state), 401, "another state");
    let issuer = |_: &Browser, back: String| back.replace("iss=http", "iss=https");
    assert_eq!(tampered(&issuer), 401, "another issuer");
    let code = |_: &Browser, back: String| back.replace("code=", "code=x");
    assert_eq!(tampered(&code), 401, "another code");
    // The second of the three texts is the nonce, the third what proves that the code was asked for here.
    for part in [1, 2] {
        let changed = move |browser: &Browser, back: String| {
            browser.change_cookie("out", |text| {
                let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
                parts[part] = parts[part].chars().rev().collect();
                parts.join(".")
            });
            back
        };
        assert_eq!(tampered(&changed), 401, "part {part}");
    }
    let without = |browser: &Browser, back: String| {
        browser.change_cookie("out", |_| String::new());
        back
    };
    assert_eq!(tampered(&without), 401, "nothing begun");
}

#[test]
fn a_way_back_is_good_once_and_for_the_browser_that_began_it() {
    let served = Served::new();
    let offices = Offices::new(&served, "RS256");
    let (browser, other) = (Browser::new(), Browser::new());
    let back = offices.way_back(&browser, "clerk", "/log-in/oidc");
    assert_eq!(other.get(&back).status, 401);
    assert_eq!(browser.get(&back).status, 303);
    assert_eq!(browser.get(&back).status, 401);
}

#[test]
fn a_provider_under_another_name_lets_nobody_in_and_without_one_there_is_no_button() {
    let served = Served::new();
    let offices = Offices::calling_it(&served, "RS256", |issuer| issuer.replace("127.0.0.1", "localhost"));
    let end = Browser::new().get(&offices.here("/log-in/oidc"));
    assert_eq!(end.status, 401, "{}", end.body);
    let page = served.visitor().get("/log-in").body;
    assert!(!page.contains("/log-in/oidc"), "{page}");
    let nowhere = served.visitor().get("/log-in/oidc");
    assert_eq!((nowhere.status, nowhere.header("location")), (303, "/log-in"));
}
