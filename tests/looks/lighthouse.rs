//! Lighthouse on the main pages, as a phone on a slow line that has none of the style sheets yet.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use yingjian::demo::Size;
use yingjian::domain::role::Role;

use crate::npm;
use crate::sample::Sample;

/// How often a page is measured when a busy machine made it look slow; what it is at its best counts.
const TRIES: usize = 3;

/// Addresses with the sessions of who looks at them.
fn pages(sample: &Sample) -> Vec<Value> {
    let item = format!("/counties/c1/items/{}", sample.item());
    let evidence = format!("/evidence/{}", sample.evidence("waiting"));
    let of = |role: Option<Role>, paths: &[&str]| -> Vec<Value> {
        let cookie = role.map_or_else(String::new, |role| sample.session(role));
        paths.iter().map(|path| json!({"url": sample.url(path), "cookie": cookie})).collect()
    };
    let county = ["/counties/c1", "/counties/c1/items", &item, "/counties/c1/evidence", "/counties/c1/gaps"];
    [
        of(None, &["/log-in"]),
        of(Some(Role::CountyClerk), &county),
        of(Some(Role::CountyClerk), &["/counties/c1/evidence/new", "/counties/c1/archive", "/manual"]),
        of(Some(Role::CountyLeader), &["/counties/c1"]),
        of(Some(Role::CityInspector), &["/queue", &evidence]),
        of(Some(Role::CityLeader), &["/matrix", "/standard"]),
        of(Some(Role::Administrator), &["/accounts"]),
    ]
    .concat()
}

/// A line of what Lighthouse says for each page.
fn measured(pages: &[Value]) -> Vec<Value> {
    let mut child = Command::new("node")
        .arg("lighthouse.mjs")
        .current_dir(npm::folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let told = json!({"chrome": "/usr/bin/chromium", "pages": pages}).to_string();
    child.stdin.take().unwrap().write_all(told.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "Lighthouse ended with {}", output.status);
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What a page lacks.
fn short(line: &Value) -> Vec<String> {
    let wanted = [("accessibility", 100), ("best-practices", 100), ("performance", 95)];
    let score = |name: &str| line["scores"][name].as_i64().unwrap();
    let missed = wanted.into_iter().filter(|(name, least)| score(name) < *least);
    missed.map(|(name, _)| format!("{} {name} {}: {}", line["url"], score(name), line["why"])).collect()
}

#[test]
fn main_pages_satisfy_lighthouse() {
    let sample = Sample::new(Size::Small);
    let mut pages = pages(&sample);
    for _try in 1..TRIES {
        let lines = measured(&pages);
        for (line, page) in lines.iter().zip(&pages) {
            assert_eq!(line["url"], page["url"], "another page was measured");
        }
        lines.iter().for_each(|line| println!("{} {}", line["url"], line["scores"]));
        assert_eq!(lines.len(), pages.len(), "a page is missing");
        let again = lines.iter().zip(&pages).filter(|(line, _)| !short(line).is_empty());
        pages = again.map(|(_, page)| page.clone()).collect();
        if pages.is_empty() {
            return;
        }
    }
    let faults: Vec<String> = measured(&pages).iter().flat_map(short).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
