//! Uploads: in any order, with any name, and nothing half.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use yingjian::ops::accounts::Kind;
use yingjian::store::audit;
use yingjian::web::{Settings, start};

use crate::client::{Answer, Client};
use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::program;

const ADDRESS: &str = "/api/v1/counties/c1/evidence";

/// Names that have broken other programs.
fn hard_names() -> Vec<String> {
    let mut names: Vec<String> = [
        "会议纪要(终稿).pdf",
        "a/b\\c:d.pdf",
        "=cmd.pdf",
        "e\u{301}te\u{301}.pdf",
        "𠮷野家.pdf",
        "a\"b'c;d%.pdf",
    ]
    .map(String::from)
    .to_vec();
    names.push(format!("{}.pdf", "长".repeat(196)));
    names
}

fn add(served: &Served, upload: &Upload) -> Answer {
    program(served, "clerk").upload(ADDRESS, upload)
}

/// Files that the office keeps, wherever its home is.
fn kept(served: &Served) -> usize {
    served.office.blobs.list(None).map(Result::unwrap).count()
}

fn files_below(folder: &Path) -> usize {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    files.filter(|entry| entry.file_type().is_file()).count()
}

fn records(served: &Served) -> usize {
    audit::newest(&mut served.office.store.conn().unwrap(), 1_000).unwrap().len()
}

#[test]
fn fields_and_files_may_come_in_any_order() {
    let served = Served::new();
    let whole = Upload::default()
        .file("一.pdf", &pdf("一"))
        .text("items", "A01, A02")
        .text("year", "2022")
        .text("title", " 议军会纪要 ")
        .text("items", "B01")
        .file("二.pdf", &pdf("二"))
        .text("year", "2023")
        .text("kind", "minutes");
    let answer = add(&served, &whole);
    let filed = answer.json(201);
    let id = filed["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), format!("/api/v1/evidence/{id}"));
    assert_eq!(filed["sha256"], filed["files"][0]["sha256"]);
    assert_eq!(filed["files"][1]["name"], "二.pdf");
    assert_eq!(filed["files"][0]["size"], pdf("一").len());
    let piece = program(&served, "leader").get(answer.header("location")).json(200);
    assert_eq!(piece["title"], "议军会纪要");
    assert_eq!(piece["places"].as_array().unwrap().len(), 6, "three items in two years: {piece}");
    assert_eq!(piece["state"], "waiting");
}

#[test]
fn hard_names_come_back_the_same() {
    let served = Served::new();
    let names = hard_names();
    let upload = names
        .iter()
        .fold(Upload::minutes(), |upload, name| upload.file(name, &pdf(name)))
        .part("form-data; name=\"file\"; filename=\"_.pdf\"; filename*=UTF-8''%F0%A0%AE%B7.pdf", &pdf("*"));
    let filed = add(&served, &upload).json(201);
    let wanted = names.iter().map(String::as_str).chain(["𠮷.pdf"]);
    let clerk = program(&served, "clerk");
    for (position, name) in (1..).zip(wanted) {
        let file = &filed["files"][position - 1];
        // A per cent sign before digits is how browsers write quotes; elsewhere it stays.
        assert_eq!(file["name"], name);
        let address = format!("/api/v1/evidence/{}/file?position={position}", filed["id"].as_str().unwrap());
        let sent = clerk.get(&address);
        let disposition = sent.header("content-disposition");
        let (_, encoded) = disposition.split_once("filename*=UTF-8''").unwrap();
        let decoded = percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap();
        assert_eq!(decoded, name, "{disposition}");
        assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
        assert_eq!(sent.status, 200);
    }
}

#[test]
fn a_name_that_is_too_long_or_empty_is_refused() {
    let served = Served::new();
    let check = |name: &str, kind: &str| {
        let refused = add(&served, &Upload::minutes().file(name, &pdf("一"))).problem(422);
        assert_eq!(refused.0, kind);
    };
    check(&format!("{}.pdf", "长".repeat(300)), "evidence-long-name");
    check(" ", "evidence-no-name");
}

#[test]
fn two_files_of_one_name_keep_their_own_bytes() {
    let served = Served::new();
    let upload = Upload::minutes().file("IMG_0001.pdf", &pdf("甲")).file("IMG_0001.pdf", &pdf("乙"));
    let filed = add(&served, &upload).json(201);
    let hashes: BTreeSet<&str> =
        filed["files"].as_array().unwrap().iter().map(|file| file["sha256"].as_str().unwrap()).collect();
    assert_eq!(hashes.len(), 2);
    let clerk = program(&served, "clerk");
    let sent = |position: u8| {
        let id = filed["id"].as_str().unwrap();
        clerk.get(&format!("/api/v1/evidence/{id}/file?position={position}")).bytes
    };
    assert_eq!((sent(1), sent(2)), (pdf("甲"), pdf("乙")));
}

#[test]
fn the_same_bytes_are_kept_once_and_the_sender_is_told_where() {
    let served = Served::new();
    let first = add(&served, &Upload::minutes().text("title", "原件").file("一.pdf", &pdf("同"))).json(201);
    assert_eq!(first["same"], Value::Array(vec![]));
    let second = add(&served, &Upload::minutes().file("副本.pdf", &pdf("同"))).json(201);
    assert_eq!(second["same"][0]["evidence"], first["id"]);
    assert_eq!(second["same"][0]["title"], "原件");
    assert_eq!(second["same"][0]["name"], "副本.pdf");
    assert_eq!(second["sha256"], first["sha256"]);
    assert_eq!(kept(&served), 1);
}

#[test]
fn a_day_outside_the_year_is_told_in_the_senders_language() {
    let served = Served::new();
    let upload = Upload::minutes().text("year", "2023").file("一.pdf", &pdf("一"));
    let english = program(&served, "clerk").with("accept-language", "en");
    let notes = english.upload(ADDRESS, &upload).json(201)["notes"].clone();
    assert!(notes[0].as_str().unwrap().starts_with("The date 2022-03-15 does not agree"), "{notes}");
    let notes = add(&served, &upload).json(201)["notes"].clone();
    assert!(notes[0].as_str().unwrap().contains("2022-03-15"), "{notes}");
    assert_eq!(
        english.upload(ADDRESS, &Upload::minutes().file("二.pdf", &pdf("二"))).json(201)["notes"],
        Value::Array(vec![])
    );
}

#[test]
fn without_the_right_nothing_is_written() {
    let served = Served::new();
    let before = records(&served);
    let upload = Upload::minutes().file("一.pdf", &pdf("一"));
    for name in ["leader", "neighbour", "inspector", "head", "admin"] {
        assert!(matches!(program(&served, name).upload(ADDRESS, &upload).status, 403 | 404), "{name}");
    }
    assert_eq!(served.visitor().upload(ADDRESS, &upload).status, 401);
    assert_eq!(kept(&served), 0);
    assert_eq!(files_below(&served.folder().join("tmp")), 0);
    assert_eq!(records(&served), before);
}

#[test]
fn a_file_over_the_limit_is_refused_and_leaves_nothing() {
    let served = Served::with_limit(1_000_000);
    let large = Upload::minutes().file("大.pdf", &vec![b'x'; 1_000_001]);
    let refused = add(&served, &large).problem(413);
    assert_eq!(refused.0, "blob-too-large");
    assert_eq!(kept(&served), 0);
    assert_eq!(files_below(&served.folder().join("tmp")), 0);
    let exact = [pdf("一"), vec![b' '; 1_000_000 - pdf("一").len()]].concat();
    assert_eq!(add(&served, &Upload::minutes().file("正好.pdf", &exact)).status, 201);
}

/// Sends the head and a part of the body.
fn begin(served: &Served, body: &[u8], said: usize) -> TcpStream {
    let token = served.secret("clerk", Kind::Token);
    let mut stream = TcpStream::connect(served.address()).unwrap();
    let head = format!(
        "POST {ADDRESS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: {}\r\n\
         Expect: 100-continue\r\nContent-Length: {said}\r\n\r\n",
        Upload::default().media_type()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    stream
}

/// Sends a part of the body and says that there is no more.
fn break_off(served: &Served, body: &[u8], said: usize) {
    let mut stream = begin(served, body, said);
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    // The server ends the connection when it has noticed.
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    let told = String::from_utf8_lossy(&rest);
    assert!(!told.contains("HTTP/1.1 201"), "{told}");
}

#[test]
fn a_sender_that_breaks_off_leaves_nothing_behind() {
    let served = Served::new();
    let before = records(&served);
    let body = Upload::minutes().file("一.pdf", &[pdf("一"), vec![b'x'; 300_000]].concat()).body();
    for end in [200, 1_000, body.len() / 2, body.len() - 60, body.len() - 4] {
        break_off(&served, body.get(..end).unwrap(), body.len());
    }
    // A body that says it is whole, but whose last part has no end.
    break_off(&served, body.get(..body.len() - 60).unwrap(), body.len() - 60);
    let page = program(&served, "clerk").get(ADDRESS).json(200);
    assert_eq!(page["evidence"], Value::Array(vec![]));
    assert_eq!(kept(&served), 0);
    assert_eq!(files_below(&served.folder().join("tmp")), 0);
    assert_eq!(records(&served), before);
}

/// Waits until something is so, for ten seconds at the most.
fn until(so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(10), "it never became so");
        std::thread::yield_now();
    }
}

#[test]
fn a_connection_that_is_cut_is_not_taken_for_the_end_of_a_file() {
    let served = Served::new();
    let tmp = served.folder().join("tmp");
    let body = Upload::minutes().file("一.pdf", &[pdf("一"), vec![b'x'; 300_000]].concat()).body();
    let stream = begin(&served, body.get(..200_000).unwrap(), body.len());
    until(|| files_below(&tmp) == 1);
    // The answer to `Expect` was never read, so that the connection is reset, not closed.
    drop(stream);
    until(|| files_below(&tmp) == 0);
    assert_eq!(kept(&served), 0);
    let page = program(&served, "clerk").get(ADDRESS).json(200);
    assert_eq!(page["evidence"], Value::Array(vec![]));
}

#[test]
fn how_many_files_a_piece_may_have_is_a_setting() {
    let served = Served::new();
    let settings =
        Settings { bind: "127.0.0.1:0".into(), workers: Some(1), max_files: 2, ..Settings::default() };
    let narrow = start(served.office.clone(), settings).unwrap();
    let token = served.secret("clerk", Kind::Token);
    let clerk = Client::new(narrow.address()).with("authorization", &format!("Bearer {token}"));
    let two = Upload::minutes().file("一.pdf", &pdf("一")).file("二.pdf", &pdf("二"));
    let three = two.clone().file("三.pdf", &pdf("三"));
    let (kind, told) = clerk.upload(ADDRESS, &three).problem(422);
    assert_eq!(kind, "evidence-many-files");
    assert!(told.contains('3') && told.contains('2'), "{told}");
    assert_eq!(kept(&served), 0);
    assert_eq!(clerk.upload(ADDRESS, &two).status, 201);
}
