//! The administrator's work, and one's own password.

use crate::client::Client;
use crate::office::{PASSWORD, Served};

fn log_in(browser: &Client, name: &str, password: &str) -> u16 {
    let token = browser.get("/log-in").token();
    let password = password.replace(' ', "+");
    browser.post_bare("/log-in", &format!("csrf={token}&name={name}&password={password}")).status
}

/// The secret that a page shows once.
fn shown_secret(page: &str) -> String {
    let (_, rest) = page.split_once("<code>").unwrap_or_else(|| panic!("{page}"));
    rest.split('<').next().unwrap().to_owned()
}

#[test]
fn a_new_account_gets_a_password_that_is_shown_once() {
    let served = Served::new();
    let admin = served.client("admin");
    let made = admin.post("/accounts", "name=new&role=county_leader&county=c2");
    assert_eq!(made.status, 200, "{}", made.body);
    let password = shown_secret(&made.body);
    assert!(!admin.get("/accounts").body.contains(&password));
    let browser = served.visitor();
    assert_eq!(log_in(&browser, "new", &password), 303);
    assert_eq!((browser.get("/counties/c2").status, browser.get("/counties/c1").status), (200, 404));
    for (form, words) in [
        ("name=new&role=county_leader&county=c2", "已经有人使用"),
        ("name=&role=administrator&county=", "请填写登录名"),
        ("name=x&role=county_leader&county=", "必须指定所属的县"),
        ("name=x&role=administrator&county=c1", "其他角色不能指定"),
    ] {
        let refused = admin.post("/accounts", form);
        assert_eq!(refused.status, 422, "{form}");
        assert!(refused.body.contains(words), "{form}: {}", refused.body);
    }
}

#[test]
fn whoever_is_disabled_or_reset_is_logged_out_at_once() {
    let served = Served::new();
    let (admin, clerk) = (served.client("admin"), served.client("clerk"));
    assert_eq!(admin.post("/accounts/state", "name=clerk&disabled=true").status, 303);
    assert_eq!(clerk.get("/counties/c1").status, 303);
    assert_eq!(log_in(&served.visitor(), "clerk", PASSWORD), 401);
    assert_eq!(admin.post("/accounts/state", "name=clerk&disabled=false").status, 303);
    assert_eq!(log_in(&served.visitor(), "clerk", PASSWORD), 303);
    let reset = admin.post("/accounts/password", "name=clerk");
    assert_eq!(log_in(&served.visitor(), "clerk", PASSWORD), 401);
    assert_eq!(log_in(&served.visitor(), "clerk", &shown_secret(&reset.body)), 303);
    assert_eq!(admin.post("/accounts/state", "name=admin&disabled=true").status, 422);
    assert_eq!(admin.post("/accounts/password", "name=nobody").status, 404);
    assert_eq!(admin.get("/accounts").status, 200);
}

#[test]
fn a_token_is_for_programs_and_not_for_pages() {
    let served = Served::new();
    let page = served.client("admin").post("/accounts/token", "name=clerk").body;
    let program = served.visitor().with_header("authorization", &format!("Bearer {}", shown_secret(&page)));
    assert_eq!(program.get("/counties/c1").status, 303);
    let session = served.secret("clerk", yingjian::ops::accounts::Kind::Session);
    let thief = served.visitor().with_header("authorization", &format!("Bearer {session}"));
    assert_eq!(thief.get("/api/v1/nowhere").status, 404);
}

#[test]
fn ones_own_password_is_changed_with_the_old_one() {
    let served = Served::new();
    let (here, elsewhere) = (served.client("leader"), served.client("leader"));
    let change = |old: &str, new: &str, again: &str| {
        here.post("/profile/password", &format!("old={old}&new={new}&again={again}")).status
    };
    let old = PASSWORD.replace(' ', "+");
    assert_eq!(change("wrong", "another+long+one", "another+long+one"), 422);
    assert_eq!(change(&old, "another+long+one", "another"), 422);
    assert_eq!(change(&old, "short", "short"), 422);
    assert_eq!(change(&old, "another+long+one", "another+long+one"), 303);
    assert_eq!((here.get("/counties/c1").status, elsewhere.get("/counties/c1").status), (200, 303));
    assert_eq!(log_in(&served.visitor(), "leader", "another long one"), 303);
}
