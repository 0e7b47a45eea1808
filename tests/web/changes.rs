//! The stream of changes of a county: told within seconds, to those of the county alone, until the log-out.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use yingjian::ops::accounts::Kind;

use crate::office::Served;

/// How long a word may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

struct Stream {
    line: TcpStream,
    heard: String,
    ended: bool,
}

impl Stream {
    fn open(served: &Served, county: &str, secret: &str) -> Self {
        let mut line = TcpStream::connect(served.address()).unwrap();
        line.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        let (host, accept) = (served.address(), "accept: text/event-stream");
        let cookie = format!("cookie: session={secret}");
        write!(
            line,
            "GET /counties/{county}/changes HTTP/1.1\r\nhost: {host}\r\n{accept}\r\n{cookie}\r\n\r\n"
        )
        .unwrap();
        Self { line, heard: String::new(), ended: false }
    }

    fn read(&mut self) {
        let mut some = [0; 4096];
        match self.line.read(&mut some) {
            Ok(0) => self.ended = true,
            Ok(count) => self.heard.push_str(&String::from_utf8_lossy(&some[..count])),
            Err(_) => {}
        }
        // The last chunk of a body is empty.
        self.ended |= self.heard.ends_with("\r\n0\r\n\r\n");
    }

    /// Reads on until it is as wanted.
    fn until(&mut self, wanted: impl Fn(&Self) -> bool) {
        let since = Instant::now();
        while !wanted(self) {
            assert!(since.elapsed() < PATIENCE, "heard: {}", self.heard);
            self.read();
        }
    }

    /// The numbers that were told.
    fn told(&self) -> Vec<i64> {
        let words = self.heard.lines().filter_map(|line| line.strip_prefix("data: "));
        words.map(|number| number.trim().parse().unwrap()).collect()
    }
}

#[test]
fn a_county_hears_of_its_own_changes_and_of_no_others() {
    let served = Served::new();
    served.file_minutes("一.pdf", "2022-03-15");
    let mut own = Stream::open(&served, "c1", &served.secret("clerk", Kind::Session));
    let mut other = Stream::open(&served, "c2", &served.secret("neighbour", Kind::Session));
    own.until(|stream| !stream.told().is_empty());
    other.until(|stream| !stream.told().is_empty());
    assert!(own.heard.contains("text/event-stream") && own.heard.contains("x-accel-buffering: no"));
    let before = own.told();
    served.file_minutes("二.pdf", "2022-03-15");
    own.until(|stream| stream.told().len() > before.len());
    assert!(own.told().last() > before.last(), "{}", own.heard);
    other.read();
    assert_eq!(other.told(), [0], "another county's change was told: {}", other.heard);
    // Who may not read a county hears nothing of it.
    let mut foreign = Stream::open(&served, "c1", &served.secret("neighbour", Kind::Session));
    foreign.until(|stream| stream.heard.contains("\r\n\r\n"));
    assert!(foreign.heard.starts_with("HTTP/1.1 404"), "{}", foreign.heard);
}

#[test]
fn a_stream_ends_with_its_session() {
    let served = Served::new();
    let secret = served.secret("clerk", Kind::Session);
    let mut stream = Stream::open(&served, "c1", &secret);
    stream.until(|stream| !stream.told().is_empty());
    let clerk = served.visitor().with_session(&secret);
    let token = clerk.get("/profile").token();
    assert_eq!(clerk.post_bare("/log-out", &format!("csrf={token}")).status, 303);
    stream.until(|stream| stream.ended);
    let mut again = Stream::open(&served, "c1", &secret);
    again.until(|stream| stream.heard.contains("\r\n\r\n"));
    assert!(again.heard.starts_with("HTTP/1.1 303"), "{}", again.heard);
}

#[test]
fn a_session_has_a_bounded_number_of_streams_and_who_asks_for_none_gets_the_number() {
    let served = Served::new();
    let secret = served.secret("clerk", Kind::Session);
    let mut streams: Vec<Stream> = (0..20).map(|_| Stream::open(&served, "c1", &secret)).collect();
    streams.iter_mut().for_each(|stream| stream.until(|stream| !stream.told().is_empty()));
    let mut one_more = Stream::open(&served, "c1", &secret);
    one_more.until(|stream| stream.heard.contains("\r\n\r\n"));
    assert!(one_more.heard.starts_with("HTTP/1.1 204"), "{}", one_more.heard);
    assert_eq!(served.client("clerk").get("/counties/c1/changes").body, "retry: 3000\ndata: 0\n\n");
}
