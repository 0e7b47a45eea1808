//! The item's page: facts stated, refused beside their field, and two clerks at once.

use yingjian::domain::facts::Facts;

use crate::office::Served;

const A01_2022: &str = "/counties/c1/items/A01/facts/2022";

#[test]
fn stated_facts_are_saved_and_the_score_follows() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let saved = clerk.post(A01_2022, "seen=0&count=%EF%BC%92");
    assert_eq!(
        (saved.status, saved.header("location")),
        (303, "/counties/c1/items/A01?saved=2022#year-2022")
    );
    let page = clerk.get("/counties/c1/items/A01?saved=2022").body;
    assert!(page.contains("2022 年度的填报已保存") && page.contains("name=\"seen\" value=\"1\""), "{page}");
    // 25 claimed of 50, nothing proven: the minutes are missing.
    assert!(page.contains("<dt>自评</dt><dd>25</dd>") && page.contains("2022 年缺“会议纪要”1 件"), "{page}");
    served.file_minutes("会议纪要.pdf", "2022-03-15");
    let page = clerk.get("/counties/c1/items/A01").body;
    assert!(page.contains("<dt>可证明</dt><dd class=\"strong\">25</dd>"), "{page}");
}

#[test]
fn each_fault_stands_beside_its_field_and_nothing_is_lost() {
    let served = Served::new();
    let clerk = served.client("clerk");
    let check = |path: &str, form: &str, field: &str, words: &str| {
        let refused = clerk.post(path, form);
        assert_eq!(refused.status, 422, "{form}: {}", refused.body);
        let fault = format!("<p class=\"field-fault\" id=\"{field}-fault-2022\">");
        let (_, rest) = refused.body.split_once(&fault).unwrap_or_else(|| panic!("{form}: {}", refused.body));
        assert!(rest.starts_with(words), "{form}: {rest}");
        assert!(refused.body.contains("aria-invalid=\"true\""), "{form}");
    };
    check(A01_2022, "seen=0&count=two", "count", "“two”不是整数");
    check(A01_2022, "seen=0&count=-1", "count", "数量不能是负数：填的是 -1");
    let ratio = "/counties/c1/items/B01/facts/2022";
    check(ratio, "seen=0&numerator=3&denominator=0", "denominator", "分母不能是 0");
    check(ratio, "seen=0&numerator=3", "numerator", "分子和分母要一起填");
    let typed = clerk.post(A01_2022, "seen=0&count=%22%3E%3Cb%3E").body;
    assert!(typed.contains("value=\"&quot;&gt;&lt;b&gt;\""), "{typed}");
    let page = clerk.get("/counties/c1/items/A01").body;
    assert!(page.contains("name=\"seen\" value=\"0\""), "{page}");
}

#[test]
fn the_slower_of_two_clerks_sees_the_other_and_may_save_again() {
    let served = Served::new();
    let clerk = served.client("clerk");
    served.state("A01", 2022, Facts { count: Some(7), ..Facts::default() });
    let slower = clerk.post(A01_2022, "seen=0&count=9");
    assert_eq!(slower.status, 409);
    assert!(
        slower.body.contains("别人改动了这一项") && slower.body.contains("对方：clerk"),
        "{}",
        slower.body
    );
    // The own entry is kept, and the next attempt is made on what is there now.
    assert!(slower.body.contains("name=\"count\" value=\"9\""), "{}", slower.body);
    assert!(slower.body.contains("name=\"seen\" value=\"1\""), "{}", slower.body);
    assert_eq!(clerk.post(A01_2022, "seen=1&count=9").status, 303);
}

#[test]
fn ticks_and_a_year_that_does_not_apply() {
    let served = Served::new();
    let clerk = served.client("clerk");
    assert_eq!(clerk.post("/counties/c1/items/A02/facts/2022", "seen=0&done-1=1").status, 303);
    let page = clerk.get("/counties/c1/items/A02").body;
    assert!(page.contains("name=\"done-1\" value=\"1\" checked"), "{page}");
    assert!(!page.contains("name=\"done-0\" value=\"1\" checked"), "{page}");
    let form = "seen=0&not_applicable=%E6%97%A0%E9%A9%BB%E5%86%9B";
    assert_eq!(clerk.post("/counties/c1/items/A02/facts/2023", form).status, 303);
    let page = clerk.get("/counties/c1/items/A02").body;
    assert!(page.contains("不适用：无驻军") && page.contains("2023 年缺“无任务证明”1 件"), "{page}");
    // A leader reads the same without a form.
    let page = served.client("leader").get("/counties/c1/items/A02").body;
    assert!(page.contains("无驻军") && !page.contains("facts-form"), "{page}");
}

#[test]
fn what_is_not_there_is_not_found() {
    let served = Served::new();
    let clerk = served.client("clerk");
    assert_eq!(clerk.get("/counties/c1/items/Z99").status, 404);
    assert_eq!(clerk.post("/counties/c1/items/A01/facts/2031", "seen=0&count=1").status, 404);
    assert_eq!(clerk.post("/counties/c1/items/A01/facts/next", "seen=0&count=1").status, 404);
    assert_eq!(clerk.get("/counties/c1?round=nowhere").status, 404);
    assert_eq!(clerk.get("/counties/c1/items?phase=nowhere").status, 400);
}
