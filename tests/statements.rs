//! The number of SQL statements of a page or an API call does not grow with items, years, evidence or counties.
//!
//! Every route that reads is called by itself, so a new one is covered as soon as it is in the table; routes that
//! change something are listed in [`changes`].

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

#[path = "api/client.rs"]
#[expect(dead_code, reason = "the tests of the API use more of it")]
mod client;
#[path = "api/multipart.rs"]
mod multipart;
#[path = "statements/scaled.rs"]
mod scaled;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use serde_json::json;
use yingjian::web::table;

use client::{Answer, Client};
use multipart::{Upload, pdf};
use scaled::Scaled;

/// The media type of bodies.
const JSON: &str = "application/json";

/// Statements since the start; a test of its own program, so that nothing else counts.
static STATEMENTS: AtomicUsize = AtomicUsize::new(0);

/// Counts what is asked of the database; setting up a connection and testing it are not.
fn count(event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        let text = query.to_string();
        if !text.starts_with("PRAGMA") && !text.starts_with("SELECT 1") {
            STATEMENTS.fetch_add(1, Ordering::SeqCst);
        }
    }
}

fn counted(ask: impl FnOnce() -> Answer) -> (u16, usize) {
    let before = STATEMENTS.load(Ordering::SeqCst);
    let status = ask().status;
    (status, STATEMENTS.load(Ordering::SeqCst) - before)
}

/// Every route that reads, asked by the first who may.
fn reads(office: &Scaled) -> BTreeMap<String, (u16, usize)> {
    let rows = table().into_iter().filter(|row| row.method == "GET" && !row.path.starts_with("/assets/"));
    let asked = rows.map(|row| {
        let address = row
            .path
            .replace("{county}", "c1")
            .replace("{round}", "r")
            .replace("{code}", "sheet")
            .replace("{id}", &office.evidence)
            .replace("{import}", &office.import)
            .replace("{upload}", &office.upload)
            .replace("{job}", "none")
            .replace("{position}", "1")
            .replace("{revision}", "1")
            .replace("{item}", "A01")
            .replace("{format}", "xlsx")
            .replace("{chapter}", "01-log-in")
            .replace("{year}", "2001");
        let mut all = office.clients().into_iter().map(|client| counted(|| client.get(&address)));
        let answer = all.find(|(status, _)| matches!(status, 200 | 303));
        (format!("GET {}", row.path), answer.unwrap_or_else(|| panic!("nobody may read {address}")))
    });
    asked.collect()
}

/// Every change by the API, each done once.
/// Method, route, what is sent, and by whom.
type Call<'a> = (&'a str, &'a str, Box<dyn Fn(&Client) -> Answer + 'a>, &'a Client);

fn changes(office: &Scaled) -> BTreeMap<String, (u16, usize)> {
    let (clerk, inspector) = (office.clerk(), office.inspector());
    let evidence = format!("/api/v1/evidence/{}", office.evidence);
    let facts = "/api/v1/counties/c1/facts/A01/2002";
    let upload = Upload::minutes().text("year", "2001").file("一.pdf", &pdf("another"));
    let (uploader, begun, bytes) = (office.uploader(), office.begin_upload(), pdf("upload"));
    let links = format!("{evidence}/links/A01/2002");
    let waved = format!("/api/v1/counties/c1/findings/{}/waved", office.finding);
    let mut calls: Vec<Call<'_>> = vec![
        (
            "POST",
            "/api/v1/counties/{county}/evidence",
            Box::new(|client| client.upload("/api/v1/counties/c1/evidence", &upload)),
            &clerk,
        ),
        (
            "PUT",
            "/api/v1/counties/{county}/facts/{item}/{year}",
            Box::new(|client| client.put(facts, &json!({"count": 1}))),
            &clerk,
        ),
        (
            "POST",
            "/api/v1/evidence/{id}/links/{item}/{year}",
            Box::new(|client| client.send("POST", &links, None)),
            &clerk,
        ),
        (
            "DELETE",
            "/api/v1/evidence/{id}/links/{item}/{year}",
            Box::new(|client| client.send("DELETE", &links, None)),
            &clerk,
        ),
        (
            "PUT",
            "/api/v1/evidence/{id}/review",
            Box::new(|client| client.put(&format!("{evidence}/review"), &json!({"state": "accepted"}))),
            &inspector,
        ),
    ];
    calls.extend(of_findings(&clerk, &waved));
    calls.extend(of_uploads(&uploader, &begun, &bytes));
    let listed =
        table().into_iter().filter(|row| row.method != "GET" && row.path.starts_with("/api/")).count();
    assert_eq!(calls.len(), listed, "a change by the API is not in the list of this test");
    calls
        .into_iter()
        .map(|(method, path, call, client)| (format!("{method} {path}"), counted(|| call(client))))
        .collect()
}

/// A finding waved off, and taken back.
fn of_findings<'a>(clerk: &'a Client, waved: &'a str) -> Vec<Call<'a>> {
    let path = "/api/v1/counties/{county}/findings/{finding}/waved";
    let body = (JSON, &br#"{"reason":"x"}"#[..]);
    vec![
        ("POST", path, Box::new(move |client| client.send("POST", waved, Some(body))), clerk),
        ("DELETE", path, Box::new(|client| client.send("DELETE", waved, None)), clerk),
    ]
}

/// An upload in pieces: begun, gone on with, given up.
fn of_uploads<'a>(uploader: &'a Client, begun: &'a str, bytes: &'a [u8]) -> Vec<Call<'a>> {
    let uploads = "/api/v1/counties/{county}/uploads";
    let one = "/api/v1/counties/{county}/uploads/{upload}";
    vec![
        (
            "OPTIONS",
            uploads,
            Box::new(|client| client.send("OPTIONS", "/api/v1/counties/c1/uploads", None)),
            uploader,
        ),
        (
            "POST",
            uploads,
            Box::new(|client| client.send("POST", "/api/v1/counties/c1/uploads", None)),
            uploader,
        ),
        (
            "PATCH",
            one,
            Box::new(|client| client.send("PATCH", begun, Some(("application/offset+octet-stream", bytes)))),
            uploader,
        ),
        ("DELETE", one, Box::new(|client| client.send("DELETE", begun, None)), uploader),
    ]
}

#[test]
fn ten_times_more_of_everything_takes_as_many_statements() {
    set_default_instrumentation(|| Some(Box::new(count))).unwrap();
    let (small, large) = (Scaled::new(1), Scaled::new(10));
    assert!(STATEMENTS.load(Ordering::SeqCst) > 1_000, "statements are not counted");
    let mut faults = Vec::new();
    let mut compare = |calls: fn(&Scaled) -> BTreeMap<String, (u16, usize)>| {
        let (of_small, of_large) = (calls(&small), calls(&large));
        for (call, few) in of_small {
            println!("{call}: status {}, {} statements", few.0, few.1);
            if few != of_large[&call] || few.0 >= 400 {
                faults.push(format!("{call}: {few:?}, ten times larger {:?}", of_large[&call]));
            }
        }
    };
    compare(reads);
    compare(changes);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
