//! Names of the server: a request for somebody else is told so, and never gets an answer of ours.

use yingjian::web::Front;

use crate::copies::copy;
use crate::office::Served;
use crate::raw::{exchange, statuses};

#[test]
fn a_request_for_another_server_is_refused() {
    let served = Served::new();
    let named = Front::new(&[], Some("https://yingjian.example"), &["bureau.example".into()]).unwrap();
    let server = copy(&served.office, |settings| settings.front = named);
    let check = |head: &str, expected: u16| {
        let told = exchange(server.address(), format!("{head}Connection: close\r\n\r\n").as_bytes());
        assert_eq!(statuses(&told), [expected], "{head:?}: {told}");
        assert!(expected == 200 || !told.contains("\"ready\""), "{told}");
    };
    for host in ["yingjian.example", "YINGJIAN.example:443", "bureau.example", "localhost", "127.0.0.1:9"] {
        check(&format!("GET /health HTTP/1.1\r\nHost: {host}\r\n"), 200);
    }
    for host in ["evil.example", "yingjian.example.evil.example", "192.0.2.1"] {
        check(&format!("GET /health HTTP/1.1\r\nHost: {host}\r\n"), 421);
        check(&format!("GET http://{host}/health HTTP/1.1\r\nHost: yingjian.example\r\n"), 421);
    }
    check("GET /health HTTP/1.1\r\n", 400);
    check("GET /health HTTP/1.1\r\nHost: yingjian.example\r\nHost: evil.example\r\n", 400);
    check("GET /health HTTP/1.1\r\nHost: yingjian.example, evil.example\r\n", 400);
    // What only proxies say is not asked for the name.
    let told = exchange(
        server.address(),
        b"GET / HTTP/1.1\r\nHost: yingjian.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n",
    );
    assert!(statuses(&told) == [303] && !told.contains("evil"), "{told}");
}

#[test]
fn without_a_name_set_no_name_from_outside_is_ours() {
    let served = Served::new();
    let status = |host: &str| {
        let head = format!("GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        statuses(&exchange(served.address(), head.as_bytes()))
    };
    for host in ["127.0.0.1:8080", "192.168.1.5:8080", "[2001:db8::5]", "bureau", "localhost"] {
        assert_eq!(status(host), [200], "{host}");
    }
    assert_eq!(status("rebound.evil.example"), [421]);
}
