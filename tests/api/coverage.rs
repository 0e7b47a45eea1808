//! What reports mention and whether papers agree, through the API.

use diesel::connection::SimpleConnection;
use serde_json::json;
use yingjian::domain::facts::Facts;
use yingjian::store::evidence;
use yingjian::store::texts::{self, FileTextRow, LAYER, MADE};

use crate::office::{Served, by};
use crate::program;

/// A report of the first county that says this; its id.
fn report(served: &Served, text: &str) -> String {
    let id = served.file_minutes("汇报.pdf", "2022-03-15");
    let conn = &mut *served.office.store.conn().unwrap();
    let title = "UPDATE evidence SET kind = 'report', title = '双拥工作汇报'";
    conn.batch_execute(&format!("{title} WHERE id = '{id}'")).unwrap();
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
fn the_coverage_of_a_county_names_what_is_mentioned_absent_and_denied() {
    let served = Served::idle(1_000_000);
    let clerk = program(&served, "clerk");
    let nothing = clerk.get("/api/v1/counties/c1/coverage").json(200);
    assert_eq!(nothing, json!({"reports": [], "absent": []}));
    let id = report(&served, "全年召開雙擁會議３次。尚未落实经费保障。");
    let told = clerk.get("/api/v1/counties/c1/coverage").json(200);
    let read = &told["reports"][0];
    assert_eq!((&read["evidence"], &read["file"]), (&json!(id), &json!("双拥工作汇报")));
    assert_eq!(read["items"][0]["code"], "A01");
    assert_eq!(read["items"][0]["mentions"][0]["figures"][0]["value"], "3");
    assert_eq!(read["denied"][0]["code"], "A02");
    assert_eq!(told["absent"], json!(["A02", "B01", "B02"]));
    let neighbour = program(&served, "neighbour");
    assert_eq!(neighbour.get("/api/v1/counties/c1/coverage").status, 404);
    assert_eq!(neighbour.get("/api/v1/counties/c2/coverage").json(200), nothing);
}

#[test]
fn the_counties_of_a_round_are_given_with_how_often_reports_mention_each_item() {
    let served = Served::idle(1_000_000);
    report(&served, "全年召开双拥会议3次。经费保障到位，双拥会议记录齐全。");
    let told = program(&served, "inspector").get("/api/v1/rounds/r/coverage").json(200);
    assert_eq!(told["items"], json!(["A01", "A02", "B01", "B02"]));
    let first = json!({"county": "c1", "reports": 1, "unread": 0, "mentions": [2, 1, 0, 0]});
    let second = json!({"county": "c2", "reports": 0, "unread": 0, "mentions": null});
    assert_eq!(told["counties"], json!([first, second]));
    assert_eq!(told["next"], json!(null));
    let rest = program(&served, "inspector").get("/api/v1/rounds/r/coverage?after=c1").json(200);
    assert_eq!(rest["counties"], json!([second]));
}

#[test]
fn the_match_puts_what_a_report_tells_beside_what_is_stated() {
    let served = Served::idle(1_000_000);
    let clerk = program(&served, "clerk");
    assert_eq!(clerk.get("/api/v1/counties/c1/match").json(200), json!({"lines": []}));
    served.state("A01", 2022, Facts { count: Some(2), ..Facts::default() });
    let sheet = served.office.clone();
    let view = yingjian::ops::scores::round(&sheet, None).unwrap();
    let labels = yingjian::reading::told::labels(
        view.standard(yingjian::domain::round::Phase::Final),
        yingjian::domain::standard::Level::County,
    );
    let label = labels.iter().find(|label| label.item == "A01").unwrap();
    let id = report(&served, &format!("{}{}3次。", label.item_name, label.label));
    let told = clerk.get("/api/v1/counties/c1/match").json(200);
    let line = &told["lines"][0];
    assert_eq!((&line["item"], &line["stated"], &line["agrees"]), (&json!("A01"), &json!(2), &json!(false)));
    assert_eq!((&line["told"][0]["source"], &line["told"][0]["figure"]), (&json!("report"), &json!("3次")));
    assert_eq!(line["told"][0]["spot"]["evidence"], json!(id));
}
