//! How fast the main job is: requests to a really started server on the sample round, over loopback.
//!
//! `cargo bench` prints the median of each figure beside a yardstick that is timed in turn with it, and their
//! ratio: the machine's speed goes out of the ratio, so it can be compared between machines and days.

#![expect(clippy::unwrap_used, reason = "a bench that panics says where")]

use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use ureq::Agent;
use yingjian::demo::{self, LogIn, Size};
use yingjian::ops::accounts::{self, Entered, Secret};
use yingjian::ops::{By, Office};
use yingjian::web::{Running, Settings, start};

/// A name and what is timed beside a figure.
type Yardstick<'a> = (&'a str, &'a dyn Fn());

/// Timed runs of each figure, after one that is not counted.
const RUNS: usize = 15;
/// Bytes of an uploaded file, and of each file of the archive.
const FILE: usize = 100_000;
/// Files of the archive.
const FILES: usize = 200;

fn main() {
    // `cargo test --benches` only asks whether it builds.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let bench = Bench::new();
    println!(
        "{:<34}{:>12}{:>10}  {:<34}{:>12}{:>8}",
        "figure", "median", "bar", "yardstick", "median", "ratio"
    );
    bench.requests();
    bench.papers();
    bench.writing();
    bench.starting();
}

/// The sample round, served, with a clerk of its first and of its emptiest county.
struct Bench {
    folder: TempDir,
    running: Running,
    agent: Agent,
    log_ins: Vec<LogIn>,
    session: String,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("demo");
        let today = chrono::Utc::now().date_naive();
        let log_ins = demo::make(&data, (Size::Whole, today), &|_step| {}).unwrap();
        let office = Office::open(&data).unwrap();
        let clerk = log_ins.iter().find(|one| one.name == "clerk-c1").unwrap();
        let now = chrono::Utc::now().naive_utc();
        let password = Secret(clerk.password.clone());
        let attempt = accounts::Attempt { name: &clerk.name, password: &password, label: "" };
        let Entered::Whole(secret) = accounts::log_in(&office, attempt, now).unwrap() else { unreachable!() };
        let running = start(office, Settings { bind: "127.0.0.1:0".into(), ..Settings::default() }).unwrap();
        Self { folder, running, agent: Agent::new_with_defaults(), log_ins, session: secret.0 }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("demo")
    }

    fn token(&self, name: &str) -> &str {
        &self.log_ins.iter().find(|one| one.name == name).unwrap().token
    }

    fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.address())
    }

    /// Reads an address to its end.
    fn get(&self, path: &str, name: &str) {
        let asked = self.agent.get(self.address(path));
        let asked = asked.header("authorization", format!("Bearer {}", self.token(name)));
        let asked = asked.header("cookie", format!("session={}", self.session));
        let mut answer = asked.call().unwrap();
        std::io::copy(&mut answer.body_mut().as_reader(), &mut std::io::sink()).unwrap();
    }

    /// A county's score and an item's page, against the smallest request.
    fn requests(&self) {
        let health = || self.get("/health", "clerk-c1");
        let yardstick: Yardstick<'_> = ("GET /health", &health);
        let score = || self.get("/api/v1/counties/c1/score", "clerk-c1");
        compare(("score of 67 items, JSON", 10, &score), yardstick);
        let item = || self.get("/counties/c1/items/A06", "clerk-c1");
        compare(("page of an item", 10, &item), yardstick);
        let home = || self.get("/counties/c1", "clerk-c1");
        compare(("home of a county", 10, &home), yardstick);
        let matrix = || self.get("/api/v1/rounds/sample/matrix", "city-leader");
        compare(("matrix of 8 counties, JSON", 50, &matrix), yardstick);
    }

    /// Reports and the archive, against hashing as many bytes as an archive has.
    fn papers(&self) {
        let bytes = vec![7_u8; FILE * FILES];
        let hash = || {
            std::hint::black_box(Sha256::digest(&bytes));
        };
        let yardstick: Yardstick<'_> = ("SHA-256 of 20 MB", &hash);
        let pdf = || self.get("/api/v1/counties/c5/gaps?format=pdf", "clerk-c5");
        compare(("gap report, PDF", 300, &pdf), yardstick);
        let xlsx = || self.get("/api/v1/counties/c5/gaps?format=xlsx", "clerk-c5");
        compare(("gap report, XLSX", 30, &xlsx), yardstick);
        let archive = || self.get("/api/v1/counties/c1/archive.zip", "clerk-c1");
        compare(("archive of c1, 600 files", 1_000, &archive), yardstick);
        let office = Filled::new();
        let archive = || office.archive();
        compare(("archive of 200 files of 100 kB", 150, &archive), yardstick);
    }

    /// An upload, against writing and renaming the same bytes durably.
    fn writing(&self) {
        let number = std::cell::Cell::new(0_u32);
        let next = || {
            number.set(number.get() + 1);
            pdf(&format!("upload {}", number.get()))
        };
        let upload = || self.upload(&next());
        let folder = self.folder.path().join("yardstick");
        fs::create_dir(&folder).unwrap();
        let write = || durable(&folder, &next());
        compare(("upload of 100 kB, durable", 10, &upload), ("write, fsync, rename, fsync", &write));
    }

    fn upload(&self, bytes: &[u8]) {
        let boundary = "-----------------parts";
        let mut body = Vec::with_capacity(bytes.len() + 1_000);
        for (name, value) in [("items", "A01"), ("year", "2024"), ("kind", "doc"), ("title", "通知")] {
            write!(
                body,
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .unwrap();
        }
        write!(
            body,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"通知.pdf\"\r\n\r\n"
        )
        .unwrap();
        body.extend_from_slice(bytes);
        write!(body, "\r\n--{boundary}--\r\n").unwrap();
        let asked = self.agent.post(self.address("/api/v1/counties/c8/evidence"));
        let asked = asked.header("authorization", format!("Bearer {}", self.token("clerk-c8")));
        let asked = asked.header("content-type", format!("multipart/form-data; boundary={boundary}"));
        let answer = asked.send(&body).unwrap();
        assert_eq!(answer.status(), 201);
    }

    /// From the start of the program to the first answer, against starting it for `--version`.
    fn starting(&self) {
        let serve = || {
            let bind = free();
            let mut child = program(&["serve", "--bind", &bind.to_string()], &self.data());
            let health = format!("http://{bind}/health");
            while self.agent.get(&health).call().is_err() {
                std::thread::sleep(Duration::from_millis(2));
            }
            child.kill().unwrap();
            child.wait().unwrap();
        };
        let version = || {
            program(&["--version"], &self.data()).wait().unwrap();
        };
        compare(("ready to serve", 500, &serve), ("yingjian --version", &version));
    }
}

/// An office with one county that has 200 files of 100 kB and nothing else.
struct Filled {
    _folder: TempDir,
    running: Running,
    agent: Agent,
    token: String,
}

impl Filled {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Office::open(folder.path()).unwrap();
        let by = By { account: "bench".into(), at: chrono::Utc::now().naive_utc() };
        fill(&office, &by);
        let new = accounts::NewAccount {
            name: "clerk".into(),
            password: Secret("Correct horse 7 battery".into()),
            role: yingjian::domain::role::Role::CountyClerk,
            county: Some("c1".into()),
        };
        let id = accounts::add(&office, &by, &new).unwrap();
        let token = accounts::issue(&office, &id, accounts::Kind::Token, by.at).unwrap().0;
        let running = start(office, Settings { bind: "127.0.0.1:0".into(), ..Settings::default() }).unwrap();
        Self { _folder: folder, running, agent: Agent::new_with_defaults(), token }
    }

    fn archive(&self) {
        let address = format!("http://{}/api/v1/counties/c1/archive.zip", self.running.address());
        let asked = self.agent.get(address);
        let mut answer = asked.header("authorization", format!("Bearer {}", self.token)).call().unwrap();
        std::io::copy(&mut answer.body_mut().as_reader(), &mut std::io::sink()).unwrap();
    }
}

/// The sample sheet, a round, and 200 pieces of evidence over its items.
fn fill(office: &Office, by: &By) {
    use yingjian::ops::evidence::{Filing, file, take};
    use yingjian::ops::opening::{NewRound, open};
    use yingjian::ops::{scores, sheets};
    let standard = yingjian::sheet::sample().unwrap();
    sheets::take(office, by, &standard).unwrap();
    let round: NewRound = toml::from_str(ROUND).unwrap();
    open(office, by, &round).unwrap();
    let view = scores::round(office, None).unwrap();
    for (number, item) in (0..FILES).zip(standard.items.iter().cycle()) {
        let mut incoming = office.blobs.receive(1 << 20).unwrap();
        incoming.write(&pdf(&number.to_string())).unwrap();
        let title = ("title".to_owned(), format!("关于{}的通知", item.name));
        let filing = Filing {
            county: "c1".into(),
            kind: "doc".into(),
            fields: [title].into(),
            items: vec![item.code.clone()],
            years: vec![yingjian::domain::facts::Year(2024)],
            files: vec![take(incoming, &format!("通知{number}.pdf")).unwrap()],
        };
        file(office, &view, by, &filing).unwrap();
    }
}

const ROUND: &str = r#"
code = "bench"
title = "测速"
city = "示例市"
standard = "sample-2026"
midterm_weight = "0.4"
without_midterm = "zero"
deadline = "2026-12-14"

[[years]]
year = 2023
starts = "2023-01-01"
ends = "2023-12-31"
midterm = true
final = true

[[years]]
year = 2024
starts = "2024-01-01"
ends = "2024-12-31"
midterm = false
final = true

[[counties]]
code = "c1"
name = "甲县"
level = "county"
fonds = "Z901"
"#;

/// A PDF of 100 kB that is like no other.
fn pdf(seed: &str) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.4\n% {seed}\n").into_bytes();
    let mut block = Sha256::digest(seed);
    while bytes.len() < FILE - 10 {
        let hex: String = block.iter().map(|byte| format!("{byte:02x}")).collect();
        bytes.extend_from_slice(format!("% {hex}\n").as_bytes());
        block = Sha256::digest(block);
    }
    bytes.extend_from_slice(b"%%EOF\n");
    bytes
}

/// What an upload can't do without: the bytes and their name safe on the disk.
fn durable(folder: &Path, bytes: &[u8]) {
    let (part, whole) = (folder.join("part"), folder.join("whole"));
    let mut file = File::create(&part).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    fs::rename(part, whole).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
}

fn free() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn program(arguments: &[&str], data: &Path) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.args(arguments).env("YINGJIAN_DATA_DIR", data).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Times a figure and its yardstick in turn and prints both medians with their ratio; the bar is in milliseconds.
fn compare((name, bar, figure): (&str, u32, &dyn Fn()), (other, yardstick): Yardstick<'_>) {
    figure();
    yardstick();
    let (mut figures, mut yardsticks): (Vec<Duration>, Vec<Duration>) =
        (0..RUNS).map(|_run| (timed(figure), timed(yardstick))).unzip();
    let (figure, yardstick) = (median(&mut figures), median(&mut yardsticks));
    let milliseconds = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1_000.0);
    let ratio = figure.as_secs_f64() / yardstick.as_secs_f64();
    println!(
        "{name:<34}{:>12}{:>10}  {other:<34}{:>12}{ratio:>8.2}",
        milliseconds(figure),
        format!("{bar} ms"),
        milliseconds(yardstick),
    );
}

fn timed(work: &dyn Fn()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
