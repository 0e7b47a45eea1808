//! `kill -9` in the middle of an upload in pieces: the next server knows how much came, and the rest makes it whole.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::sha256;
use crate::office::homes;
use crate::scene::Scene;
use crate::server::Server;

/// Bytes of the film.
const SIZE: usize = 8_000_000;
const KILLS: usize = 3;

#[test]
fn an_upload_goes_on_at_the_server_after_the_one_that_was_killed() {
    let folder = TempDir::new().unwrap();
    let scene = Scene::at(homes::home(folder.path()));
    let bytes = film();
    let mut server = Server::start(&scene.home);
    let line = Line { address: server.address, token: &scene.tokens[0] };
    let place = begin(&line);
    let mut offset = 0;
    for _ in 0..KILLS {
        let line = Line { address: server.address, token: &scene.tokens[0] };
        let mut sending = line.begin_patch(&place, offset, SIZE - offset);
        sending.write_all(&bytes[offset..offset + SIZE / 5]).unwrap();
        wait_for_bytes(folder.path(), &place, offset + 1);
        server.kill();
        server = Server::start(&scene.home);
        let line = Line { address: server.address, token: &scene.tokens[0] };
        let came = line.offset(&place);
        assert!(came > offset, "nothing of it was there after the kill");
        offset = came;
    }
    let line = Line { address: server.address, token: &scene.tokens[0] };
    let mut sending = line.begin_patch(&place, offset, SIZE - offset);
    sending.write_all(&bytes[offset..]).unwrap();
    assert!(answer(sending).starts_with("HTTP/1.1 204"));
    let filed = line.file(&place);
    assert!(filed.starts_with("HTTP/1.1 201") && filed.contains(&sha256(&bytes)), "{filed}");
}

struct Line<'a> {
    address: SocketAddr,
    token: &'a str,
}

fn film() -> Vec<u8> {
    let head = b"\0\0\0\x14ftypisom\0\0\x02\0isom\0\0\0\x01mdat";
    let rest = (0_u64..).flat_map(|word| word.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
    head.iter().copied().chain(rest).take(SIZE).collect()
}

fn begin(line: &Line<'_>) -> String {
    // `film.mp4` in Base64.
    let headers = format!("Upload-Length: {SIZE}\r\nUpload-Metadata: filename ZmlsbS5tcDQ=\r\n");
    let begun = answer(line.ask(("POST", "/api/v1/counties/c1/uploads"), &headers, b""));
    let (_, rest) = begun.split_once("location: ").unwrap_or_else(|| panic!("{begun}"));
    rest.split("\r\n").next().unwrap().to_owned()
}

fn wait_for_bytes(folder: &std::path::Path, place: &str, least: usize) {
    let file = folder.join("tmp/partial").join(place.rsplit('/').next().unwrap());
    let since = Instant::now();
    while std::fs::metadata(&file).unwrap().len() < u64::try_from(least).unwrap() {
        assert!(since.elapsed() < Duration::from_secs(30), "{} stays small", file.display());
        std::thread::sleep(Duration::from_millis(2));
    }
}

impl Line<'_> {
    fn ask(&self, (method, path): (&str, &str), headers: &str, body: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let length = if headers.contains("Content-Length") {
            String::new()
        } else {
            format!("Content-Length: {}\r\n", body.len())
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nTus-Resumable: 1.0.0\r\n\
             Connection: close\r\n{length}{headers}\r\n",
            self.address, self.token
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        stream
    }

    fn begin_patch(&self, place: &str, offset: usize, length: usize) -> TcpStream {
        let headers = format!(
            "Upload-Offset: {offset}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {length}\r\n"
        );
        self.ask(("PATCH", place), &headers, b"")
    }

    fn offset(&self, place: &str) -> usize {
        let head = answer(self.ask(("HEAD", place), "", b""));
        let (_, rest) = head.split_once("upload-offset: ").unwrap_or_else(|| panic!("{head}"));
        rest.split("\r\n").next().unwrap().parse().unwrap()
    }

    fn file(&self, place: &str) -> String {
        let id = place.rsplit('/').next().unwrap();
        let fields = [("kind", "minutes"), ("items", "A01"), ("year", "2022"), ("upload", id)];
        let parts = fields.map(|(name, value)| {
            format!("--parts\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let body = format!("{}--parts--\r\n", parts.concat());
        let headers = "Content-Type: multipart/form-data; boundary=parts\r\n";
        answer(self.ask(("POST", "/api/v1/counties/c1/evidence"), headers, body.as_bytes()))
    }
}

fn answer(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
