//! Resumable uploads by the tus protocol: begun, broken off, gone on with, filed; and every refusal.

use std::io::{Read, Write};
use std::net::TcpStream;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use diesel::connection::SimpleConnection;
use lopdf::dictionary;
use yingjian::blob::Sha256Hex;
use yingjian::domain::role::Role;
use yingjian::ops::By;
use yingjian::ops::accounts::{self, Kind, NewAccount, Secret};
use yingjian::web::{Settings, start};

use crate::client::{Answer, Client};
use crate::multipart::{Upload, pdf};
use crate::office::{PASSWORD, Served, by};
use crate::program;

const UPLOADS: &str = "/api/v1/counties/c1/uploads";
const EVIDENCE: &str = "/api/v1/counties/c1/evidence";
const BYTES: &str = "application/offset+octet-stream";

/// A program of this account that speaks tus.
fn tus(served: &Served, name: &str) -> Client {
    program(served, name).with("tus-resumable", "1.0.0")
}

fn metadata(name: &str, path: &str) -> String {
    format!("filename {},path {},other", STANDARD.encode(name), STANDARD.encode(path))
}

fn begin_at(served: &Served, (name, path): (&str, &str), size: usize) -> Answer {
    let client = tus(served, "clerk").with("upload-length", &size.to_string());
    client.with("upload-metadata", &metadata(name, path)).send("POST", UPLOADS, None)
}

/// Begins an upload and gives its address.
fn begin(served: &Served, name: &str, size: usize) -> String {
    let begun = begin_at(served, (name, ""), size);
    assert_eq!(begun.status, 201, "{}", begun.text());
    assert_eq!(begun.header("tus-resumable"), "1.0.0");
    assert!(begun.header("upload-expires").ends_with(" GMT"), "{:?}", begun.headers);
    begun.header("location").to_owned()
}

fn go_on(served: &Served, address: &str, (offset, bytes): (usize, &[u8])) -> Answer {
    let client = tus(served, "clerk").with("upload-offset", &offset.to_string());
    client.send("PATCH", address, Some((BYTES, bytes)))
}

/// Another clerk of the same county.
fn second_clerk(served: &Served) -> Client {
    let (now, password) = (chrono::Utc::now().naive_utc(), Secret(PASSWORD.into()));
    let new =
        NewAccount { name: "second".into(), password, role: Role::CountyClerk, county: Some("c1".into()) };
    let id = accounts::add(&served.office, &By { at: now, ..by() }, &new).unwrap();
    let token = accounts::issue(&served.office, &id, Kind::Token, now).unwrap().0;
    served.visitor().with("authorization", &format!("Bearer {token}"))
}

/// The whole of a file, in one go.
pub(crate) fn send(served: &Served, name: &str, bytes: &[u8]) -> String {
    let address = begin(served, name, bytes.len());
    assert_eq!(go_on(served, &address, (0, bytes)).status, 204);
    address
}

pub(crate) fn id(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

fn offset(served: &Served, address: &str) -> String {
    let head = tus(served, "clerk").send("HEAD", address, None);
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    assert_eq!(head.header("cache-control"), "no-store");
    head.header("upload-offset").to_owned()
}

fn partials(served: &Served) -> usize {
    let folder = std::fs::read_dir(served.folder().join("tmp/partial")).unwrap();
    folder.filter(|file| file.as_ref().unwrap().file_name() != "place").count()
}

#[test]
fn the_server_says_what_it_can_do() {
    let served = Served::new();
    let terms = served.visitor().send("OPTIONS", UPLOADS, None);
    assert_eq!(terms.status, 204);
    assert_eq!(terms.header("tus-version"), "1.0.0");
    assert_eq!(terms.header("tus-extension"), "creation,termination,expiration");
    assert_eq!(terms.header("tus-max-size"), "3000000");
}

#[test]
fn a_file_that_came_in_pieces_is_filed_whole() {
    let served = Served::new();
    let bytes = pdf("分三次传来");
    let address = begin(&served, "会议纪要(终稿).pdf", bytes.len());
    assert_eq!(offset(&served, &address), "0");
    let (first, rest) = bytes.split_at(10);
    let (second, third) = rest.split_at(20);
    for (from, piece) in [(0, first), (10, second), (30, third)] {
        let taken = go_on(&served, &address, (from, piece));
        assert_eq!(taken.status, 204, "{}", taken.text());
        assert_eq!(taken.header("upload-offset"), (from + piece.len()).to_string());
        assert_eq!(offset(&served, &address), (from + piece.len()).to_string());
    }
    let clerk = program(&served, "clerk");
    let filed = clerk.upload(EVIDENCE, &Upload::minutes().text("upload", id(&address))).json(201);
    assert_eq!(filed["files"][0]["name"], "会议纪要(终稿).pdf");
    assert_eq!(filed["sha256"], Sha256Hex::of(&bytes).as_str());
    let kept = clerk.get(&format!("/api/v1/evidence/{}/file", filed["id"].as_str().unwrap()));
    assert_eq!(kept.bytes, bytes);
    assert_eq!(partials(&served), 0);
    // Whoever did not hear the answer is told where it went.
    let again = clerk.upload(EVIDENCE, &Upload::minutes().text("upload", id(&address))).problem(409);
    assert_eq!(again.0, "upload-filed");
    assert!(again.1.contains(filed["id"].as_str().unwrap()), "{}", again.1);
}

/// Firewalls of offices let no PATCH and no DELETE through.
#[test]
fn a_post_that_says_what_it_means_is_taken_for_that() {
    let served = Served::new();
    let bytes = pdf("经防火墙传来");
    let meaning = |client: Client, method: &str, address: &str, body: Option<&[u8]>| {
        client.with("x-http-method-override", method).send("POST", address, body.map(|bytes| (BYTES, bytes)))
    };
    let clerk = || tus(&served, "clerk");
    let address = begin(&served, "纪要.pdf", bytes.len());
    let taken = meaning(clerk().with("upload-offset", "0"), "PATCH", &address, Some(&bytes));
    assert_eq!((taken.status, taken.header("upload-offset")), (204, bytes.len().to_string().as_str()));
    // It is the rights of what is meant that count, and only files in pieces come so.
    assert_eq!(meaning(tus(&served, "leader"), "DELETE", &address, None).status, 403);
    assert_eq!(meaning(clerk(), "GET", &address, None).status, 405);
    let score = "/api/v1/counties/c1/facts/A01/2022";
    assert_eq!(meaning(clerk(), "PUT", score, None).status, 405);
    assert_eq!(meaning(clerk(), "DELETE", &address, None).status, 204);
    assert_eq!(tus(&served, "clerk").send("HEAD", &address, None).status, 404);
}

#[test]
fn files_of_the_form_come_before_uploads_and_a_refusal_costs_none_of_them() {
    let served = Served::new();
    let address = send(&served, "二.pdf", &pdf("二"));
    let clerk = program(&served, "clerk");
    let refused =
        clerk.upload(EVIDENCE, &Upload::minutes().text("year", "1999").text("upload", id(&address)));
    assert_eq!(refused.status, 422);
    let both = Upload::minutes().file("一.pdf", &pdf("一")).text("upload", id(&address));
    let filed = clerk.upload(EVIDENCE, &both).json(201);
    assert_eq!(
        (&filed["files"][0]["name"], &filed["files"][1]["name"]),
        (&"一.pdf".into(), &"二.pdf".into())
    );
}

#[test]
fn an_upload_goes_on_only_where_it_ended() {
    let served = Served::new();
    let bytes = pdf("一");
    let address = begin(&served, "一.pdf", bytes.len());
    assert_eq!(go_on(&served, &address, (0, &bytes[..10])).status, 204);
    for wrong in [0, 9, 11] {
        let refused = go_on(&served, &address, (wrong, &bytes[10..]));
        assert_eq!(refused.header("tus-resumable"), "1.0.0");
        assert_eq!(refused.problem(409).0, "upload-offset", "{wrong}");
    }
    assert_eq!(offset(&served, &address), "10");
}

#[test]
fn nothing_is_taken_beyond_the_length_that_was_said() {
    let served = Served::new();
    let bytes = pdf("一");
    let address = begin(&served, "一.pdf", bytes.len() - 1);
    assert_eq!(go_on(&served, &address, (0, &bytes)).status, 413);
    assert!(offset(&served, &address).parse::<usize>().unwrap() < bytes.len());
}

#[test]
fn what_is_too_large_is_refused_before_it_comes() {
    let served = Served::new();
    assert_eq!(begin_at(&served, ("一.pdf", ""), 3_000_001).status, 413);
    assert_eq!(begin_at(&served, ("一.pdf", ""), 3_000_000).status, 201);
    // Five of the largest may wait.
    for _ in 0..4 {
        assert_eq!(begin_at(&served, ("一.pdf", ""), 3_000_000).status, 201);
    }
    assert_eq!(begin_at(&served, ("一.pdf", ""), 1).problem(422).0, "upload-too-much");
}

#[test]
fn a_disk_without_room_refuses_before_the_first_byte() {
    let served = Served::with_limit(1 << 60);
    let refused = begin_at(&served, ("一.mp4", ""), 1 << 59);
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert_eq!(partials(&served), 0);
}

#[test]
fn headers_that_are_missing_or_senseless_are_refused() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 100);
    let clerk = || tus(&served, "clerk");
    let plain = || program(&served, "clerk");
    let named = |client: Client| client.with("upload-metadata", &metadata("一.pdf", ""));
    let ask =
        |client: Client, method: &str, path: &str| client.send(method, path, Some((BYTES, b"x"))).status;
    assert_eq!(ask(named(plain()).with("upload-length", "5"), "POST", UPLOADS), 412);
    assert_eq!(ask(plain().with("upload-offset", "0"), "PATCH", &address), 412);
    assert_eq!(ask(plain(), "DELETE", &address), 412);
    for length in ["", "-1", "five"] {
        assert_eq!(ask(named(clerk()).with("upload-length", length), "POST", UPLOADS), 400, "{length}");
    }
    assert_eq!(ask(clerk().with("upload-offset", "x"), "PATCH", &address), 400);
    assert_eq!(ask(clerk(), "PATCH", &address), 400);
    let broken = clerk().with("upload-length", "5").with("upload-metadata", "filename ===");
    assert_eq!(ask(broken, "POST", UPLOADS), 400);
    assert_eq!(ask(clerk().with("upload-length", "5"), "POST", UPLOADS), 422, "no name");
    let form = clerk().with("upload-offset", "0").send("PATCH", &address, Some(("text/plain", b"x")));
    assert_eq!(form.status, 415);
}

#[test]
fn another_accounts_upload_is_answered_as_one_that_is_not_there() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 100);
    let nowhere = format!("{UPLOADS}/00112233445566778899aabbccddeeff");
    for method in ["GET", "HEAD", "PATCH", "DELETE"] {
        for name in ["neighbour", "admin"] {
            let client = tus(&served, name).with("upload-offset", "0");
            assert_eq!(client.send(method, &address, Some((BYTES, b"x"))).status, 404, "{method} as {name}");
        }
        let client = tus(&served, "clerk").with("upload-offset", "0");
        assert_eq!(client.send(method, &nowhere, Some((BYTES, b"x"))).status, 404, "{method}");
    }
    // Of the same county, but not who began it.
    let other = second_clerk(&served).with("tus-resumable", "1.0.0");
    let (theirs, none) = (other.get(&address), other.get(&nowhere));
    assert_eq!((theirs.status, theirs.text()), (404, none.text()));
    let stolen = other.upload(EVIDENCE, &Upload::minutes().text("upload", id(&address)));
    assert_eq!(stolen.problem(404).0, "upload-unknown");
    assert_eq!(tus(&served, "leader").get(&address).status, 403);
    // Under another county's name it is not there either.
    let neighbour = tus(&served, "neighbour").get(&address.replace("/c1/", "/c2/"));
    assert_eq!(neighbour.problem(404).0, "upload-unknown");
    assert_eq!(offset(&served, &address), "0");
}

#[test]
fn a_session_sends_the_token_against_forgery() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 4);
    let secret = served.secret("clerk", Kind::Session);
    let browser = || served.visitor().with_session(&secret).with("tus-resumable", "1.0.0");
    let refused = browser().with("upload-offset", "0").send("PATCH", &address, Some((BYTES, b"%PDF")));
    assert_eq!(refused.problem(403).0, "web-error-forged");
    let page = browser().get("/counties/c1").text();
    let (_, rest) = page.split_once("name=\"csrf\" value=\"").unwrap();
    let honest = browser().with("x-csrf-token", rest.split('"').next().unwrap()).with("upload-offset", "0");
    assert_eq!(honest.send("PATCH", &address, Some((BYTES, b"%PDF"))).status, 204);
}

#[test]
fn who_lost_the_right_goes_on_with_nothing() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 100);
    let clerk = tus(&served, "clerk").with("upload-offset", "0");
    served.office.store.conn().unwrap().batch_execute("UPDATE account SET role = 'county_leader'").unwrap();
    assert_eq!(clerk.send("PATCH", &address, Some((BYTES, b"x"))).status, 403);
}

#[test]
fn what_has_expired_is_gone_and_swept() {
    let served = Served::new();
    let address = send(&served, "一.pdf", &pdf("一"));
    let conn = &mut *served.office.store.conn().unwrap();
    conn.batch_execute("UPDATE upload SET expires_at = '2020-01-01 00:00:00'").unwrap();
    assert_eq!(go_on(&served, &address, (0, b"x")).problem(410).0, "upload-expired");
    let late = program(&served, "clerk").upload(EVIDENCE, &Upload::minutes().text("upload", id(&address)));
    assert_eq!(late.status, 410);
    let file = served.folder().join("tmp/partial").join(id(&address));
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
    std::fs::File::open(&file).unwrap().set_modified(old).unwrap();
    let now = chrono::Utc::now().naive_utc();
    assert_eq!(yingjian::ops::uploads::sweep(&served.office, now).unwrap(), 1);
    assert!(!file.exists());
    assert_eq!(tus(&served, "clerk").get(&address).status, 404);
}

#[test]
fn what_still_comes_is_never_swept() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 100);
    let now = chrono::Utc::now().naive_utc();
    assert_eq!(yingjian::ops::uploads::sweep(&served.office, now).unwrap(), 0);
    served.office.blobs.sweep(std::time::Duration::ZERO).unwrap();
    assert_eq!(offset(&served, &address), "0");
}

#[test]
fn an_upload_that_is_given_up_leaves_nothing() {
    let served = Served::new();
    let address = send(&served, "一.pdf", &pdf("一"));
    assert_eq!(tus(&served, "clerk").send("DELETE", &address, None).status, 204);
    assert_eq!(partials(&served), 0);
    assert_eq!(tus(&served, "clerk").get(&address).status, 404);
}

#[test]
fn half_a_file_is_not_filed() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 100);
    let clerk = program(&served, "clerk");
    let half = clerk.upload(EVIDENCE, &Upload::minutes().text("upload", id(&address))).problem(422);
    assert_eq!(half.0, "upload-not-whole");
    assert_eq!(clerk.get(&format!("{address}/proposal")).problem(422).0, "upload-not-whole");
}

/// A PATCH whose line breaks after some of its bytes.
fn cut(served: &Served, address: &str, bytes: &[u8]) {
    let token = served.secret("clerk", Kind::Token);
    let mut line = TcpStream::connect(served.address()).unwrap();
    let head = format!(
        "PATCH {address} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nTus-Resumable: 1.0.0\r\n\
         Upload-Offset: 0\r\nContent-Type: {BYTES}\r\nContent-Length: 1000000\r\n\r\n",
        served.address()
    );
    line.write_all(head.as_bytes()).unwrap();
    line.write_all(bytes).unwrap();
    line.shutdown(std::net::Shutdown::Write).unwrap();
    // The server closes when it has seen the end.
    let _ = line.read_to_end(&mut Vec::new());
}

#[test]
fn what_came_before_the_line_broke_stays() {
    let served = Served::new();
    let address = begin(&served, "一.pdf", 1_000_000);
    cut(&served, &address, &vec![7; 300_000]);
    assert_eq!(offset(&served, &address), "300000");
}

/// Another copy of the program with the same database, and a folder of its own when files lie in a far store.
#[test]
fn another_copy_on_the_same_folder_goes_on() {
    let served = Served::new();
    let bytes = pdf("两份程序");
    let address = begin(&served, "一.pdf", bytes.len());
    assert_eq!(go_on(&served, &address, (0, &bytes[..10])).status, 204);
    let settings = Settings { bind: "127.0.0.1:0".into(), workers: Some(1), ..Settings::default() };
    let copy = start(served.office.clone(), settings).unwrap();
    let token = served.secret("clerk", Kind::Token);
    let client = Client::new(copy.address()).with("authorization", &format!("Bearer {token}"));
    let client = client.with("tus-resumable", "1.0.0").with("upload-offset", "10");
    assert_eq!(client.send("PATCH", &address, Some((BYTES, &bytes[10..]))).status, 204);
}

#[test]
fn an_upload_that_lies_with_another_copy_may_be_asked_for_again() {
    let served = Served::new();
    let address = send(&served, "一.pdf", &pdf("一"));
    let conn = &mut *served.office.store.conn().unwrap();
    conn.batch_execute("UPDATE upload SET place = 'elsewhere'").unwrap();
    assert_eq!(go_on(&served, &address, (0, b"x")).problem(423).0, "upload-locked");
    assert_eq!(tus(&served, "clerk").send("HEAD", &address, None).status, 423);
    let filed = program(&served, "clerk").upload(EVIDENCE, &Upload::minutes().text("upload", id(&address)));
    assert_eq!(filed.status, 423);
}

/// A PDF that says its title and the time it was written.
fn told_pdf(title: &str, time: &str) -> Vec<u8> {
    let mut document = lopdf::Document::with_version("1.5");
    let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    let info = dictionary! {
        "Title" => lopdf::Object::string_literal(title),
        "CreationDate" => lopdf::Object::string_literal(time),
    };
    let info = document.add_object(info);
    document.trailer.set("Root", root);
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_file_says_what_it_may_be() {
    let served = Served::new();
    let bytes = told_pdf("Minutes of the joint meeting", "D:20220315080000+08'00'");
    let propose = |name: &str, path: &str| {
        let begun = begin_at(&served, (name, path), bytes.len());
        let address = begun.header("location").to_owned();
        assert_eq!(go_on(&served, &address, (0, &bytes)).status, 204);
        program(&served, "clerk").get(&format!("{address}/proposal")).json(200)
    };
    let told = propose("军政座谈会.pdf", "A02 座谈/2023年/军政座谈会.pdf");
    assert_eq!(told["title"], "军政座谈会");
    assert_eq!(told["items"][0], "A02");
    assert_eq!(told["years"][0], 2023);
    assert_eq!(told["kind"], "minutes");
    assert_eq!(told["notes"].as_array().unwrap().len(), 1, "written in another year: {told}");
    // The name of a scanner says nothing, so the document is asked.
    let told = propose("scan0001.pdf", "");
    assert_eq!(
        (&told["title"], &told["title_from"]),
        (&"Minutes of the joint meeting".into(), &"file".into())
    );
    assert_eq!((&told["day"], &told["day_from"]), (&"2022-03-15".into(), &"file".into()));
    assert_eq!(told["years"][0], 2022);
}
