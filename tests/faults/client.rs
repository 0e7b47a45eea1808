//! A program that talks to a server which may be dead, away or in the middle of dying.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};
use ureq::Agent;
use ureq::http::{Request, Response};

const BOUNDARY: &str = "----parts-of-an-upload-under-faults";

/// What came of a request.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// An answer with its status.
    Answered(Answer),
    /// No answer, or half of one.
    Broken,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) tag: Option<String>,
    pub(crate) retry_after: bool,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A client with a token.
#[derive(Clone)]
pub(crate) struct Client {
    agent: Agent,
    token: String,
}

impl Client {
    pub(crate) fn new(token: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self { agent: config.into(), token: format!("Bearer {token}") }
    }

    pub(crate) fn get(&self, address: SocketAddr, path: &str) -> Outcome {
        let request = self.request("GET", address, path).body(()).unwrap();
        read(self.agent.run(request))
    }

    pub(crate) fn delete(&self, address: SocketAddr, path: &str) -> Outcome {
        read(self.agent.run(self.request("DELETE", address, path).body(()).unwrap()))
    }

    /// Reads an answer to its end without keeping it.
    pub(crate) fn drain(&self, address: SocketAddr, path: &str) -> Outcome {
        let request = self.request("GET", address, path).body(()).unwrap();
        let Ok(mut response) = self.agent.run(request) else { return Outcome::Broken };
        if response.status() != 200 {
            return read(Ok(response));
        }
        match std::io::copy(&mut response.body_mut().as_reader(), &mut std::io::sink()) {
            Ok(_whole) => {
                Outcome::Answered(Answer { status: 200, tag: None, retry_after: false, body: Vec::new() })
            }
            Err(_half) => Outcome::Broken,
        }
    }

    /// Files minutes of 2022 under A01.
    pub(crate) fn upload(&self, address: SocketAddr, county: &str, file: &[u8]) -> Outcome {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let path = format!("/api/v1/counties/{county}/evidence");
        let request = self.request("POST", address, &path).header("content-type", kind);
        read(self.agent.run(request.body(form(file).as_slice()).unwrap()))
    }

    /// States how many meetings there were, of the version that was seen.
    pub(crate) fn state(&self, address: SocketAddr, (path, seen): (&str, i64), count: i64) -> Outcome {
        let mut request = self.request("PUT", address, path).header("content-type", "application/json");
        if seen > 0 {
            request = request.header("if-match", format!("\"{seen}\""));
        }
        let body = serde_json::json!({ "count": count }).to_string();
        read(self.agent.run(request.body(body.as_bytes()).unwrap()))
    }

    fn request(&self, method: &str, address: SocketAddr, path: &str) -> ureq::http::request::Builder {
        let request = Request::builder().method(method).uri(format!("http://{address}{path}"));
        request.header("authorization", &self.token)
    }
}

fn read(sent: Result<Response<ureq::Body>, ureq::Error>) -> Outcome {
    let Ok(mut response) = sent else { return Outcome::Broken };
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let (tag, retry_after) = (header("etag"), header("retry-after").is_some());
    let status = response.status().as_u16();
    match response.body_mut().with_config().limit(1 << 30).read_to_vec() {
        Ok(body) => Outcome::Answered(Answer { status, tag, retry_after, body }),
        Err(_half) => Outcome::Broken,
    }
}

fn form(file: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(file.len() + 1_000);
    let texts = [
        ("items", "A01"),
        ("year", "2022"),
        ("kind", "minutes"),
        ("title", "纪要"),
        ("meeting_date", "2022-03-15"),
    ];
    for (name, value) in texts {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"纪要.pdf\"\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// A SHA-256 in hexadecimal digits, by other code than the program's.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
