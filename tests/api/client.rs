//! A plain program: it sends a token or a session's cookie and gives back every answer, whatever its status.

use std::net::SocketAddr;

use serde_json::Value;
use ureq::Agent;
use ureq::http::Request;

use crate::multipart::Upload;

pub(crate) struct Client {
    agent: Agent,
    pub(crate) address: SocketAddr,
    headers: Vec<(String, String)>,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) bytes: Vec<u8>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Answer {
    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON, after a look at the status.
    pub(crate) fn json(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The id of what the problem is, and the sentence that says it.
    pub(crate) fn problem(&self, status: u16) -> (String, String) {
        let problem = self.json(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["status"], status);
        let kind = problem["type"].as_str().unwrap().strip_prefix("urn:yingjian:problem:").unwrap();
        (kind.to_owned(), problem["detail"].as_str().unwrap().to_owned())
    }
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .build();
        Self { agent: config.into(), address, headers: Vec::new() }
    }

    /// The same program with a browser's session.
    pub(crate) fn with_session(self, secret: &str) -> Self {
        self.with("cookie", &format!("session={secret}"))
    }

    /// The same program, sending one more header each time.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    pub(crate) fn put(&self, path: &str, json: &Value) -> Answer {
        self.send("PUT", path, Some(("application/json", json.to_string().as_bytes())))
    }

    pub(crate) fn upload(&self, path: &str, upload: &Upload) -> Answer {
        self.send("POST", path, Some((&upload.media_type(), &upload.body())))
    }

    pub(crate) fn send(&self, method: &str, path: &str, body: Option<(&str, &[u8])>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut response = match body {
            Some((kind, bytes)) => {
                self.agent.run(request.header("content-type", kind).body(bytes).unwrap()).unwrap()
            }
            None => self.agent.run(request.body(()).unwrap()).unwrap(),
        };
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers =
            response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let bytes = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        Answer { status: response.status().as_u16(), bytes, headers }
    }
}
