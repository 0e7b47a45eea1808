//! Bad input gets one clear problem, in the sender's language, and changes nothing.

use serde_json::{Value, json};
use yingjian::store::audit;

use crate::client::Client;
use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::program;

const EVIDENCE: &str = "/api/v1/counties/c1/evidence";

fn records(served: &Served) -> usize {
    audit::newest(&mut served.office.store.conn().unwrap(), 1_000).unwrap().len()
}

/// Asks in all three languages and gives the English sentence.
fn told(served: &Served, status: u16, ask: impl Fn(&Client) -> crate::client::Answer) -> String {
    let before = records(served);
    let said = ["zh-CN", "zh-TW", "en"].map(|lang| {
        let client = program(served, "clerk").with("accept-language", lang);
        ask(&client).problem(status).1
    });
    assert_eq!(records(served), before, "something was changed");
    let [hans, hant, english] = said;
    assert!(hans != hant || hans.is_ascii(), "{hans}");
    assert!(hans.chars().any(|char| char > '\u{4e00}'), "{hans}");
    english
}

#[test]
fn facts_that_can_not_be_are_refused_with_what_and_where() {
    let served = Served::new();
    let check = |place: &str, facts: Value, words: &[&str]| {
        let address = format!("/api/v1/counties/c1/facts/{place}");
        let said = told(&served, 422, |client| client.put(&address, &facts));
        for word in words {
            assert!(said.contains(word), "{word} is not in: {said}");
        }
    };
    check("Z99/2022", json!({"count": 1}), &["Z99"]);
    check("A01/2031", json!({"count": 1}), &["2031", "2022, 2023"]);
    check("A01/2022", json!({"count": -1}), &["-1"]);
    check("B01/2022", json!({"numerator": 3, "denominator": 0}), &["0"]);
    check("B01/2022", json!({"numerator": -3, "denominator": 5}), &["-3"]);
    check("A01/2022", json!({"numerator": 3}), &["numerator"]);
    check("A02/2022", json!({"done": [true]}), &["2", "1"]);
    check("A01/2022", json!({"counts": 1}), &["counts", "line 1"]);
    check("A01/2022", json!({"count": "two"}), &["two", "line 1"]);
    check("A01/2022", json!({"count": 1.5}), &["1.5", "line 1"]);
    check("A01/2022", json!([1]), &["line 1"]);
}

#[test]
fn evidence_that_can_not_be_is_refused_with_what_and_where() {
    let served = Served::new();
    let file = |upload: Upload| upload.file("一.pdf", &pdf("一"));
    let check = |upload: Upload, words: &[&str]| {
        let said = told(&served, 422, |client| client.upload(EVIDENCE, &upload));
        for word in words {
            assert!(said.contains(word), "{word} is not in: {said}");
        }
    };
    check(Upload::minutes(), &["at least one file"]);
    check(file(Upload::minutes().text("items", "Z99")), &["Z99"]);
    check(file(Upload::minutes().text("year", "2031")), &["2031", "2022, 2023"]);
    check(file(Upload::minutes().text("year", "last")), &["“last” is no year"]);
    check(file(Upload::default().text("items", "A01").text("kind", "film")), &["film", "minutes"]);
    check(file(Upload::minutes().text("colour", "red")), &["colour"]);
    check(file(Upload::minutes().text("chair", "甲").text("chair", "乙")), &["chair"]);
    check(file(Upload::default().text("kind", "minutes")), &["at least one item", "No assessment year"]);
    let photo = || Upload::default().text("kind", "photo").text("items", "A01");
    check(file(photo().text("date", "yesterday")), &["yesterday"]);
    check(file(photo().text("date", "2031-01-01")), &["2031-01-01"]);
    let stray = Upload::minutes().part("form-data; name=\"scan\"; filename=\"x.pdf\"", b"x");
    check(stray, &["scan"]);
    let many = (0..101).fold(Upload::minutes(), |upload, _| upload.file("一.pdf", b"x"));
    check(many, &["101", "100"]);
    let page = program(&served, "clerk").get(EVIDENCE).json(200);
    assert_eq!(page["evidence"], json!([]));
}

#[test]
fn bodies_of_another_type_or_broken_are_refused() {
    let served = Served::new();
    let facts = "/api/v1/counties/c1/facts/A01/2022";
    let check = |method: &str, address: &str, (kind, body): (&str, &[u8]), status: u16| {
        told(&served, status, |client| client.send(method, address, Some((kind, body))))
    };
    check("PUT", facts, ("text/plain", b"{}"), 415);
    check("PUT", facts, ("application/x-www-form-urlencoded", b"count=1"), 415);
    check("PUT", facts, (&Upload::minutes().media_type(), &Upload::minutes().body()), 415);
    check("POST", EVIDENCE, ("application/json", b"{}"), 415);
    assert!(check("PUT", facts, ("application/json", b"{\"count\": 1"), 400).contains("line 1"));
    assert!(check("PUT", facts, ("application/json", b"{\n\"count\" 1}"), 400).contains("line 2"));
    check("PUT", facts, ("application/json", b""), 400);
    check("PUT", facts, ("application/json", &vec![b' '; 1_000_001]), 413);
    check("POST", EVIDENCE, ("multipart/form-data", b"x"), 400);
    check("POST", EVIDENCE, ("multipart/form-data; boundary=x", b"y"), 400);
    check("DELETE", EVIDENCE, ("text/plain", b""), 405);
    check("GET", "/api/v1/nowhere", ("text/plain", b""), 404);
    assert_eq!(program(&served, "clerk").put(facts, &json!({"count": 1})).status, 201, "it goes on");
}
