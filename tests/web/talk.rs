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
