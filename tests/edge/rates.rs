//! Limits of how often: they hold by account and by address, across copies, and say when to come again.

use std::time::{Duration, Instant};

use chrono::Timelike;
use yingjian::ops::accounts::Kind;
use yingjian::web::Running;

use crate::client::{Answer, Client};
use crate::copies::{ask, behind_proxy, copy, low};
use crate::multipart::{Upload, pdf};
use crate::office::Served;

/// Waits for a minute with enough of it left, since counts end with it.
pub(crate) fn in_one_minute() {
    while chrono::Utc::now().second() > 35 {
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn copies(served: &Served) -> [Running; 2] {
    [(); 2].map(|()| {
        copy(&served.office, |settings| {
            settings.limits = low();
            settings.front = behind_proxy();
        })
    })
}

fn program(served: &Served, running: &Running, name: &str) -> Client {
    ask(running).with("authorization", &format!("Bearer {}", served.secret(name, Kind::Token)))
}

fn too_often(answer: &Answer, kind: &str) {
    assert_eq!(answer.problem(429).0, kind);
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
}

#[test]
fn uploads_and_reports_of_an_account_are_limited_whichever_copy_takes_them() {
    let served = Served::new();
    in_one_minute();
    let servers = copies(&served);
    let clerk = servers.each_ref().map(|server| program(&served, server, "clerk"));
    let upload = |at: usize, text: &str| {
        let upload = Upload::minutes().file("一.pdf", &pdf(text));
        clerk[at].upload("/api/v1/counties/c1/evidence", &upload)
    };
    for text in ["一", "二"] {
        upload(0, text).json(201);
        upload(1, text).json(201);
    }
    // Each copy has counted two of the four, and hears of the others soon.
    let begun = Instant::now();
    let refused = loop {
        let answer = clerk[0].get("/api/v1/rounds/nowhere");
        assert_eq!(answer.status, 404);
        let answer = upload(0, "三");
        if answer.status == 429 || begun.elapsed() > Duration::from_secs(10) {
            break answer;
        }
        std::thread::sleep(Duration::from_millis(300));
    };
    too_often(&refused, "edge-many-uploads");
    assert_eq!(clerk[0].get("/api/v1/counties/c1/evidence").status, 200, "reading is not counted");
    let gaps = |name: &str| program(&served, &servers[0], name).get("/api/v1/counties/c1/gaps").status;
    assert_eq!([(); 4].map(|()| gaps("clerk")), [200, 200, 200, 429]);
    assert_eq!(gaps("leader"), 200, "another account has its own count");
}

#[test]
fn guesses_from_an_address_end_soon_and_keep_no_program_out() {
    let served = Served::new();
    in_one_minute();
    let servers = copies(&served);
    let from = |address: &str| ask(&servers[0]).with("x-forwarded-for", address);
    let guess = |client: Client| client.with("authorization", "Bearer 00").get("/api/v1/rounds/r");
    for _ in 0..5 {
        assert_eq!(guess(from("192.0.2.7")).status, 401);
    }
    too_often(&guess(from("192.0.2.7")), "edge-many-failures");
    assert_eq!(guess(from("192.0.2.8")).status, 401, "another address has its own count");
    // Who adds addresses in front of their own gains nothing.
    too_often(&guess(from("198.51.100.1, 192.0.2.7")), "edge-many-failures");
    let clerk = served.secret("clerk", Kind::Token);
    let right = from("192.0.2.7").with("authorization", &format!("Bearer {clerk}"));
    assert_eq!(right.get("/api/v1/rounds/r").status, 200);
    assert_eq!(log_in(&|| from("192.0.2.7")).status, 429);
    assert_eq!(log_in(&|| from("192.0.2.9")).status, 401);
    let told = servers[1].address();
    let begun = Instant::now();
    while guess(Client::new(told).with("x-forwarded-for", "192.0.2.7")).status != 429 {
        assert!(begun.elapsed() < Duration::from_secs(10), "the other copy never hears of it");
    }
}

/// A log-in with a wrong password.
fn log_in(from: &dyn Fn() -> Client) -> Answer {
    let page = from().get("/log-in");
    let visit = page.header("set-cookie").split(';').next().unwrap().to_owned();
    let text = page.text();
    let (_, rest) = text.split_once("name=\"csrf\" value=\"").unwrap();
    let form = format!("csrf={}&name=clerk&password=wrong", rest.split('"').next().unwrap());
    let kind = "application/x-www-form-urlencoded";
    from().with("cookie", &visit).send("POST", "/log-in", Some((kind, form.as_bytes())))
}
