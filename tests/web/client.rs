//! A plain browser without scripts: it keeps cookies, follows nothing by itself and gives back every status.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::SocketAddr;

use ureq::Agent;
use ureq::http::{Request, Response};

pub(crate) struct Client {
    agent: Agent,
    pub(crate) base: String,
    cookies: RefCell<BTreeMap<String, String>>,
    headers: Vec<(String, String)>,
}

const BOUNDARY: &str = "x-boundary-of-this-test";

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
    headers: Vec<(String, String)>,
}

impl Answer {
    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The token in the page's forms.
    pub(crate) fn token(&self) -> String {
        let (_, rest) = self.body.split_once("name=\"csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self {
            agent: config.into(),
            base: format!("http://{address}"),
            cookies: RefCell::default(),
            headers: Vec::new(),
        }
    }

    /// The same browser with a session.
    pub(crate) fn with_session(self, secret: &str) -> Self {
        self.cookies.borrow_mut().insert("session".into(), secret.into());
        self
    }

    /// The same browser, sending one more header each time.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    /// Sends a form as it is, without a token.
    pub(crate) fn post_bare(&self, path: &str, form: &str) -> Answer {
        self.send("POST", path, Some(("application/x-www-form-urlencoded", form.as_bytes())))
    }

    /// Sends a form with the token that this browser's pages carry.
    pub(crate) fn post(&self, path: &str, form: &str) -> Answer {
        let token = self.get("/profile").token();
        self.post_bare(path, &format!("csrf={token}&{form}"))
    }

    /// Sends a form with files, with the token that this browser's pages carry.
    pub(crate) fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        let token = self.get("/profile").token();
        let mut body = Vec::new();
        let all = std::iter::once(("csrf", token.as_str())).chain(fields.iter().copied());
        for (name, value) in all {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.send("POST", path, Some((&format!("multipart/form-data; boundary={BOUNDARY}"), &body)))
    }

    pub(crate) fn send(&self, method: &str, path: &str, body: Option<(&str, &[u8])>) -> Answer {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = match body {
            Some((kind, bytes)) => {
                self.agent.run(request.header("content-type", kind).body(bytes).unwrap()).unwrap()
            }
            None => self.agent.run(request.body(()).unwrap()).unwrap(),
        };
        self.keep(response)
    }

    fn keep(&self, mut response: Response<ureq::Body>) -> Answer {
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers: Vec<(String, String)> =
            response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.borrow_mut().insert(name.into(), value.into());
        }
        let bytes = response.body_mut().read_to_vec().unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: response.status().as_u16(), body, bytes, headers }
    }
}
