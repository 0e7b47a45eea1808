//! The work of the administrators of system and security, and one's own password and tokens.

use crate::client::Client;
use crate::office::{PASSWORD, Served};

pub(crate) fn log_in(browser: &Client, name: &str, password: &str) -> u16 {
    let token = browser.get("/log-in").token();
    let password = password.replace(' ', "+");
    browser.post_bare("/log-in", &format!("csrf={token}&name={name}&password={password}")).status
}

/// The secret that a page shows once.
pub(crate) fn shown_secret(page: &str) -> String {
    let (_, rest) = page.split_once("<code>").unwrap_or_else(|| panic!("{page}"));
    rest.split('<').next().unwrap().to_owned()
}

/// Changes the password that somebody else knows, as the page demands.
fn change_first(browser: &Client, old: &str, new: &str) {
    assert_eq!(browser.get("/profile").header("location"), "/profile/password");
    let token = browser.get("/profile/password").token();
    let form = format!("csrf={token}&old={old}&new={new}&again={new}");
    assert_eq!(browser.post_bare("/profile/password", &form).status, 303);
}

#[test]
fn a_new_account_waits_for_the_security_administrator_and_its_password_is_changed_first() {
    let served = Served::new();
    let (admin, security) = (served.client("admin"), served.client("security"));
    let made = admin.post("/accounts", "name=new&role=county_leader&county=c2");
    assert_eq!(made.status, 200, "{}", made.body);
    let password = shown_secret(&made.body);
    assert!(!admin.get("/accounts").body.contains(&password));
    let browser = served.visitor();
    assert_eq!(log_in(&browser, "new", &password), 401, "not confirmed yet");
    assert_eq!(admin.post("/security/confirm", "name=new").status, 403);
    assert_eq!(security.post("/security/confirm", "name=new").status, 303);
    assert_eq!(log_in(&browser, "new", &password), 303);
    assert_eq!(browser.get("/counties/c2").header("location"), "/profile/password");
    change_first(&browser, &password, "Quite+another+1");
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
    assert_eq!(clerk.get("/counties/c1").status, 303, "the old session stays over");
    assert_eq!(log_in(&served.visitor(), "clerk", PASSWORD), 303);
    let reset = admin.post("/accounts/password", "name=clerk");
    assert_eq!(log_in(&served.visitor(), "clerk", PASSWORD), 401);
    let password = shown_secret(&reset.body);
    assert_eq!(log_in(&served.visitor(), "clerk", &password), 401, "who reset it can't come in alone");
    assert_eq!(served.client("security").post("/security/confirm", "name=clerk").status, 303);
    assert_eq!(log_in(&served.visitor(), "clerk", &password), 303);
    assert_eq!(admin.post("/accounts/state", "name=admin&disabled=true").status, 422);
    assert_eq!(admin.post("/accounts/password", "name=nobody").status, 404);
    assert_eq!(admin.get("/accounts").status, 200);
}

#[test]
fn a_token_is_for_programs_and_not_for_pages() {
    let served = Served::new();
    let page = served.client("clerk").post("/profile/tokens", "kind=token&label=报表程序").body;
    let program = served.visitor().with_header("authorization", &format!("Bearer {}", shown_secret(&page)));
    assert_eq!(program.get("/counties/c1").status, 303);
    assert_eq!(program.get("/api/v1/counties/c1/score").status, 200);
    let session = served.secret("clerk", yingjian::ops::accounts::Kind::Session);
    let thief = served.visitor().with_header("authorization", &format!("Bearer {session}"));
    assert_eq!(thief.get("/api/v1/nowhere").status, 404);
}

#[test]
fn a_token_that_only_reads_changes_nothing_and_a_revoked_one_is_worth_nothing() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let page = clerk.post("/profile/tokens", "kind=read_token&label=只看").body;
    let program = served.visitor().with_header("authorization", &format!("Bearer {}", shown_secret(&page)));
    assert_eq!(program.get("/api/v1/counties/c1/score").status, 200);
    let put = program.send(
        "PUT",
        "/api/v1/counties/c1/facts/A01/2022",
        Some(("application/json", b"{\"count\": 1}")),
    );
    assert_eq!(put.status, 403, "{}", put.body);
    assert!(put.body.contains("web-error-reads-only"), "{}", put.body);
    let (_, rest) = page.split_once("name=\"id\" value=\"").unwrap();
    let id = rest.split('"').next().unwrap();
    assert_eq!(served.client("leader").post("/profile/revoke", &format!("id={id}")).status, 404);
    assert_eq!(clerk.post("/profile/revoke", &format!("id={id}")).status, 303);
    assert_eq!(program.get("/api/v1/counties/c1/score").status, 401);
    assert_eq!(clerk.post("/profile/tokens", "kind=token&label=").status, 422);
    assert_eq!(clerk.post("/profile/tokens", "kind=session&label=x").status, 400);
}

#[test]
fn ones_own_password_is_changed_with_the_old_one() {
    let served = Served::new();
    let (here, elsewhere) = (served.client("leader"), served.client("leader"));
    let change = |old: &str, new: &str, again: &str| {
        here.post("/profile/password", &format!("old={old}&new={new}&again={again}"))
    };
    let old = PASSWORD.replace(' ', "+");
    assert_eq!(change("wrong", "Another+long+1", "Another+long+1").status, 422);
    assert_eq!(change(&old, "Another+long+1", "Another").status, 422);
    for (bad, words) in [
        ("Short+1", "至少要 10 个字符"),
        ("another+long+one", "至少 3 种"),
        ("Leader-2026-xyz", "不能包含登录名"),
        ("2026-Password!", "太常见"),
        (&old, "最近 5 个"),
    ] {
        let refused = change(&old, bad, bad);
        assert_eq!(refused.status, 422, "{bad}");
        assert!(refused.body.contains(words), "{bad}: {}", refused.body);
    }
    assert_eq!(change(&old, "Another+long+1", "Another+long+1").status, 303);
    assert_eq!((here.get("/counties/c1").status, elsewhere.get("/counties/c1").status), (200, 303));
    assert_eq!(log_in(&served.visitor(), "leader", "Another long 1"), 303);
    assert_eq!(change("Another+long+1", &old, &old).status, 422, "it was used before");
}

#[test]
fn the_record_is_narrowed_by_words_and_by_codes_that_links_hold() {
    let served = Served::new();
    served.file_minutes("clerk", "2022-03-15");
    let auditor = served.client("auditor");
    let page = |query: &str| auditor.get(&format!("/audit?{query}")).body;
    let filed = page("action=evidence.file&county=c1");
    for text in [
        "<option value=\"evidence.file\" selected>上传材料</option>",
        "<option value=\"c1\" selected>甲县</option>",
        "<optgroup label=\"材料\">",
        "<code>evidence.file</code>",
        "<code>c1</code>",
    ] {
        assert!(filed.contains(text), "{text}: {filed}");
    }
    assert!(page("action=evidence.&county=c2").contains("没有符合条件的记录"));
    let family = page("action=evidence.");
    assert!(family.contains("<option value=\"evidence.\" selected>材料（全部）</option>"), "{family}");
    assert!(family.contains("<code>evidence.file</code>"), "{family}");
    let unknown = page("action=session.&county=c0");
    for value in ["session.", "c0"] {
        let kept = format!("<option value=\"{value}\" selected>{value}</option>");
        assert!(unknown.contains(&kept), "{kept}: {unknown}");
    }
}
