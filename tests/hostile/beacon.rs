//! A server that payloads call home to, and a browser that finds it under the name they know.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use crate::COUNTIES;
use crate::chromium::Browser;

/// Writes down whatever is asked for.
pub(crate) struct Beacon {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Beacon {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&asked);
        std::thread::spawn(move || {
            for line in listener.incoming() {
                let mut line = line.unwrap();
                let mut head = [0; 4_096];
                let read = line.read(&mut head).unwrap_or_default();
                let head = String::from_utf8_lossy(&head[..read]).into_owned();
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let (kind, body) = match path.as_str() {
                    "/unguarded" => ("text/html", unguarded()),
                    "/favicon.ico" => ("text/plain", String::new()),
                    _ => ("text/javascript", "document.title = 'OWNED'".to_owned()),
                };
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
                     Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n{body}"
                );
                let _gone = line.write_all(answer.as_bytes());
                if !matches!(path.as_str(), "/unguarded" | "/favicon.ico" | "") {
                    seen.lock().unwrap().push(path);
                }
            }
        });
        Self { address, asked }
    }

    /// A browser in which the payloads' name for home is this server.
    pub(crate) fn browser(&self) -> Browser {
        Browser::start_with(&[format!("--host-resolver-rules=MAP beacon.invalid:80 {}", self.address)])
    }

    /// What was asked for so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// A page that repeats every payload as it is.
fn unguarded() -> String {
    let payloads: String =
        COUNTIES.iter().map(|(_, payload)| format!("<p title=\"{payload}\">{payload}</p>")).collect();
    format!("<!doctype html><title>x</title>{payloads}")
}

/// The look can see: on a page without any guard the payloads run, call home and open a dialog.
#[test]
fn payloads_run_where_nothing_keeps_them() {
    let beacon = Beacon::start();
    let browser = beacon.browser();
    browser.open("http://beacon.invalid/unguarded");
    assert_eq!(browser.dialog().as_deref(), Some("3"), "the dialog of the third payload");
    let since = std::time::Instant::now();
    while !["/one", "/two", "/three"].iter().all(|path| beacon.asked().iter().any(|asked| asked == path)) {
        assert!(since.elapsed().as_secs() < 20, "{:?}", beacon.asked());
        while browser.dialog().is_some() {}
    }
    while browser.dialog().is_some() {}
    assert_eq!(browser.script("return document.title"), "OWNED");
    assert!(browser.script(crate::pages::FOREIGN).as_i64().unwrap() > 0, "foreign elements are seen");
    browser.script("document.querySelector('a[href^=javascript]').click()");
    let called = |path: &str| beacon.asked().iter().any(|asked| asked == path);
    let since = std::time::Instant::now();
    while !called("/four") {
        assert!(since.elapsed().as_secs() < 20, "{:?}", beacon.asked());
    }
}
