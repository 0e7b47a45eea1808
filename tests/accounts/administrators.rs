//! Three administrators, and what none of them can do alone.

use yingjian::domain::role::Role;
use yingjian::ops::accounts::{Kind, recognise};

use crate::client::Client;
use crate::office::{PASSWORD, Served};
use crate::{enter, now};

fn shown(page: &str) -> String {
    page.split_once("<code>").unwrap().1.split('<').next().unwrap().to_owned()
}

#[test]
fn nobody_of_them_makes_an_account_that_sees_evidence_alone() {
    let served = Served::new();
    let (admin, security, auditor) =
        (served.client("admin"), served.client("security"), served.client("auditor"));
    let made = admin.post("/accounts", "name=ghost&role=city_leader&county=");
    let password = shown(&made.body);
    for alone in [&admin, &auditor] {
        for (path, form) in [
            ("/security/confirm", "name=ghost"),
            ("/security/role", "name=admin&role=city_leader&county="),
            ("/security/second-factor", "name=head"),
        ] {
            assert_eq!(alone.post(path, form).status, 403, "{path}");
        }
    }
    assert_eq!(enter(&served.visitor(), "ghost", &password).status, 401, "made by one, not confirmed");
    // The other way: who confirms makes no account, sets no password and gives itself no other role.
    for (path, form) in [
        ("/accounts", "name=ghost2&role=city_leader&county="),
        ("/accounts/password", "name=head"),
        ("/accounts/state", "name=ghost&disabled=false"),
    ] {
        assert_eq!(security.post(path, form).status, 403, "{path}");
    }
    let own = security.post("/security/role", "name=security&role=city_leader&county=");
    assert_eq!(own.status, 422);
    assert!(own.body.contains("不能改自己的角色"), "{}", own.body);
    // A password that the one sets opens nothing before the other agrees.
    let password = shown(&admin.post("/accounts/password", "name=head").body);
    assert_eq!(enter(&served.visitor(), "head", &password).status, 401);
    // Nobody makes a token of somebody else's.
    assert_eq!(admin.post("/accounts/token", "name=clerk").status, 404);
}

#[test]
fn none_of_them_sees_evidence_and_each_has_its_own_pages() {
    let served = Served::new();
    let evidence = served.file_minutes("会议纪要.pdf", "2022-03-15");
    let pages = [("/accounts", "admin"), ("/security", "security"), ("/security/policy", "security")];
    for name in ["admin", "security", "auditor"] {
        let browser = served.client(name);
        for path in ["/counties/c1", "/counties/c1/evidence", "/counties/c1/archive.zip"] {
            assert_eq!(browser.get(path).status, 404, "{path} as {name}");
        }
        assert_eq!(browser.get(&format!("/evidence/{evidence}")).status, 404, "{name}");
        assert_eq!(browser.get("/matrix").status, 403, "{name}");
        for (path, whose) in pages {
            assert_eq!(browser.get(path).status, if name == whose { 200 } else { 403 }, "{path} as {name}");
        }
    }
    let policy = served.client("security").get("/security/policy").body;
    assert!(policy.contains("GB/T 22239-2019") && policy.contains("密码每 90 天更换"), "{policy}");
}

#[test]
fn an_account_has_one_role_and_a_new_one_ends_its_sessions_at_once() {
    let served = Served::new();
    let (security, clerk) = (served.client("security"), served.client("clerk"));
    let token = served.secret("clerk", Kind::Token);
    let program = || served.visitor().with_header("authorization", &format!("Bearer {token}"));
    assert_eq!(program().get("/api/v1/counties/c1/score").status, 200);
    assert_eq!(security.post("/security/role", "name=clerk&role=administrator&county=c1").status, 422);
    assert_eq!(security.post("/security/role", "name=clerk&role=administrator&county=").status, 303);
    assert_eq!(clerk.get("/counties/c1").status, 303, "the session is over");
    assert_eq!(program().get("/api/v1/counties/c1/score").status, 401, "and the token");
    let browser = served.visitor();
    assert_eq!(enter(&browser, "clerk", PASSWORD).status, 303);
    assert_eq!((browser.get("/accounts").status, browser.get("/counties/c1").status), (200, 404));
    let known = recognise(
        &served.office,
        &crate::Secret(served.secret("clerk", Kind::Session)),
        &[Kind::Session],
        now(),
    );
    assert_eq!(known.unwrap().unwrap().account.role, Role::Administrator);
}

#[test]
fn the_security_administrator_ends_sessions_and_keeps_its_own() {
    let served = Served::new();
    let (security, clerk): (Client, Client) = (served.client("security"), served.client("clerk"));
    assert_eq!(security.post("/security/sessions", "name=clerk").status, 303);
    assert_eq!(clerk.get("/counties/c1").status, 303);
    assert_eq!(security.post("/security/sessions", "name=security").status, 303);
    assert_eq!(security.get("/security").status, 200);
    assert_eq!(security.post("/security/unlock", "name=nobody").status, 404);
}
