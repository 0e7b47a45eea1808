//! Files on their way out: whole, by ranges, under their names, and never as something that runs.

use crate::client::Client;
use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::program;

/// Evidence with one file, and the address of its bytes.
fn file(served: &Served, name: &str, bytes: &[u8]) -> String {
    let clerk = program(served, "clerk");
    let filed = clerk.upload("/api/v1/counties/c1/evidence", &Upload::minutes().file(name, bytes)).json(201);
    format!("/api/v1/evidence/{}/file", filed["id"].as_str().unwrap())
}

fn clerk(served: &Served) -> Client {
    program(served, "clerk")
}

#[test]
fn a_range_is_sent_as_the_standard_says() {
    let served = Served::new();
    let bytes = pdf("一");
    let size = bytes.len();
    let address = file(&served, "一.pdf", &bytes);
    let check = |range: &str, from: usize, to: usize| {
        let sent = clerk(&served).with("range", range).get(&address);
        assert_eq!(sent.status, 206, "{range}");
        assert_eq!(sent.bytes, bytes[from..=to], "{range}");
        assert_eq!(sent.header("content-range"), format!("bytes {from}-{to}/{size}"));
    };
    check("bytes=0-3", 0, 3);
    check("bytes=10-", 10, size - 1);
    check("bytes=-5", size - 5, size - 1);
    let outside = clerk(&served).with("range", &format!("bytes={size}-")).get(&address);
    assert_eq!(outside.header("content-range"), format!("bytes */{size}"));
    assert_eq!(outside.problem(416).0, "api-range");
    let several = clerk(&served).with("range", "bytes=0-1,4-5").get(&address);
    assert_eq!((several.status, several.bytes.len()), (200, size));
}

#[test]
fn a_file_that_is_known_is_not_sent_again_and_one_that_changed_is_sent_whole() {
    let served = Served::new();
    let address = file(&served, "一.pdf", &pdf("一"));
    let whole = clerk(&served).get(&address);
    let tag = whole.header("etag");
    assert_eq!(tag.len(), 66, "the SHA-256 in quotes: {tag}");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let known = clerk(&served).with("if-none-match", tag).get(&address);
    assert_eq!((known.status, known.bytes.len(), known.header("etag")), (304, 0, tag));
    let part = |tag: &str| clerk(&served).with("range", "bytes=0-3").with("if-range", tag).get(&address);
    assert_eq!(part(tag).status, 206);
    assert_eq!(part("\"0000\"").status, 200);
}

#[test]
fn a_look_at_the_head_tells_the_size_and_sends_nothing() {
    let served = Served::new();
    let bytes = pdf("一");
    let address = file(&served, "一.pdf", &bytes);
    let head = clerk(&served).send("HEAD", &address, None);
    assert_eq!((head.status, head.bytes.len()), (200, 0));
    assert_eq!(head.header("content-length"), bytes.len().to_string());
}

#[test]
fn bytes_are_never_compressed_on_the_way_so_that_they_fit_their_tag() {
    let served = Served::new();
    let bytes = [pdf("一"), vec![b' '; 100_000]].concat();
    let address = file(&served, "一.pdf", &bytes);
    let sent = clerk(&served).with("accept-encoding", "gzip").get(&address);
    assert_eq!(sent.bytes, bytes);
}

#[test]
fn a_browser_keeps_files_unless_it_may_show_them() {
    let served = Served::new();
    let address = file(&served, "一.pdf", &pdf("一"));
    let check = |address: &str, kind: &str| {
        let sent = clerk(&served).get(address);
        assert!(sent.header("content-disposition").starts_with(kind), "{address}");
        assert_eq!(sent.header("x-content-type-options"), "nosniff");
        assert!(sent.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        assert_eq!(sent.header("cache-control"), "private, no-cache");
    };
    check(&address, "attachment;");
    check(&format!("{address}?inline=0"), "attachment;");
    let photo = file(&served, "照片.heic", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1");
    check(&format!("{photo}?inline=1"), "attachment;");
}

#[test]
fn a_file_that_is_not_there_is_not_found() {
    let served = Served::new();
    let address = file(&served, "一.pdf", &pdf("一"));
    let lost = clerk(&served).get(&format!("{address}?position=2")).problem(404);
    assert_eq!(lost.0, "evidence-unknown-file");
    assert_eq!(clerk(&served).get(&format!("{address}?position=x")).problem(400).0, "api-query-number");
}
