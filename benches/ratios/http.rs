//! A client that costs next to nothing: one connection that stays open, one request after the other. Both sides
//! of a comparison are asked by it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// A connection to a server.
pub(crate) struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    /// When it was last used: a server ends what is idle for some seconds.
    used: Instant,
    /// Lines that go with every request.
    head: String,
    line: String,
}

/// An answer whose body was read to its end; small ones are kept.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) length: usize,
    pub(crate) body: Vec<u8>,
}

/// Bytes of a body that are kept.
const KEPT: usize = 1 << 20;

impl Client {
    /// Connects; `lines` are headers that go with every request, each ended by `\r\n`.
    pub(crate) fn new(address: SocketAddr, lines: &str) -> Self {
        let head = format!("Host: {address}\r\n{lines}");
        Self { address, stream: connected(address), used: Instant::now(), head, line: String::new() }
    }

    /// A connection that shows a program's token.
    pub(crate) fn program(address: SocketAddr, token: &str) -> Self {
        Self::new(address, &format!("Authorization: Bearer {token}\r\n"))
    }

    /// A connection that shows a browser's session.
    pub(crate) fn person(address: SocketAddr, session: &str) -> Self {
        Self::new(address, &format!("Cookie: session={session}\r\n"))
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        let asked = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head);
        self.wake();
        self.stream.get_mut().write_all(asked.as_bytes()).unwrap();
        self.answer()
    }

    /// Asks and expects what was asked for.
    pub(crate) fn ok(&mut self, path: &str) -> Answer {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
        answer
    }

    /// Sends a body; `kind` is its media type.
    pub(crate) fn send(&mut self, (method, path): (&str, &str), kind: &str, body: &[u8]) -> Answer {
        let (head, length) = (&self.head, body.len());
        let asked = format!(
            "{method} {path} HTTP/1.1\r\n{head}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
        );
        self.wake();
        let stream = self.stream.get_mut();
        stream.write_all(asked.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        self.answer()
    }

    fn wake(&mut self) {
        if self.used.elapsed() > Duration::from_secs(2) {
            self.stream = connected(self.address);
        }
        self.used = Instant::now();
    }

    fn answer(&mut self) -> Answer {
        let status = self.next_line().split(' ').nth(1).unwrap().parse().unwrap();
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.next_line().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            chunked |= line.starts_with("transfer-encoding:");
        }
        let mut answer = Answer { status, length: 0, body: Vec::new() };
        if !chunked {
            self.take(length, &mut answer);
            return answer;
        }
        loop {
            let size = usize::from_str_radix(self.next_line(), 16).unwrap();
            self.take(size, &mut answer);
            self.next_line();
            if size == 0 {
                return answer;
            }
        }
    }

    fn next_line(&mut self) -> &str {
        self.line.clear();
        self.stream.read_line(&mut self.line).unwrap();
        assert!(self.line.ends_with("\r\n"), "the server broke off: {:?}", self.line);
        self.line.trim_end()
    }

    fn take(&mut self, mut rest: usize, answer: &mut Answer) {
        answer.length += rest;
        if answer.length <= KEPT {
            let part = self.stream.by_ref().take(rest as u64);
            let mut part = part;
            part.read_to_end(&mut answer.body).unwrap();
            return;
        }
        while rest > 0 {
            let came = self.stream.fill_buf().unwrap().len().min(rest);
            assert!(came > 0, "the server broke off");
            self.stream.consume(came);
            rest -= came;
        }
    }
}

fn connected(address: SocketAddr) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(600))).unwrap();
    BufReader::with_capacity(256 << 10, stream)
}

/// An upload of evidence as a form, whose file is changed in place.
pub(crate) struct Form {
    body: Vec<u8>,
    /// Where the file's own number stands.
    mark: usize,
}

pub(crate) const FORM: &str = "multipart/form-data; boundary=parts-of-a-form";

impl Form {
    /// A form with a PDF of a size.
    pub(crate) fn new(size: usize) -> Self {
        let mut body = Vec::with_capacity(size + 1_000);
        for (name, value) in [("items", "A01"), ("year", "2024"), ("kind", "doc"), ("title", "通知")] {
            let part = format!(
                "--parts-of-a-form\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = "--parts-of-a-form\r\nContent-Disposition: form-data; name=\"file\"; filename=\"通知.pdf\"\r\n\r\n";
        body.extend_from_slice(head.as_bytes());
        let mark = body.len() + "%PDF-1.4\n% ".len();
        body.extend_from_slice(&super::office::pdf(size, 0));
        body.extend_from_slice(b"\r\n--parts-of-a-form--\r\n");
        Self { body, mark }
    }

    /// The form with a file that is like no other.
    pub(crate) fn numbered(&mut self, number: u64) -> &[u8] {
        super::office::number(&mut self.body[self.mark..], number);
        &self.body
    }
}
