//! Requests of which two readers could think differently: each is refused, or read as one, and what hides in it
//! never gets an answer of its own.

use crate::office::Served;
use crate::raw::{exchange, statuses};

/// What would be answered 404 if it were read as a request of its own.
const HIDDEN: &str = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Sends a head with a body in which a request hides.
fn answers(served: &Served, head: &str, body: &str) -> (Vec<u16>, String) {
    let request = format!("POST /log-out HTTP/1.1\r\nHost: localhost\r\n{head}\r\n{body}");
    let told = exchange(served.address(), request.as_bytes());
    (statuses(&told), told)
}

#[test]
fn what_could_be_read_in_two_ways_is_refused_and_the_connection_closed() {
    let served = Served::new();
    let chunked = format!("0\r\n\r\n{HIDDEN}");
    let length = chunked.len();
    let both = format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n");
    let twice = format!("Content-Length: 0\r\nContent-Length: {}\r\n", HIDDEN.len());
    let list = format!("Content-Length: 0, {}\r\n", HIDDEN.len());
    let heads: Vec<(&str, &str)> = vec![
        (&both, &chunked),
        ("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", &chunked),
        (&twice, HIDDEN),
        (&list, HIDDEN),
        ("Content-Length: +44\r\n", HIDDEN),
        ("Content-Length: -1\r\n", HIDDEN),
        ("Content-Length: 0x2c\r\n", HIDDEN),
        ("Content-Length: 99999999999999999999\r\n", HIDDEN),
        ("Content-Length : 0\r\n", HIDDEN),
        ("Transfer-Encoding: xchunked\r\n", &chunked),
        ("Transfer-Encoding: chunked, identity\r\n", &chunked),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", &chunked),
        ("Transfer-Encoding : chunked\r\n", &chunked),
        ("Transfer-Encoding:\x0bchunked\r\n", &chunked),
        ("X: y\r\n Content-Length: 0\r\n", HIDDEN),
        ("X: y\rContent-Length: 0\r\n", HIDDEN),
        ("X\0: y\r\n", HIDDEN),
        ("Transfer-Encoding: chunked\r\n", "-1\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"),
        ("Transfer-Encoding: chunked\r\n", "1\nx\r\n0\r\n\r\n"),
    ];
    for (head, body) in heads {
        let (statuses, told) = answers(&served, head, body);
        assert!(statuses.len() <= 1, "{head:?} {body:?}: {statuses:?}\n{told}");
        assert!(statuses.iter().all(|status| *status == 400), "{head:?} {body:?}: {statuses:?}\n{told}");
    }
}

#[test]
fn what_is_lenient_is_read_as_one() {
    let served = Served::new();
    // A bare line feed ends a line, as it does for nginx; an extension of a chunk is skipped.
    let (found, told) = answers(&served, "Content-Length: 0\n", HIDDEN);
    assert!(found.is_empty() || found[0] == 400 || found == [403, 404], "{found:?} {told}");
    let (found, told) = answers(
        &served,
        "Transfer-Encoding: chunked\r\nConnection: close\r\n",
        "1;x=\"\r\ny\"\r\nx\r\n0\r\n\r\n",
    );
    assert!(found.len() <= 1, "{found:?} {told}");
    let (found, told) =
        answers(&served, "Transfer-Encoding: chunked\r\nConnection: close\r\n", "1;x=y\r\nx\r\n0\r\n\r\n");
    assert!(found == [403], "{found:?} {told}");
}

#[test]
fn heads_and_bodies_have_their_limits_and_say_them() {
    let served = Served::new();
    let long = format!("GET /health HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(1_000_000));
    assert!(matches!(statuses(&exchange(served.address(), long.as_bytes()))[..], [] | [400 | 413 | 431]));
    let many = "X: y\r\n".repeat(5_000);
    let many = format!("GET /health HTTP/1.1\r\nHost: localhost\r\n{many}\r\n");
    assert!(matches!(statuses(&exchange(served.address(), many.as_bytes()))[..], [] | [400 | 413 | 431]));
    let visitor = served.visitor();
    let form =
        visitor.send("POST", "/log-out", Some(("application/x-www-form-urlencoded", &[b'x'; 1_100_000])));
    assert!(form.status == 413 && form.text().contains("1000000"), "{} {}", form.status, form.text());
}
