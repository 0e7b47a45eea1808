//! Comments on an item, and what was done to it.

use crate::office::{ACCOUNTS, Served};

const ITEM: &str = "/counties/c1/items/A01";

#[test]
fn county_and_city_talk_about_an_item() {
    let served = Served::new();
    let said = served
        .client("inspector")
        .post(&format!("{ITEM}/comments"), "text=%3Cb%3E%E7%BC%BA%E7%AD%BE%E5%AD%97%3C%2Fb%3E");
    assert_eq!((said.status, said.header("location")), (303, "/counties/c1/items/A01?said=1#talk"));
    assert_eq!(
        served.client("clerk").post(&format!("{ITEM}/comments"), "text=%E5%B7%B2%E8%A1%A5").status,
        303
    );
    for name in ["clerk", "leader", "inspector", "head"] {
        let page = served.client(name).get(ITEM).body;
        assert!(page.contains("&lt;b&gt;缺签字&lt;/b&gt;") && page.contains("已补"), "{name}: {page}");
    }
    let other = served.client("neighbour").get("/counties/c2/items/A01").body;
    assert!(!other.contains("缺签字"), "{other}");
    let record = yingjian::store::audit::newest(&mut served.office.store.conn().unwrap(), 5).unwrap();
    assert!(record.iter().any(|row| row.action == "comment.add" && row.detail == "已补"), "{record:?}");
}

#[test]
fn a_comment_that_is_not_taken_comes_back_as_it_was_typed() {
    let served = Served::new();
    let clerk = served.client("clerk");
    assert_eq!(clerk.post(&format!("{ITEM}/comments"), "text=+").status, 422);
    let long = clerk.post(&format!("{ITEM}/comments"), &format!("text={}", "x".repeat(2_001)));
    assert_eq!(long.status, 422);
    assert!(long.body.contains(&"x".repeat(2_001)), "{}", long.body);
    assert_eq!(clerk.post("/counties/c1/items/Z99/comments", "text=x").status, 404);
}

#[test]
fn the_sum_is_worked_out_and_the_history_told() {
    let served = Served::new();
    let clerk = served.client("clerk");
    assert_eq!(clerk.post(&format!("{ITEM}/facts/2022"), "seen=0&count=2").status, 303);
    served.file_minutes("会议纪要.pdf", "2022-03-15");
    for (name, _, county) in
        ACCOUNTS.into_iter().filter(|(_, role, county)| *county == Some("c1") || role.of_city())
    {
        let page = served.client(name).get(ITEM).body;
        assert!(page.contains("2 年 × 25"), "{name} {county:?}: {page}");
        assert!(page.contains("→ 25"), "{page}");
        assert!(page.contains("填报了情况") && page.contains("登记了材料"), "{page}");
        assert!(page.contains("/files/1/thumbnail"), "{page}");
    }
}

#[test]
fn an_item_shows_the_newest_of_each_year_and_leads_to_the_rest() {
    let served = Served::new();
    let file = |number: usize| served.file_minutes(&format!("纪要{number}.pdf"), "2022-03-15");
    let pieces: Vec<String> = (0..26).map(file).collect();
    let only = served.file_minutes("唯一.pdf", "2023-03-15");
    let clerk = served.client("clerk");
    let page = clerk.get(ITEM).body;
    let shown = |id: &String| page.contains(&format!("<div><a href=\"/evidence/{id}\">"));
    let (old, newest) = pieces.split_at(2);
    assert!(newest.iter().chain([&only]).all(shown) && !old.iter().any(shown), "{page}");
    let rest = "href=\"/counties/c1/evidence?item&#x3D;A01&amp;year&#x3D;2022\">查看本年度全部 26 件材料</a>";
    assert!(page.contains(rest) && page.matches("查看本年度全部").count() == 1, "{page}");
    let list = clerk.get("/counties/c1/evidence?item=A01&year=2022").body;
    assert!(pieces.iter().all(|id| list.contains(id)) && !list.contains(&only), "{list}");
    // What was done to a piece that is not shown is told with its title all the same.
    let deed = format!("<a href=\"/evidence/{}\">议军会纪要</a>", pieces[0]);
    assert!(page.contains(&deed), "{page}");
}
