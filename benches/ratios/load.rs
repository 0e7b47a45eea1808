//! Uploads and page views at a steady pace, as on the last days before an inspection.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use yingjian::domain::role::Role;

use crate::http::{Client, FORM, Form};
use crate::office::Filled;
use crate::table::{Bar, Row, milliseconds, seconds, share};

const UPLOADERS: u32 = 8;
const VIEWERS: u32 = 16;
/// What each of them does in a second.
const UPLOADS: u32 = 10;
const VIEWS: u32 = 25;
/// Counties of the province.
const COUNTIES: usize = 120;

/// What the people look at.
const PAGES: [&str; 10] = [
    "/counties/{county}",
    "/counties/{county}/items",
    "/counties/{county}/evidence",
    "/counties/{county}/items/A01",
    "/counties/{county}/evidence?kind=doc",
    "/counties/{county}",
    "/counties/{county}/items/A02",
    "/counties/{county}/evidence?item=A01",
    "/counties/{county}/gaps",
    "/counties/{county}/items?only=gaps",
];

/// A token of a county's clerk, and the county.
type Clerk = (String, String);

/// Every file is like no other.
static NUMBER: AtomicU64 = AtomicU64::new(1);

pub(crate) fn small() -> Vec<Row> {
    run("80 uploads and 400 views a second, 20 s", Duration::from_secs(20))
}

pub(crate) fn whole() -> Vec<Row> {
    run("80 uploads and 400 views a second, 10 minutes", Duration::from_secs(600))
}

/// Times of everything that somebody did, each with the minute it was due in, and how often it went wrong.
#[derive(Default)]
struct Seen {
    times: Vec<(u64, f64)>,
    errors: usize,
}

fn run(name: &str, length: Duration) -> Vec<Row> {
    let office = Filled::new(COUNTIES);
    office.fill();
    let counties = (1..=COUNTIES).map(|at| format!("c{at}"));
    let clerks: Vec<Clerk> =
        counties.map(|county| (office.account_of(Role::CountyClerk, &county).0, county)).collect();
    let (_, session) = office.account(Role::CityInspector);
    let server = office.serve();
    let address = server.address;
    let (uploads, views) = std::thread::scope(|scope| {
        let uploads: Vec<_> = (0..UPLOADERS)
            .map(|at| {
                scope.spawn({
                    let clerks: Vec<&Clerk> = clerks.iter().skip(at as usize).step_by(8).collect();
                    move || uploader((address, &clerks), (at, length))
                })
            })
            .collect();
        let views: Vec<_> = (0..VIEWERS)
            .map(|at| {
                scope.spawn({
                    let session = &session;
                    move || viewer((address, session), (at, length))
                })
            })
            .collect();
        let all = |threads: Vec<std::thread::ScopedJoinHandle<'_, Seen>>| {
            threads.into_iter().map(|thread| thread.join().unwrap()).fold(Seen::default(), Seen::with)
        };
        (all(uploads), all(views))
    });
    rows(name, (uploads, views), length)
}

fn rows(name: &str, (uploads, views): (Seen, Seen), length: Duration) -> Vec<Row> {
    eprintln!("by minute, p99 in ms: pages {}; uploads {}", views.by_minute(), uploads.by_minute());
    let a_second = |seen: &Seen| format!("{:.0}/s", seen.times.len() as f64 / seconds(length));
    let errors = uploads.errors + views.errors;
    let done = format!("{} {}", a_second(&uploads), a_second(&views));
    let p99 = views.p99(|_minute| true);
    let uploading = format!("uploads p99 {}", milliseconds(uploads.p99(|_minute| true)));
    let row = |what: &str, (ours, yardstick): (String, String), figure: f64, (must, aim): (f64, f64)| Row {
        name: format!("{name}: {what}"),
        ours,
        yardstick,
        figure,
        bar: Bar::AtMost(must, aim),
    };
    vec![
        row("errors", (done, String::new()), errors as f64, (0.0, 0.0)),
        row("pages p99, ms", (milliseconds(p99), uploading), p99 * 1_000.0, (300.0, 100.0)),
    ]
}

impl Seen {
    fn with(mut self, other: Self) -> Self {
        self.times.extend(other.times);
        Self { errors: self.errors + other.errors, ..self }
    }

    /// The time that one in a hundred took longer than, of those of some minutes.
    fn p99(&self, of: impl Fn(u64) -> bool) -> f64 {
        let mut times: Vec<f64> =
            self.times.iter().filter(|(minute, _)| of(*minute)).map(|(_, time)| *time).collect();
        share(&mut times, 0.99)
    }

    /// The same, minute by minute: a rise is something that grows, a peak something that stalls.
    fn by_minute(&self) -> String {
        let last = self.times.iter().map(|(minute, _)| *minute).max().unwrap_or_default();
        let minutes = (0..=last).map(|minute| format!("{:.0}", self.p99(|of| of == minute) * 1_000.0));
        minutes.collect::<Vec<_>>().join(" ")
    }

    /// Does something at each tick of a clock; a time counts from the tick, so that waiting for a slow one counts too.
    fn paced(ticks: u32, length: Duration, mut work: impl FnMut(usize) -> bool) -> Self {
        let (begun, between) = (Instant::now(), Duration::from_secs(1) / ticks);
        let mut seen = Self::default();
        for at in 0.. {
            let tick = between * at;
            if tick >= length {
                break;
            }
            std::thread::sleep(tick.saturating_sub(begun.elapsed()));
            if !work(at as usize) {
                seen.errors += 1;
            }
            seen.times.push((tick.as_secs() / 60, seconds(begun.elapsed().saturating_sub(tick))));
        }
        seen
    }
}

fn uploader((address, clerks): (SocketAddr, &[&Clerk]), (at, length): (u32, Duration)) -> Seen {
    let mut clients: Vec<Client> = clerks.iter().map(|(token, _)| Client::program(address, token)).collect();
    let mut form = Form::new(100_000);
    std::thread::sleep(Duration::from_secs(1) / UPLOADS * at / UPLOADERS);
    Seen::paced(UPLOADS, length, |turn| {
        let whose = turn % clients.len();
        let path = format!("/api/v1/counties/{}/evidence", clerks[whose].1);
        let body = form.numbered(NUMBER.fetch_add(1, Ordering::Relaxed));
        clients[whose].send(("POST", &path), FORM, body).status == 201
    })
}

fn viewer((address, session): (SocketAddr, &str), (at, length): (u32, Duration)) -> Seen {
    let mut client = Client::person(address, session);
    std::thread::sleep(Duration::from_secs(1) / VIEWS * at / VIEWERS);
    Seen::paced(VIEWS, length, |turn| {
        let page = PAGES[(turn + at as usize) % PAGES.len()];
        let county = format!("c{}", (turn * 7 + at as usize * 11) % COUNTIES + 1);
        client.get(&page.replace("{county}", &county)).status == 200
    })
}
