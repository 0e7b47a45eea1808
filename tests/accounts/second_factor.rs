//! The second factor, as a browser and an authenticator app go through it.

use std::os::unix::fs::PermissionsExt;

use totp_rs::{Builder, Secret as TotpSecret, Totp};
use yingjian::domain::policy::SecondFactor;
use yingjian::ops::accounts::AccessSettings;

use crate::client::{Answer, Client};
use crate::enter;
use crate::office::{ACCOUNTS, PASSWORD, Served};

/// An office that asks for second factors.
fn strict() -> Served {
    Served::under(&AccessSettings {
        second_factor: Some(SecondFactor::Required),
        ..AccessSettings::default()
    })
}

/// An authenticator app.
struct App(Totp);

impl App {
    /// Takes the key that the page shows.
    fn reading(page: &str) -> Self {
        let typed = page.split_once("<code>").unwrap().1.split('<').next().unwrap().replace(' ', "");
        Self(Builder::new().with_secret(TotpSecret::try_from_base32(typed).unwrap()).build().unwrap())
    }

    /// What it shows now, or will show in so many steps.
    fn code(&self, steps: u64) -> String {
        let now = u64::try_from(chrono::Utc::now().timestamp()).unwrap();
        self.0.generate(now + 30 * steps).to_string()
    }
}

fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Sends a form with the token of a page that may be opened before anything else.
fn post(browser: &Client, path: &str, form: &str) -> Answer {
    let token = browser.get("/profile/second-factor").token();
    browser.post_bare(path, &format!("csrf={token}&{form}"))
}

/// Logs in and sets a second factor up; the app and the codes on paper.
fn enrolled(browser: &Client, name: &str) -> (App, Vec<String>) {
    assert_eq!(enter(browser, name, PASSWORD).status, 303);
    let page = browser.get("/profile/second-factor").body;
    let app = App::reading(&page);
    let form = format!("sealed={}&code={}", field(&page, "sealed"), app.code(0));
    let done = post(browser, "/profile/second-factor", &form);
    assert_eq!(done.status, 200, "{}", done.body);
    let codes = done.body.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    (app, codes.collect())
}

fn give(browser: &Client, code: &str) -> Answer {
    let token = browser.get("/log-in/code").token();
    browser.post_bare("/log-in/code", &format!("csrf={token}&code={code}"))
}

#[test]
fn who_must_have_one_sets_it_up_before_anything_else_and_others_need_not() {
    let served = strict();
    for (name, role, _) in ACCOUNTS {
        let browser = served.visitor();
        assert_eq!(enter(&browser, name, PASSWORD).status, 303);
        let needs = served.office.access.policy.needs_second_factor(role);
        let page = browser.get("/profile");
        assert_eq!(page.status, if needs { 303 } else { 200 }, "{name}");
        if needs {
            assert_eq!(page.header("location"), "/profile/second-factor", "{name}");
            assert_eq!(post(&browser, "/profile/tokens", "kind=token&label=x").status, 403, "{name}");
        }
        assert!(!page.body.contains("没有强制使用动态口令"), "{name}");
    }
    let browser = served.visitor();
    let (_, codes) = enrolled(&browser, "head");
    assert_eq!((browser.get("/matrix").status, codes.len()), (200, 10));
}

#[test]
fn an_office_that_only_offers_it_says_so_on_every_page() {
    let served = Served::new();
    for path in ["/log-in", "/matrix"] {
        assert!(
            served.client("head").get(path).body.contains("没有强制使用动态口令") || path == "/log-in",
            "{path}"
        );
    }
    assert!(served.visitor().get("/log-in").body.contains("没有强制使用动态口令"));
}

#[test]
fn a_log_in_takes_two_steps_and_a_code_is_never_taken_twice() {
    let served = strict();
    let first = served.visitor();
    let (app, codes) = enrolled(&first, "head");
    let used = app.code(0);
    let browser = served.visitor();
    let half = enter(&browser, "head", PASSWORD);
    assert_eq!((half.status, half.header("location")), (303, "/log-in/code?next="));
    assert_eq!(browser.get("/matrix").status, 303, "half a log-in is none");
    let step = half.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned();
    assert_eq!(
        served.visitor().with_session(&step).get("/matrix").status,
        303,
        "nor is its secret a session"
    );
    assert_eq!(give(&browser, &used).status, 401, "it set the factor up");
    let next = app.code(1);
    let done = give(&browser, &next);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(browser.get("/matrix").status, 200);
    let again = served.visitor();
    assert_eq!(enter(&again, "head", PASSWORD).status, 303);
    assert_eq!(give(&again, &next).status, 401, "taken already");
    let paper = codes[3].to_uppercase();
    assert_eq!(give(&again, &paper).status, 303, "a code on paper stands in");
    assert!(again.get("/profile").body.contains("还有 9 个备用码"));
    let third = served.visitor();
    assert_eq!(enter(&third, "head", PASSWORD).status, 303);
    assert_eq!(give(&third, &paper).status, 401, "but once");
    assert_eq!(served.visitor().get("/log-in/code").status, 303, "without a first step there is no second");
}

#[test]
fn wrong_codes_count_like_wrong_passwords_and_passwords_do_not_take_them_back() {
    let served = strict();
    let (app, _) = enrolled(&served.visitor(), "head");
    let browser = served.visitor();
    for _ in 0..2 {
        // A right password in between must not start the count anew.
        assert_eq!(enter(&browser, "head", PASSWORD).status, 303);
        assert_eq!(give(&browser, "000000").status, 401);
        assert_eq!(give(&browser, "wrong-code-on-paper").status, 401);
    }
    assert_eq!(enter(&browser, "head", PASSWORD).status, 303);
    let closed = give(&browser, "000000");
    assert!(closed.status == 401 && closed.body.contains("从登录名和密码重新开始"), "{}", closed.body);
    assert_eq!(give_or_start(&browser, &app.code(1)), 303, "the half log-in is over");
    assert_eq!(enter(&served.visitor(), "head", PASSWORD).status, 401, "the account is closed");
}

/// Without a half log-in the page of the second step leads to the first.
fn give_or_start(browser: &Client, _code: &str) -> u16 {
    browser.get("/log-in/code").status
}

#[test]
fn grave_steps_ask_for_a_code_too_and_a_lost_phone_is_the_security_administrators_matter() {
    let served = Served::new();
    let browser = served.visitor();
    let (app, _) = enrolled(&browser, "clerk");
    let other = served.visitor();
    assert_eq!(enter(&other, "clerk", PASSWORD).status, 303);
    assert_eq!(give(&other, &app.code(1)).status, 303);
    let security = served.client("security");
    assert_eq!(security.post("/security/second-factor", "name=clerk").status, 303);
    assert_eq!((browser.get("/counties/c1").status, other.get("/counties/c1").status), (303, 303));
    let after = served.visitor();
    assert_eq!(enter(&after, "clerk", PASSWORD).header("location"), "/");
    assert_eq!(after.get("/counties/c1").status, 200, "a clerk need not have one");
}

#[test]
fn setting_up_needs_the_right_code_and_ends_the_other_sessions() {
    let served = Served::new();
    let (here, elsewhere) = (served.client("leader"), served.client("leader"));
    let page = here.get("/profile/second-factor").body;
    let sealed = field(&page, "sealed");
    let wrong = post(&here, "/profile/second-factor", &format!("sealed={sealed}&code=000000"));
    assert_eq!(wrong.status, 422);
    assert_eq!(field(&wrong.body, "sealed"), sealed, "the picture stays the same");
    let neighbour = served.client("neighbour");
    let code = App::reading(&page).code(0);
    let stolen = post(&neighbour, "/profile/second-factor", &format!("sealed={sealed}&code={code}"));
    assert_eq!(stolen.status, 422, "what was sealed for one opens for no other");
    assert_eq!(post(&here, "/profile/second-factor", &format!("sealed={sealed}&code={code}")).status, 200);
    assert_eq!((here.get("/counties/c1").status, elsewhere.get("/counties/c1").status), (200, 303));
    let key = served.folder().join("secret.key");
    assert_eq!(std::fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
}
