//! Work for servers under faults: uploads, edits of facts and exports, until they are told to stop.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::client::{Answer, Client, Outcome, sha256};
use crate::ledger::{Kept, Ledger, Refused, Stated};
use crate::scene::{COUNTIES, Scene};

/// How many upload at once.
pub(crate) const UPLOADERS: usize = 8;

const SMALLEST: usize = 4_000;
const LARGEST: usize = 10_000_000;

/// What is read while servers are under faults.
const EXPORTS: [&str; 5] =
    ["gaps?format=pdf", "gaps?format=xlsx", "gaps?format=docx", "archive.zip", "score"];

/// Different bytes in every run and for every upload.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// Threads that work.
pub(crate) struct Load {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

/// What all threads share.
#[derive(Clone)]
struct Work {
    addresses: Arc<RwLock<Vec<SocketAddr>>>,
    scene: Scene,
    ledger: Arc<Ledger>,
    stop: Arc<AtomicBool>,
}

impl Load {
    /// Begins to upload, edit and export.
    pub(crate) fn begin(addresses: &[SocketAddr], scene: &Scene, ledger: &Arc<Ledger>) -> Self {
        let stop = Arc::<AtomicBool>::default();
        let work = Work {
            addresses: Arc::new(RwLock::new(addresses.to_vec())),
            scene: scene.clone(),
            ledger: Arc::clone(ledger),
            stop: Arc::clone(&stop),
        };
        let spawn = |run: fn(&Work, usize), number: usize| {
            let work = work.clone();
            std::thread::spawn(move || run(&work, number))
        };
        let mut threads: Vec<_> = (0..UPLOADERS).map(|number| spawn(upload_on, number)).collect();
        threads.extend([spawn(edit_on, 0), spawn(export_on, 0)]);
        Self { stop, threads }
    }

    /// Tells the threads that what breaks now is meant to.
    pub(crate) fn stopping(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    /// Waits until all have ended.
    pub(crate) fn end(self) {
        self.stopping();
        for thread in self.threads {
            thread.join().unwrap();
        }
    }
}

impl Work {
    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// The server for a try: another one when one was dead.
    fn address(&self, turn: usize) -> SocketAddr {
        let addresses = self.addresses.read().unwrap();
        addresses[turn % addresses.len()]
    }

    /// Notes that an answer did not come, unless that was meant.
    fn cut_off(&self) {
        if !self.stopped() {
            self.ledger.cut_off();
        }
        std::thread::sleep(Duration::from_millis(5));
    }

    /// Notes a refusal, and waits a moment as a polite client does.
    fn refused(&self, answer: &Answer) {
        let told = String::from_utf8_lossy(&answer.body).into_owned();
        self.ledger.refuse(Refused { status: answer.status, retry_after: answer.retry_after, told });
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn upload_on(work: &Work, number: usize) {
    let place = number % COUNTIES.len();
    let client = Client::new(&work.scene.tokens[place]);
    let mut turn = number;
    let mut dice = Dice::new();
    while !work.stopped() {
        let bytes = file(&mut dice);
        match client.upload(work.address(turn), COUNTIES[place], &bytes) {
            Outcome::Answered(answer) if answer.status == 201 => {
                work.ledger.keep(kept(&answer, &bytes, COUNTIES[place]));
            }
            Outcome::Answered(answer) => work.refused(&answer),
            Outcome::Broken => {
                work.cut_off();
                turn += 1;
            }
        }
    }
}

/// What the answer says, after a look whether it says the truth.
fn kept(answer: &Answer, bytes: &[u8], county: &str) -> Kept {
    let filed = answer.json();
    let sha256 = sha256(bytes);
    assert_eq!(filed["sha256"], sha256.as_str());
    let id = filed["id"].as_str().unwrap().to_owned();
    Kept { id, sha256, size: bytes.len(), county: county.to_owned(), at: Instant::now() }
}

fn edit_on(work: &Work, mut turn: usize) {
    let client = Client::new(&work.scene.tokens[0]);
    let place = "/api/v1/counties/c1/facts/A01/2022";
    let mut seen = None;
    while !work.stopped() {
        let Some(version) = seen else {
            seen = version_of(&client.get(work.address(turn), place));
            turn += usize::from(seen.is_none());
            // What was read is as good as acknowledged, also when the answer to its writing was cut off.
            seen.into_iter()
                .filter(|seen| *seen > 0)
                .for_each(|seen| work.ledger.state("A01/2022", stated(seen)));
            continue;
        };
        let count = stated(version + 1).count;
        seen = match client.state(work.address(turn), (place, version), count) {
            Outcome::Answered(answer) if matches!(answer.status, 200 | 201) => {
                let version = version_of(&Outcome::Answered(answer)).unwrap();
                work.ledger.state("A01/2022", stated(version));
                Some(version)
            }
            Outcome::Answered(answer) => {
                work.refused(&answer);
                None
            }
            Outcome::Broken => {
                work.cut_off();
                turn += 1;
                None
            }
        };
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What a version says: each counts one more.
fn stated(version: i64) -> Stated {
    Stated { version, count: version }
}

fn version_of(outcome: &Outcome) -> Option<i64> {
    match outcome {
        Outcome::Answered(answer) if answer.status == 404 => Some(0),
        Outcome::Answered(answer) => answer.tag.as_ref()?.trim_matches('"').parse().ok(),
        Outcome::Broken => None,
    }
}

fn export_on(work: &Work, mut turn: usize) {
    let client = Client::new(&work.scene.tokens[0]);
    for export in EXPORTS.iter().cycle() {
        if work.stopped() {
            return;
        }
        match client.drain(work.address(turn), &format!("/api/v1/counties/c1/{export}")) {
            Outcome::Answered(answer) if answer.status == 200 => work.ledger.exported(export),
            Outcome::Answered(answer) => work.refused(&answer),
            Outcome::Broken => {
                work.cut_off();
                turn += 1;
            }
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A PDF of 4 kB to 10 MB, small ones more often, with bytes that were never sent before.
fn file(dice: &mut Dice) -> Vec<u8> {
    let share = dice.fraction();
    let ratio = f64::from(u32::try_from(LARGEST / SMALLEST).unwrap());
    let size = f64::from(u32::try_from(SMALLEST).unwrap()) * ratio.powf(share * share);
    pdf(dice, format!("{size:.0}").parse().unwrap())
}

/// A PDF of so many bytes.
pub(crate) fn pdf(dice: &mut Dice, size: usize) -> Vec<u8> {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let head = format!("%PDF-1.4\n% {number} {}\n1 0 obj<<>>stream\n", dice.next());
    let mut bytes = head.into_bytes();
    while bytes.len() < size {
        bytes.extend_from_slice(&dice.next().to_le_bytes());
    }
    bytes.truncate(size.saturating_sub(40));
    bytes.extend_from_slice(b"\nendstream endobj trailer<<>>\n%%EOF\n");
    bytes
}

/// Random numbers (xorshift), different in every thread and run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        let number = uuid::Uuid::new_v7(uuid::Timestamp::now(uuid::NoContext)).as_u128();
        Self(u64::try_from(number & u128::from(u64::MAX)).unwrap() | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From 0 to 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 33).unwrap()) / f64::from(1u32 << 31)
    }

    /// A time between two others.
    pub(crate) fn between(&mut self, least: Duration, most: Duration) -> Duration {
        least + (most - least).mul_f64(self.fraction())
    }
}
