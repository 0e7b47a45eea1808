//! Files that are several things at once: what is taken is shown as one thing alone, and runs as nothing.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use serde_json::Value;
use yingjian::ops::accounts::Kind;

use crate::beacon::Beacon;
use crate::chromium::Browser;
use crate::client::Client;
use crate::making;
use crate::multipart::Upload;
use crate::office::Served;

const SCRIPT: &str = "<script>fetch('http://beacon.invalid/file')</script>";
const CODE: &str = "fetch('http://beacon.invalid/code')";

fn html() -> String {
    format!("<!doctype html><html><body>{SCRIPT}<img src=x onerror=\"{CODE}\"></body></html>")
}

fn svg() -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"{CODE}\">{SCRIPT}</svg>")
}

/// A picture with markup in a comment and behind its end.
fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(8, 8).write_to(&mut bytes, format).unwrap();
    let bytes = bytes.into_inner();
    if format == ImageFormat::Png {
        return [bytes, html().into_bytes()].concat();
    }
    let comment = format!("*/={CODE}/*{}", html());
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], b"\xFF\xFE", &length, comment.as_bytes(), &bytes[2..], html().as_bytes()].concat()
}

fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let gif = format!("GIF89a/*{}*/=1;{CODE}", "\0".repeat(20));
    vec![
        ("图.svg", svg().into_bytes()),
        ("图.png", svg().into_bytes()),
        ("页.pdf", html().into_bytes()),
        ("页.html", html().into_bytes()),
        (
            "页.xhtml",
            format!("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">{SCRIPT}</html>")
                .into(),
        ),
        (
            "表.xml",
            format!("<?xml version=\"1.0\"?><?xml-stylesheet type=\"text/xsl\" href=\"#\"?><x>{SCRIPT}</x>")
                .into(),
        ),
        ("动.gif", gif.clone().into_bytes()),
        ("动.jpg", gif.into_bytes()),
        ("码.js", CODE.into()),
    ]
}

fn taken() -> Vec<(&'static str, Vec<u8>)> {
    let object =
        format!("1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);{CODE})>>>>endobj");
    let film = [making::boxes(b"isom"), html().into_bytes()].concat();
    vec![
        ("页.pdf", format!("%PDF-1.4\n{}\n{object}\ntrailer<</Root 1 0 R>>\n%%EOF{}", html(), html()).into()),
        ("页.html", format!("%PDF-1.4\n{}", html()).into()),
        ("码.js", format!("%PDF-1.4\n1;{CODE}").into()),
        ("图.svg", picture(ImageFormat::Jpeg)),
        ("图.jpg", picture(ImageFormat::Jpeg)),
        ("图.png", picture(ImageFormat::Png)),
        ("页.docx", making::docx()),
        ("片.mp4", film),
        ("照.heic", [making::boxes(b"heic"), html().into_bytes()].concat()),
    ]
}

fn upload(client: &Client, (name, bytes): &(&str, Vec<u8>)) -> (u16, Value) {
    let sent = client.upload("/api/v1/counties/c1/evidence", &Upload::minutes().file(name, bytes));
    (sent.status, serde_json::from_slice(&sent.bytes).unwrap())
}

/// What the file is sent as guards it however it is looked at.
fn is_guarded(client: &Client, address: &str) {
    let sent = client.get(address);
    assert_eq!(sent.status, 200, "{address}");
    assert_eq!(sent.header("x-content-type-options"), "nosniff");
    assert_eq!(sent.header("cross-origin-resource-policy"), "same-origin");
    let policy = sent.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox;"), "{policy}");
    assert!(!policy.contains("allow-"), "{policy}");
    let (media_type, disposition) = (sent.header("content-type"), sent.header("content-disposition"));
    let shown = ["application/pdf", "image/jpeg", "image/png", "video/mp4"].contains(&media_type);
    assert!(shown || media_type == "application/octet-stream", "{media_type}");
    assert!(shown || disposition.starts_with("attachment"), "{media_type} {disposition}");
}

/// Has a page of the office itself load the file in every way that could run it.
fn embed(browser: &Browser, address: &str) -> Value {
    browser.script(&format!(
        "const ways = [['script', 'src'], ['iframe', 'src'], ['object', 'data'], ['embed', 'src'], ['img', 'src'],
            ['link', 'href']];
         for (const [tag, name] of ways) {{
            const element = document.createElement(tag);
            if (tag == 'link') element.rel = 'stylesheet';
            element[name] = '{address}';
            document.body.append(element);
         }}
         return ways.length"
    ))
}

#[test]
fn files_that_are_several_things_run_as_none() {
    let served = Served::new();
    let authorization = format!("Bearer {}", served.secret("clerk", Kind::Token));
    let client = Client::new(served.address()).with("authorization", &authorization);
    for file in refused() {
        let (status, told) = upload(&client, &file);
        assert_eq!(status, 422, "{}: {told}", file.0);
        assert!(told["detail"].as_str().unwrap().contains(file.0), "{told}");
    }
    let beacon = Beacon::start();
    let browser = beacon.browser();
    let base = format!("http://{}", served.address());
    browser.open(&format!("{base}/log-in"));
    browser.keep_cookie("session", &served.secret("clerk", Kind::Session));
    for file in taken() {
        let (status, told) = upload(&client, &file);
        assert_eq!(status, 201, "{}: {told}", file.0);
        let id = told["id"].as_str().unwrap();
        let page = format!("/evidence/{id}/files/1");
        for address in [format!("/api/v1/evidence/{id}/file?inline=1"), format!("/api/v1/evidence/{id}/file")]
        {
            is_guarded(&client, &address);
        }
        is_guarded(
            &Client::new(served.address()).with_session(&served.secret("clerk", Kind::Session)),
            &page,
        );
        browser.open(&format!("{base}{page}"));
        assert_eq!(browser.dialog(), None, "{}", file.0);
        browser.open(&format!("{base}/evidence/{id}"));
        assert_eq!(embed(&browser, &page), 6);
        // The page has loaded what it may by the time that an own file has come after the others.
        browser.open(&format!("{base}/evidence/{id}"));
        assert_eq!(browser.dialog(), None, "{}", file.0);
        assert_eq!(beacon.asked(), Vec::<String>::new(), "{}", file.0);
    }
}
