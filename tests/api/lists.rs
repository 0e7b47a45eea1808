//! Lists of evidence: filters, and pages that go on where the last one ended.

use serde_json::Value;

use crate::client::Client;
use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::program;

const ADDRESS: &str = "/api/v1/counties/c1/evidence";

fn titles(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("{ADDRESS}{query}")).json(200);
    let pieces = page["evidence"].as_array().unwrap();
    pieces.iter().map(|piece| piece["title"].as_str().unwrap().to_owned()).collect()
}

fn add(client: &Client, title: &str, upload: Upload) {
    let upload = upload.text("title", title).file("一.pdf", &pdf(title));
    assert_eq!(client.upload(ADDRESS, &upload).status, 201);
}

#[test]
fn filters_narrow_the_list_and_empty_ones_do_not() {
    let served = Served::new();
    let clerk = program(&served, "clerk");
    let photo = || Upload::default().text("kind", "photo").text("date", "2023-08-01");
    add(&clerk, "议军会_纪要", Upload::minutes());
    add(&clerk, "慰问照片", photo().text("items", "B01"));
    add(&clerk, "慰问 100% 照片", photo().text("items", "A01,B01"));
    let check = |query: &str, expected: &[&str]| assert_eq!(titles(&clerk, query), expected, "{query}");
    let all = ["慰问 100% 照片", "慰问照片", "议军会_纪要"];
    check("", &all);
    check("?item=&year=&kind=&q=&after=&state=&limit=", &all);
    check("?item=A01", &["慰问 100% 照片", "议军会_纪要"]);
    check("?item=A01&year=2022", &["议军会_纪要"]);
    check("?year=2023&kind=photo", &["慰问 100% 照片", "慰问照片"]);
    check("?q=%E6%85%B0%E9%97%AE", &["慰问 100% 照片", "慰问照片"]);
    check("?q=100%25", &["慰问 100% 照片"]);
    check("?q=_", &["议军会_纪要"]);
    check("?state=waiting", &all);
    check("?state=accepted", &[]);
    check("?item=nowhere", &[]);
}

#[test]
fn pages_go_on_where_the_last_one_ended_also_when_more_comes() {
    let served = Served::new();
    let clerk = program(&served, "clerk");
    for number in 0..5 {
        add(&clerk, &number.to_string(), Upload::minutes());
    }
    let first = clerk.get(&format!("{ADDRESS}?limit=2")).json(200);
    add(&clerk, "late", Upload::minutes());
    let mut seen = titles(&clerk, "?limit=3").into_iter().skip(1).collect::<Vec<_>>();
    let mut next = first["next"].clone();
    while let Value::String(after) = next {
        let page = clerk.get(&format!("{ADDRESS}?limit=2&after={after}")).json(200);
        seen.extend(
            page["evidence"]
                .as_array()
                .unwrap()
                .iter()
                .map(|piece| piece["title"].as_str().unwrap().to_owned()),
        );
        next = page["next"].clone();
    }
    assert_eq!(seen, ["4", "3", "2", "1", "0"]);
}

#[test]
fn a_value_that_can_not_be_is_named() {
    let served = Served::new();
    let english = program(&served, "clerk").with("accept-language", "en");
    let told = |query: &str| english.get(&format!("{ADDRESS}?{query}")).problem(400).1;
    assert_eq!(told("year=abc"), "The parameter year has to be a whole number; “abc” came.");
    assert_eq!(
        told("state=lost"),
        "The parameter state has to be one of waiting, accepted, sent_back; “lost” came."
    );
    assert_eq!(english.get(&format!("{ADDRESS}?round=nowhere")).problem(404).0, "round-unknown");
}
