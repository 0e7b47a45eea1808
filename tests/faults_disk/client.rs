//! A program that uploads and reads, and takes any answer.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;

const BOUNDARY: &str = "----parts-of-an-upload-under-faults";
pub(crate) const EVIDENCE: &str = "/api/v1/counties/c1/evidence";
pub(crate) const FACTS: &str = "/api/v1/counties/c1/facts/A01/2022";

#[derive(Clone)]
pub(crate) struct Client {
    agent: Agent,
    pub(crate) address: SocketAddr,
    token: String,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: bool,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The id of what was filed.
    pub(crate) fn id(&self) -> String {
        assert_eq!(self.status, 201, "{}", self.text());
        self.json()["id"].as_str().unwrap().to_owned()
    }
}

impl Client {
    pub(crate) fn new(address: SocketAddr, token: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self { agent: config.into(), address, token: format!("Bearer {token}") }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.try_get(path).unwrap()
    }

    /// Nothing when the connection breaks.
    pub(crate) fn try_get(&self, path: &str) -> Option<Answer> {
        self.send(Request::get(format!("http://{}{path}", self.address)), &[])
    }

    pub(crate) fn upload(&self, file: &[u8]) -> Answer {
        let request = Request::post(format!("http://{}{EVIDENCE}", self.address));
        self.send(request.header("content-type", media_type()), &form(file)).unwrap()
    }

    /// States how many meetings there were.
    pub(crate) fn state(&self, count: u64) -> Answer {
        let request = Request::put(format!("http://{}{FACTS}", self.address));
        let body = serde_json::json!({ "count": count }).to_string();
        self.send(request.header("content-type", "application/json"), body.as_bytes()).unwrap()
    }

    fn send(&self, request: ureq::http::request::Builder, body: &[u8]) -> Option<Answer> {
        let request = request.header("authorization", &self.token).body(body).unwrap();
        let mut response = self.agent.run(request).ok()?;
        let retry_after = response.headers().contains_key("retry-after");
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().ok()?;
        Some(Answer { status, retry_after, body })
    }

    /// Begins an upload and holds its last bytes back.
    pub(crate) fn begin(&self, file: &[u8], held: usize) -> Begun {
        let body = form(file);
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_nodelay(true).unwrap();
        let head = format!(
            "POST {EVIDENCE} HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\ncontent-type: {}\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n",
            self.address,
            self.token,
            media_type(),
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let (now, later) = body.split_at(body.len() - held);
        stream.write_all(now).unwrap();
        Begun { stream, rest: later.to_vec() }
    }
}

/// An upload of which the last bytes have not been sent.
pub(crate) struct Begun {
    stream: TcpStream,
    rest: Vec<u8>,
}

impl Begun {
    /// Sends the rest and gives status and body.
    pub(crate) fn end(mut self) -> Answer {
        // The server may have answered already and read no more.
        let _ = self.stream.write_all(&self.rest);
        let mut answer = Vec::new();
        self.stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let retry_after = head.to_ascii_lowercase().contains("\r\nretry-after:");
        Answer { status, retry_after, body: body.as_bytes().to_vec() }
    }
}

fn media_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// Minutes of 2022 under A01.
fn form(file: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(file.len() + 1_000);
    for (name, value) in
        [("items", "A01"), ("kind", "minutes"), ("title", "纪要"), ("meeting_date", "2022-03-15")]
    {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let name = "form-data; name=\"file\"; filename=\"纪要.pdf\"";
    body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: {name}\r\n\r\n").as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// A PDF of about this many bytes, another for each number.
pub(crate) fn pdf(number: usize, length: usize) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.4\n% {number}\n1 0 obj\n<<>>\nendobj\n% ").into_bytes();
    let filler = (0..length.saturating_sub(bytes.len()))
        .map(|at| b'a' + u8::try_from((at * 7 + number) % 26).unwrap());
    bytes.extend(filler);
    bytes.extend_from_slice(b"\ntrailer\n<<>>\n%%EOF\n");
    bytes
}
