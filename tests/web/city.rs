//! The city's pages: the table of all counties, marks, rulings, the frozen midterm, the sheet.

use yingjian::domain::facts::Facts;
use yingjian::store::rounds::{self, CountyRow};

use crate::office::Served;

#[test]
fn the_city_sees_every_county_in_one_table() {
    let served = Served::new();
    served.state("A01", 2022, Facts { count: Some(2), ..Facts::default() });
    let page = served.client("head").get("/matrix?figure=claimed").body;
    let cell = "<td class=\"cell-most\"><a href=\"/counties/c1/items/A01\">25</a></td>";
    assert!(page.contains(cell), "{page}");
    // 0.4 × 50 + 0.6 × 25.
    assert!(page.contains("<th scope=\"row\" colspan=\"2\">总成绩</th><td>35</td><td>0</td>"), "{page}");
}

#[test]
fn of_many_counties_some_are_shown_at_once_and_found_by_name() {
    let served = Served::new();
    for position in 3..=95 {
        let code = format!("c{position}");
        let (city, level, fonds) = ("city".into(), "county".into(), String::new());
        let row = CountyRow { code, name: format!("第{position}县"), city, level, fonds, position };
        rounds::insert_county(&mut served.office.store.conn().unwrap(), &row).unwrap();
    }
    let head = served.client("head");
    let counties = |page: &str| page.matches("<th scope=\"col\"><a href=\"/counties/").count();
    let first = head.get("/matrix").body;
    assert_eq!(counties(&first), 25);
    assert!(first.contains("第 1 至 25 个，共 95 个县"), "{first}");
    let next = "href=\"/matrix?phase&#x3D;final&amp;figure&#x3D;provable&amp;q&#x3D;&amp;page&#x3D;2\"";
    assert!(first.contains(next), "{first}");
    let last = head.get("/matrix?page=4").body;
    assert_eq!(counties(&last), 20);
    assert!(last.contains("第 76 至 95 个") && last.contains("上一页") && !last.contains("下一页"), "{last}");
    let found = head.get("/matrix?q=9%E5%8E%BF&phase=midterm").body;
    assert_eq!(counties(&found), 9, "第9县, 第19县 … 第89县");
    // The places are those among all counties.
    assert!(found.contains("<th scope=\"row\" colspan=\"2\">名次</th><td>1</td>"), "{found}");
    let nobody = head.get("/matrix?q=%25").body;
    assert!(counties(&nobody) == 0 && nobody.contains("共 0 个县"), "{nobody}");
}

#[test]
fn several_inspectors_marks_give_their_median_and_show_the_reasons() {
    let served = Served::new();
    let inspector = served.client("inspector");
    let give = |form: &str| inspector.post("/counties/c1/items/A01/marks", form);
    for (form, words) in [
        ("phase=final&points=51&reason=x", "收到的是 51"),
        ("phase=final&points=many&reason=x", "“many”不是分数"),
        ("phase=final&points=1&reason=", "请写明理由"),
        ("phase=never&points=1&reason=x", "没有处理"),
    ] {
        let refused = give(form);
        assert_eq!(refused.status, 422, "{form}");
        assert!(refused.body.contains(words), "{form}: {}", refused.body);
    }
    assert_eq!(give("phase=final&points=40.25&reason=%3Cok%3E").status, 303);
    let page = served.client("clerk").get("/counties/c1/items/A01").body;
    assert!(page.contains("<dt>市考评</dt><dd>40.25</dd>"), "{page}");
    assert!(page.contains("&lt;ok&gt;") && !page.contains("mark-form"), "{page}");
}

#[test]
fn a_veto_takes_the_place_and_can_be_lifted_with_a_reason() {
    let served = Served::new();
    let head = served.client("head");
    let rule = |form: &str| head.post("/counties/c1/decisions", form).status;
    assert_eq!(rule("code=V01&units=1&reason="), 422);
    assert_eq!(rule("code=V99&units=1&reason=x"), 422);
    assert_eq!(rule("code=V01&units=1&reason=%E6%9F%A5%E5%AE%9E"), 303);
    let home = served.client("clerk").get("/counties/c1").body;
    assert!(home.contains("一票否决 V01 已成立，不参加排名。理由：查实"), "{home}");
    assert!(head.get("/matrix").body.contains("否决 V01"));
    assert_eq!(rule("code=V01&units=0&reason=x"), 303);
    assert!(!head.get("/matrix").body.contains("否决 V01"));
    assert_eq!(rule("code=X01&units=2&reason=x"), 303);
    assert!(head.get("/counties/c1/decisions").body.contains("认定数量 2"));
}

#[test]
fn a_midterm_is_frozen_once_and_stays_beside_todays_figures() {
    let served = Served::new();
    let head = served.client("head");
    let freeze = || head.post("/counties/c1/decisions/freeze", "");
    assert!(freeze().body.contains("没有任何事实和材料"));
    served.state("A01", 2022, Facts { count: Some(2), ..Facts::default() });
    assert_eq!(freeze().status, 303);
    assert!(freeze().body.contains("已经冻结"));
    served.state("A02", 2022, Facts { done: Some(vec![true, true]), ..Facts::default() });
    let page = served.client("clerk").get("/counties/c1/decisions").body;
    let cell = |class: &str, head: &str, points: &str| {
        format!("<td role=\"cell\" class=\"{class}\" data-head=\"{head}\">{points}</td>")
    };
    let claimed = |points: &str| cell("number", "自评", points);
    let frozen = format!("冻结的成绩</th>{}{}", cell("number strong", "可证明", "0"), claimed("50"));
    let today = format!("重算</th>{}{}", cell("number", "可证明", "0"), claimed("60"));
    assert!(page.contains(&frozen) && page.contains(&today), "{page}");
    assert!(served.client("clerk").get("/counties/c1/items?phase=midterm").body.contains("A01"));
}

#[test]
fn the_sheet_is_read_in_words() {
    let served = Served::new();
    let page = served.client("neighbour").get("/standard").body;
    for words in ["考评标准", "安置 &lt;军人&gt;", "会议纪要：每年至少 1 件", "发生重大事件", "全国表彰"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}
