//! What the written reports of counties mention: of files, of a pasted text, for a county and for the city.

use diesel::connection::SimpleConnection;
use yingjian::ops::{coverage, reports, scores};
use yingjian::report::WrittenJson;
use yingjian::store::evidence;
use yingjian::store::texts::{self, FileTextRow, LAYER, MADE};
use yingjian::texts::Lang;

use crate::office::{Served, by};

const PAGE: &str = "/counties/c1/coverage";

/// A report of the first county that says this; nobody else reads its file.
fn report(served: &Served, text: &str) -> String {
    let id = served.file_minutes("汇报.pdf", "2022-03-15");
    let conn = &mut *served.office.store.conn().unwrap();
    conn.batch_execute(&format!(
        "UPDATE evidence SET kind = 'report', title = '双拥工作汇报' WHERE id = '{id}'"
    ))
    .unwrap();
    let (file, _) = evidence::files_of(conn, std::slice::from_ref(&id)).unwrap().remove(0);
    let row = FileTextRow {
        sha256: file.sha256,
        state: MADE.into(),
        source: LAYER.into(),
        reason: String::new(),
        reader: 1,
        text: text.into(),
        marks: "[]".into(),
        characters: i64::try_from(text.chars().count()).unwrap(),
        pages: 1,
        cut: false,
        made_at: by().at,
    };
    texts::write(conn, &row).unwrap();
    id
}

#[test]
fn absent_items_stand_first_and_passages_lead_to_item_and_evidence() {
    let served = Served::idle(1_000_000);
    let id = report(&served, "全年召開雙擁會議３次。\n军地关系融洽，xx年有所進步。");
    let page = served.client("clerk").get(PAGE).body;
    assert!(page.contains("全年召開雙擁會議３次") && page.contains("３次</span>"), "{page}");
    assert!(page.contains(&format!("/evidence/{id}")) && page.contains("/counties/c1/items/A01"));
    assert!(page.find("经费保障").unwrap() < page.find("双拥会议").unwrap(), "what is absent comes first");
    assert!(page.contains("30 分"), "A02 and B01 give 10 and 20: {page}");
    assert!(page.contains("xx年"), "{page}");
    assert!(served.client("clerk").get(&format!("{PAGE}?report=other")).body.contains("贴一段汇报来查"));
}

#[test]
fn the_gap_report_says_what_reports_leave_out() {
    let served = Served::idle(1_000_000);
    let json = |served: &Served| {
        let view = scores::round(&served.office, None).unwrap();
        let phase = yingjian::domain::round::Phase::Final;
        let report = reports::gaps(&served.office, &view, ("c1", phase, by().at.date())).unwrap();
        report.json(Lang::Hans).written
    };
    assert_eq!(json(&served), None);
    report(&served, "全年召开双拥会议3次。军地关系融洽。");
    assert_eq!(json(&served), Some(WrittenJson { reports: 1, absent: vec!["A02".into(), "B01".into()] }));
    let page = served.client("clerk").get("/counties/c1/gaps").body;
    assert!(page.contains("书面汇报没有提到的项目") && page.contains(PAGE), "{page}");
}

#[test]
fn a_pasted_text_is_looked_through_and_not_kept() {
    let served = Served::idle(1_000_000);
    let clerk = served.client("clerk");
    assert!(clerk.get(PAGE).body.contains("还没有读出文字的报告、总结"));
    // 经费保障 <b>
    let said = clerk.post(PAGE, "text=%E7%BB%8F%E8%B4%B9%E4%BF%9D%E9%9A%9C+%3Cb%3E5%E4%B8%87%E5%85%83");
    assert_eq!(said.status, 200);
    assert!(said.body.contains("5万元</span>") && said.body.contains("&lt;b&gt;"), "{}", said.body);
    assert!(!said.body.contains("<b>5"), "what people paste is text");
    let long = clerk.post(PAGE, &format!("text={}", "x".repeat(60_001)));
    assert_eq!(long.status, 422);
    assert!(long.body.contains("最多 60000 个"), "{}", long.body.len());
    assert_eq!(clerk.post(PAGE, "text=").status, 200);
    assert!(clerk.get(PAGE).body.contains("还没有读出文字的报告、总结"), "nothing of it was kept");
}

#[test]
fn what_a_report_says_was_not_done_stands_apart() {
    let served = Served::idle(1_000_000);
    report(&served, "尚未召开双拥会议。经费保障到位。");
    let page = served.client("clerk").get(PAGE).body;
    let (denied, absent) = (page.find("写明没做的项目").unwrap(), page.find("一次也没提的项目").unwrap());
    assert!(absent < denied && page[denied..].contains("尚未召开双拥会议"), "{page}");
    assert!(page[..denied].contains("/counties/c1/items/A01"), "{page}");
}

#[test]
fn a_report_as_long_as_a_book_is_read_and_remembered() {
    let served = Served::idle(1_000_000);
    let book = "其他工作正常开展，成效明显。".repeat(20_000);
    report(&served, &format!("{book}全年召开双拥会议3次。"));
    let page = served.client("clerk").get(PAGE).body;
    assert!(page.contains("全年召开双拥会议3次"), "{}", page.len());
    let view = scores::round(&served.office, None).unwrap();
    let codes = ["c1".to_owned(), "c2".to_owned()];
    let counted = coverage::counted(&served.office, &view, &codes).unwrap();
    assert_eq!(counted[0].times.as_ref().map(|times| times.to_vec()), Some(vec![1, 0, 0, 0]));
    // Were it read again, it would say nothing now.
    let conn = &mut *served.office.store.conn().unwrap();
    conn.batch_execute("UPDATE file_text SET text = ''").unwrap();
    assert_eq!(coverage::counted(&served.office, &view, &codes).unwrap(), counted);
}

#[test]
fn no_more_of_a_county_is_read_together_than_fits() {
    let served = Served::idle(1_000_000);
    for _ in 0..3 {
        let report = report(&served, "全年召开双拥会议3次。");
        let conn = &mut *served.office.store.conn().unwrap();
        conn.batch_execute(&format!(
            "UPDATE file_text SET characters = 900000 WHERE sha256 IN \
             (SELECT sha256 FROM evidence_file WHERE evidence = '{report}')"
        ))
        .unwrap();
    }
    // Two reports of a county are as many as are read together.
    let page = served.client("head").get("/coverage").body;
    assert!(page.contains("<td>2</td>"), "{page}");
}

#[test]
fn the_table_of_the_city_is_narrowed_by_county_and_aspect() {
    let served = Served::idle(1_000_000);
    let head = served.client("head");
    let all = head.get("/coverage").body;
    assert!(all.contains("/counties/c1/coverage") && all.contains("/counties/c2/coverage"));
    assert!(
        all.contains("#item-A01") && all.contains("#item-B01") && all.contains("name=\"aspect\""),
        "{all}"
    );
    let view = scores::round(&served.office, None).unwrap();
    let name = &view.county("c2").unwrap().name;
    let narrowed = head.get(&format!("/coverage?q={}&aspect=B", in_address(name))).body;
    assert!(!narrowed.contains("/counties/c1/coverage") && narrowed.contains("/counties/c2/coverage"));
    assert!(!narrowed.contains("#item-A01") && narrowed.contains("#item-B01"), "{narrowed}");
    assert!(narrowed.contains("<option value=\"B\" selected>"), "{narrowed}");
}

fn in_address(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn the_city_sees_all_counties_and_a_county_its_own() {
    let served = Served::idle(1_000_000);
    report(&served, "全年召开双拥会议3次，双拥会议记录齐全。经费保障到位。");
    let page = served.client("head").get("/coverage").body;
    assert!(page.contains("/counties/c1/coverage#item-A01") && page.contains("未提"), "{page}");
    assert_eq!(served.client("clerk").get("/coverage").status, 403);
    let other = served.client("neighbour").get("/counties/c2/coverage").body;
    assert!(!other.contains("双拥会议3次") && !other.contains("双拥工作汇报"), "{other}");
}
