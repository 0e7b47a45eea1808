//! Slow clients: they are cut off in the end, and until then nobody else feels them.
//!
//! The ordinary run has 200 of them for some seconds; `SLOW_SECONDS=60` measures longer.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use yingjian::ops::accounts::Kind;

use crate::copies::{ask, copy};
use crate::multipart::{Upload, pdf};
use crate::office::Served;
use crate::raw::is_closed;

/// How many are slow at a time, a third of them in each way.
const SLOW: usize = 200;

/// How often it is measured with them and without, at the least and, while it does not hold, at the most.
const TURNS: (usize, usize) = (4, 12);

/// The ways to be slow.
#[derive(Clone, Copy)]
enum Way {
    Head,
    Body,
    Reading,
}

#[test]
fn two_hundred_slow_clients_hold_nobody_up() {
    let served = Served::new();
    let server = copy(&served.office, |_settings| {});
    let token = served.secret("clerk", Kind::Token);
    let big = format!("%PDF-1.4\n{}\n%%EOF\n", "x".repeat(2_500_000));
    let clerk = ask(&server).with("authorization", &format!("Bearer {token}"));
    let upload = Upload::minutes().file("大.pdf", big.as_bytes());
    let id =
        clerk.upload("/api/v1/counties/c1/evidence", &upload).json(201)["id"].as_str().unwrap().to_owned();
    let seconds = std::env::var("SLOW_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let measure = || p99(&clerk, Duration::from_secs(seconds));
    measure();
    // In turns, and the best of each: what else the machine does falls on both, and is no matter of the slow ones.
    let (mut alone, mut beside) = (Duration::MAX, Duration::MAX);
    for turn in 1..=TURNS.1 {
        alone = alone.min(measure());
        beside = beside.min(with_slow_ones(server.address(), (&token, &id), measure));
        if turn >= TURNS.0 && beside <= alone * 2 {
            break;
        }
    }
    println!("p99 alone {alone:?}, beside {SLOW} slow clients {beside:?}");
    assert!(beside <= alone * 2, "p99 alone {alone:?}, beside {SLOW} slow clients {beside:?}");
}

/// Measures while the slow clients are there.
fn with_slow_ones(
    address: SocketAddr,
    (token, id): (&str, &str),
    measure: impl FnOnce() -> Duration,
) -> Duration {
    let done = AtomicBool::new(false);
    let ways = [Way::Head, Way::Body, Way::Reading].into_iter().cycle().take(SLOW);
    let streams = ways.map(|way| (way, begin(address, (way, token, id)))).collect();
    std::thread::scope(|scope| {
        scope.spawn(|| trickle(streams, &done));
        let beside = measure();
        done.store(true, Ordering::Relaxed);
        beside
    })
}

#[test]
fn who_never_ends_a_head_is_cut_off() {
    let served = Served::new();
    let mut stream = TcpStream::connect(served.address()).unwrap();
    stream.write_all(b"GET /health HTTP/1.1\r\nHost: loc").unwrap();
    let begun = Instant::now();
    let closed = is_closed(&mut stream) || is_closed(&mut stream);
    assert!(closed && begun.elapsed() < Duration::from_secs(14), "{:?}", begun.elapsed());
}

fn begin(address: SocketAddr, (way, token, id): (Way, &str, &str)) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = "Host: localhost\r\n";
    let token = format!("Authorization: Bearer {token}\r\n");
    let sent = match way {
        Way::Head => format!("GET /health HTTP/1.1\r\n{head}X: "),
        Way::Body => {
            let upload = Upload::minutes().file("一.pdf", &pdf("一"));
            let kind = upload.media_type();
            format!(
                "POST /api/v1/counties/c1/evidence HTTP/1.1\r\n{head}{token}Content-Type: {kind}\r\n\
                 Content-Length: 900000\r\n\r\n"
            )
        }
        Way::Reading => format!("GET /api/v1/evidence/{id}/file HTTP/1.1\r\n{head}{token}\r\n"),
    };
    stream.write_all(sent.as_bytes()).unwrap();
    stream
}

/// A byte now and then, and nothing is ever read.
fn trickle(mut streams: Vec<(Way, TcpStream)>, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        for (way, stream) in &mut streams {
            if !matches!(way, Way::Reading) {
                // A connection that was cut off takes none.
                let _ = stream.write_all(b"x");
            }
        }
        std::thread::sleep(Duration::from_millis(300));
    }
}

/// The time that all but one in a hundred pages of evidence take.
fn p99(clerk: &crate::client::Client, during: Duration) -> Duration {
    let begun = Instant::now();
    let mut took = Vec::new();
    while begun.elapsed() < during {
        let asked = Instant::now();
        assert_eq!(clerk.get("/api/v1/counties/c1/evidence").status, 200);
        took.push(asked.elapsed());
    }
    took.sort();
    took[took.len() * 99 / 100]
}
