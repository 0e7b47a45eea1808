//! What protects the visitor: forged forms, foreign text on pages, headers, errors without innards, languages.

use crate::office::Served;

#[test]
fn a_form_without_the_right_token_changes_nothing() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let other = served.client("leader").get("/counties/c1").token();
    for form in ["", "csrf=", "csrf=0000", &format!("csrf={other}")] {
        let answer = clerk.post_bare("/log-out", form);
        assert_eq!(answer.status, 403, "{form}");
        assert!(answer.body.contains("这个表单已经失效"), "{}", answer.body);
    }
    assert_eq!(clerk.get("/counties/c1").status, 200);
    // Before the log-in, too.
    assert_eq!(served.visitor().post_bare("/log-in", "name=clerk&password=x").status, 403);
}

#[test]
fn who_sends_a_form_after_the_session_ended_is_led_to_log_in_and_back() {
    let served = Served::new();
    let clerk =
        served.client("clerk").with_header("referer", "http://127.0.0.1/counties/c1/items/A01?saved=2022");
    let token = clerk.get("/counties/c1").token();
    let facts = format!("csrf={token}&seen=0&count-2022=2");
    assert_eq!(clerk.post("/log-out", "").status, 303);
    let answer = clerk.post_bare("/counties/c1/items/A01/facts/2022", &facts);
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("登录已失效") && !answer.body.contains("没有权限"), "{}", answer.body);
    let back = "/log-in?next&#x3D;%2Fcounties%2Fc1%2Fitems%2FA01%3Fsaved%3D2022";
    assert!(answer.body.contains(back), "{}", answer.body);
    // An address of somebody else leads nowhere.
    let lured = served.visitor().with_header("referer", "http://other//evil.example/");
    let answer = lured.post_bare("/counties/c1/items/A01/facts/2022", "");
    assert!(answer.body.contains("href=\"/log-in\""), "{}", answer.body);
}

#[test]
fn an_address_that_is_not_there_leaves_the_menu_to_who_is_logged_in() {
    let served = Served::new();
    let answer = served.client("clerk").get("/nowhere");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("<li><a href=\"/counties/c1\""), "{}", answer.body);
    let answer = served.visitor().get("/nowhere");
    assert_eq!(answer.status, 404);
    assert!(!answer.body.contains("/counties/c1"), "{}", answer.body);
}

#[test]
fn every_answer_carries_the_safety_headers() {
    let served = Served::new();
    let clerk = served.client("clerk");
    for path in ["/counties/c1", "/nowhere", "/log-in", "/health", "/counties/c2"] {
        let answer = clerk.get(path);
        assert!(answer.header("content-security-policy").starts_with("default-src 'self';"), "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[test]
fn pages_hold_no_inline_script_or_style_and_nothing_from_elsewhere() {
    let served = Served::new();
    let clerk = served.client("clerk");
    for path in ["/counties/c1", "/log-in", "/nowhere"] {
        let body = clerk.get(path).body;
        for forbidden in [" style=", "<style", " onclick=", "http://", "https://", "<script>"] {
            assert!(!body.contains(forbidden), "{path} holds {forbidden}");
        }
    }
}

#[test]
fn styles_are_kept_for_ever_and_change_their_address_with_the_program() {
    let served = Served::new();
    let page = served.visitor().get("/log-in").body;
    let (_, rest) = page.split_once("rel=\"stylesheet\" href=\"").unwrap();
    let address = rest.split('"').next().unwrap();
    let style = served.visitor().get(address);
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(style.header("cache-control").contains("immutable"));
    let again = served.visitor().with_header("if-none-match", style.header("etag")).get(address);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(served.visitor().get("/assets/000000000000/app.css").status, 404);
    assert_eq!(served.visitor().get(&address.replace("bootstrap.min.css", "..%2Ficon.svg")).status, 404);
}

#[test]
fn text_of_people_is_never_markup() {
    let served = Served::new();
    let body = served.client("neighbour").get("/counties/c2").body;
    assert!(body.contains("乙&lt;b&gt;县") && !body.contains("乙<b>县"), "{body}");
    assert!(body.contains("安置 &lt;军人&gt; &amp; 家属") && !body.contains("<军人>"), "{body}");
    let body = served.visitor().get("/log-in?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").body;
    assert!(!body.contains("<script>alert"), "{body}");
}

#[test]
fn the_language_is_that_of_the_address_the_cookie_the_account_the_browser() {
    let served = Served::new();
    let check = |page: &str, tag: &str, word: &str| {
        assert!(page.contains(&format!("<html lang=\"{tag}\">")) && page.contains(word), "{page}");
    };
    let english = || served.visitor().with_header("accept-language", "en-GB,en;q=0.9");
    check(&served.visitor().get("/log-in").body, "zh-Hans", "登录");
    check(&english().get("/log-in").body, "en", "Log in");
    let clerk = served.client("clerk").with_header("accept-language", "en");
    check(&clerk.get("/counties/c1").body, "zh-Hans", "总成绩");
    check(&clerk.get("/counties/c1?lang=zh-Hant").body, "zh-Hant", "總成績");
    check(&clerk.get("/counties/c1").body, "zh-Hant", "總成績");
    check(
        &clerk.get("/counties/c1?phase=final&lang=en").body,
        "en",
        "href=\"/counties/c1?phase&#x3D;final&amp;lang&#x3D;zh-Hans\"",
    );
    check(&clerk.get("/counties/c1?lang=xx").body, "en", "Selection score");
}

#[test]
fn who_has_to_log_in_anew_is_asked_in_the_language_of_before() {
    let served = Served::new();
    let clerk = served.client("clerk").with_header("accept-language", "en");
    assert!(clerk.get("/counties/c1").body.contains("<html lang=\"zh-Hans\">"));
    let token = clerk.get("/profile").token();
    assert_eq!(clerk.post_bare("/log-out", &format!("csrf={token}")).status, 303);
    let asked = clerk.get("/log-in").body;
    assert!(asked.contains("<html lang=\"zh-Hans\">"), "{asked}");
    assert!(clerk.get("/log-in?lang=en").body.contains("<html lang=\"en\">"), "a choice goes before it");
}

#[test]
fn errors_are_pages_for_people_and_problems_for_programs_and_show_no_innards() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let check = |status: u16, expected: u16, body: &str, word: &str| {
        assert_eq!(status, expected, "{body}");
        assert!(body.contains(word), "{body}");
    };
    let lost = clerk.get("/nowhere");
    check(lost.status, 404, &lost.body, "没有这个页面");
    let wrong_method = clerk.send("DELETE", "/log-in", None);
    check(wrong_method.status, 405, &wrong_method.body, "不接受这种操作");
    let large = clerk.post_bare("/log-out", &"x".repeat(1_100_000));
    check(large.status, 413, &large.body, "超过 1000000 字节的上限");
    let unreadable = clerk.post_bare("/log-out", "csrf=%FF");
    assert!(matches!(unreadable.status, 400 | 403), "{}", unreadable.body);
    let problem = clerk.get("/api/v1/nowhere");
    assert_eq!((problem.status, problem.header("content-type")), (404, "application/problem+json"));
    let json: serde_json::Value = serde_json::from_str(&problem.body).unwrap();
    assert_eq!(json["status"], 404);
    assert_eq!(json["type"], "urn:yingjian:problem:web-error-not-found");
}

#[test]
fn the_server_says_how_it_is() {
    let served = Served::new();
    assert_eq!(served.visitor().get("/health").body, "{\"ready\":true}");
    served.visitor().get("/counties/c1");
    served.visitor().get("/guess/1");
    served.visitor().get("/guess/2");
    let metrics = served.visitor().get("/metrics").body;
    let count =
        "yingjian_request_seconds_count{method=\"GET\",route=\"/counties/{county}\",status=\"303\"} 1";
    assert!(metrics.contains(count), "{metrics}");
    assert!(metrics.contains("route=\"none\",status=\"404\"} 2"), "{metrics}");
}
