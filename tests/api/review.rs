//! Review and links through the API.

use serde_json::{Value, json};

use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::program;

fn evidence(served: &Served) -> String {
    let upload = Upload::minutes().file("一.pdf", &pdf("一"));
    let filed = program(served, "clerk").upload("/api/v1/counties/c1/evidence", &upload).json(201);
    format!("/api/v1/evidence/{}", filed["id"].as_str().unwrap())
}

fn places(piece: &Value) -> Vec<String> {
    let places = piece["places"].as_array().unwrap();
    places.iter().map(|place| format!("{}/{}", place["item"].as_str().unwrap(), place["year"])).collect()
}

#[test]
fn an_inspector_accepts_and_sends_back_with_a_reason() {
    let served = Served::new();
    let address = evidence(&served);
    let review = format!("{address}/review");
    let inspector = program(&served, "inspector");
    let sent = inspector.put(&review, &json!({"state": "sent_back", "reason": "没有签字"})).json(200);
    assert_eq!((&sent["state"], &sent["reason"]), (&json!("sent_back"), &json!("没有签字")));
    let accepted = inspector.put(&review, &json!({"state": "accepted", "revision": 1})).json(200);
    assert_eq!((&accepted["state"], &accepted["reason"]), (&json!("accepted"), &json!("")));

    let refused = |body: Value, status: u16| inspector.put(&review, &body).problem(status).0;
    assert_eq!(refused(json!({"state": "sent_back"}), 422), "reason-empty");
    assert_eq!(refused(json!({"state": "sent_back", "reason": "长".repeat(1_001)}), 422), "reason-long");
    assert_eq!(refused(json!({"state": "waiting"}), 422), "api-json-shape");
    assert_eq!(refused(json!({"state": "accepted", "revision": 2}), 409), "evidence-changed");
    assert_eq!(program(&served, "clerk").get(&address).json(200)["state"], "accepted");
}

#[test]
fn evidence_is_linked_and_unlinked_and_stays() {
    let served = Served::new();
    let address = evidence(&served);
    let clerk = program(&served, "clerk");
    let link = |method: &str, place: &str| clerk.send(method, &format!("{address}/links/{place}"), None);
    assert_eq!(places(&link("POST", "B01/2023").json(200)), ["A01/2022", "B01/2023"]);
    assert_eq!(places(&link("POST", "B01/2023").json(200)), ["A01/2022", "B01/2023"], "twice is once");
    assert_eq!(places(&link("DELETE", "A01/2022").json(200)), ["B01/2023"]);
    assert_eq!(link("DELETE", "A01/2022").problem(404).0, "evidence-not-linked");
    assert!(places(&link("DELETE", "B01/2023").json(200)).is_empty());
    assert_eq!(link("POST", "Z99/2023").problem(422).0, "facts-unknown-item");
    assert_eq!(link("POST", "A01/2031").problem(422).0, "facts-year-outside");
    assert_eq!(link("POST", "A01/last").status, 404);
    assert_eq!(clerk.get(&address).status, 200);
}
