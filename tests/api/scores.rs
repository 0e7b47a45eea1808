//! Scores, the matrix and the round through the API.

use serde_json::json;
use yingjian::domain::facts::Facts;

use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::program;

#[test]
fn the_score_follows_the_facts_and_their_proof() {
    let served = Served::new();
    served.state("A01", 2022, Facts { count: Some(2), ..Facts::default() });
    let clerk = program(&served, "clerk");
    let score = |query: &str| clerk.get(&format!("/api/v1/counties/c1/score{query}")).json(200);
    let before = score("");
    assert_eq!(before.as_array().unwrap().len(), 1);
    let county = &before[0];
    assert_eq!((&county["county"], &county["round"]), (&json!("c1"), &json!("r")));
    let item = &county["final"]["items"][0];
    let figures = ["full", "claimed", "provable", "city"].map(|figure| item[figure].clone());
    assert_eq!(figures, [json!("50"), json!("25"), json!("0"), json!(null)]);
    assert_eq!(item["missing"][0], json!({"kind": "minutes", "year": 2022, "need": 1, "have": 0}));

    let upload = Upload::minutes().file("一.pdf", &pdf("一"));
    assert_eq!(clerk.upload("/api/v1/counties/c1/evidence", &upload).status, 201);
    let after = score("?phase=midterm");
    assert_eq!(after[0]["midterm"]["items"][0]["provable"], "50", "the midterm is 2022 alone");
    assert_eq!(after[0]["final"], json!(null));
    // 0.4 × 50 + 0.6 × 25
    assert_eq!(after[0]["composite"], "35");
    assert_eq!(score("?figure=claimed")[0]["composite"], "35");
    assert_eq!(clerk.get("/api/v1/counties/c1/score?phase=third").problem(400).0, "api-query-choice");
    assert_eq!(clerk.get("/api/v1/counties/c1/score?round=x").problem(404).0, "round-unknown");
}

#[test]
fn a_county_knows_its_place_only_when_the_round_is_published() {
    let served = Served::new();
    served.state("A01", 2022, Facts { count: Some(2), ..Facts::default() });
    let rank = |name: &str| {
        program(&served, name).get("/api/v1/counties/c1/score?figure=claimed").json(200)[0]["rank"].clone()
    };
    assert_eq!((rank("clerk"), rank("leader")), (json!(null), json!(null)));
    assert_eq!((rank("inspector"), rank("head")), (json!(1), json!(1)));
    served.publish();
    assert_eq!(rank("clerk"), json!(1));
}

#[test]
fn the_matrix_holds_every_county_and_every_item() {
    let served = Served::new();
    served.state("A01", 2022, Facts { count: Some(2), ..Facts::default() });
    let inspector = program(&served, "inspector");
    let matrix = inspector.get("/api/v1/rounds/r/matrix?figure=claimed").json(200);
    let codes: Vec<&str> =
        matrix["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["A01", "A02", "B01", "B02"]);
    let rows = matrix["counties"].as_array().unwrap();
    assert_eq!((&rows[0]["county"], &rows[1]["county"]), (&json!("c1"), &json!("c2")));
    assert_eq!(rows[0]["items"][0]["claimed"], "25");
    assert_eq!((&rows[0]["rank"], &rows[1]["rank"]), (&json!(1), &json!(2)));
    let midterm = inspector.get("/api/v1/rounds/r/matrix?phase=midterm").json(200);
    assert_eq!(midterm["counties"][1]["total"], json!(null), "nothing was stated for it");
    assert_eq!(midterm["counties"][1]["items"], json!([]));
    assert_eq!(inspector.get("/api/v1/rounds/x/matrix").problem(404).0, "round-unknown");
}

#[test]
fn a_round_says_its_years_its_weight_and_its_sheet() {
    let served = Served::new();
    let round = program(&served, "head").get("/api/v1/rounds/r").json(200);
    assert_eq!(round["midterm_weight"], "0.4");
    assert_eq!(round["without_midterm"], "zero");
    assert_eq!(round["years"][0]["year"], 2022);
    assert_eq!((&round["years"][0]["midterm"], &round["years"][1]["midterm"]), (&json!(true), &json!(false)));
    assert_eq!(round["final_standard"], json!({"code": "sheet", "version": "1", "title": "考评标准"}));
    assert_eq!(round["counties"].as_array().unwrap().len(), 2);
    let clerk = program(&served, "clerk");
    let sheet = clerk.get("/api/v1/standards/sheet@1").json(200);
    assert_eq!(sheet["items"][0]["code"], "A01");
    assert_eq!(clerk.get("/api/v1/standards/sheet@2").problem(404).0, "standard-unknown");
}
