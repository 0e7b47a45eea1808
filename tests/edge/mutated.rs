//! Requests that are broken at random, head and body: each gets an answer that is no fault of the server's, or none.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use yingjian::ops::accounts::Kind;

use crate::dice::fuzz_bytes;
use crate::multipart::Upload;
use crate::office::{PDF, Served};

/// Sends a request and gives what comes back until the connection is closed or quiet.
fn answer(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    // A server that has refused may have closed already.
    let _ = stream.write_all(request);
    let (mut said, mut piece) = (Vec::new(), [0; 65_536]);
    while let Ok(length @ 1..) = stream.read(&mut piece) {
        said.extend_from_slice(&piece[..length]);
    }
    String::from_utf8_lossy(&said).into_owned()
}

fn samples(secret: &str) -> Vec<Vec<u8>> {
    let common = format!(
        "Host: localhost\r\nAuthorization: Bearer {secret}\r\nCookie: lang=en; theme=dark; session=%E5%8E%BF\r\n\
         Accept-Language: zh-TW,zh;q=0.9,en;q=0.8\r\nX-Forwarded-For: 10.0.0.1, ::1\r\nConnection: close\r\n"
    );
    let get = |path: &str, more: &str| format!("GET {path} HTTP/1.1\r\n{common}{more}\r\n").into_bytes();
    let post = |path: &str, media: &str, body: &[u8]| {
        let head = format!(
            "POST {path} HTTP/1.1\r\n{common}Content-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    };
    let upload = Upload::minutes().text("years", "2022").file("会议\"纪要.pdf", PDF);
    let tus = format!(
        "POST /api/v1/counties/c1/uploads HTTP/1.1\r\n{common}Tus-Resumable: 1.0.0\r\nUpload-Length: 40\r\n\
         Upload-Metadata: filename 57qq6KaBLnBkZg==,path MjAyMg==\r\nContent-Length: 0\r\n\r\n"
    );
    vec![
        get("/api/v1/counties/c1/evidence?item=A01&year=2022&after=x&limit=20&lang=zh-Hant", ""),
        get(
            "/counties/c1/findings?kind=photo_again&severity=hint&lang=en",
            "If-None-Match: \"x\", W/\"y\"\r\n",
        ),
        get("/search?q=%E7%A4%BE%E5%8D%80&kind=minutes&page=2", ""),
        get(
            "/assets/x/site.css",
            "Range: bytes=0-4,-3\r\nIf-Modified-Since: Tue, 01 Aug 2023 09:30:00 GMT\r\n",
        ),
        post(
            "/log-in",
            "application/x-www-form-urlencoded",
            b"name=clerk&password=%E5%8E%BF+x&to=%2Fcounties",
        ),
        post("/api/v1/counties/c1/evidence", &upload.media_type(), &upload.body()),
        post(
            "/api/v1/counties/c1/items/A01/facts",
            "application/json",
            br#"{"years":{"2022":{"done":[true,false]}}}"#,
        ),
        tus.into_bytes(),
    ]
}

#[test]
fn a_request_that_is_broken_is_no_fault_of_the_server() {
    let served = Served::new();
    let secret = served.secret("clerk", Kind::Token);
    fuzz_bytes("request", &samples(&secret), |request| {
        let said = answer(served.address(), request);
        let at_fault = said.split("HTTP/1.1 ").skip(1).any(|answer| answer.starts_with("500"));
        assert!(!at_fault, "{said}");
    });
    let alive =
        answer(served.address(), b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
}
