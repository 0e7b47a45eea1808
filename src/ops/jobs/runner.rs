//! The workers of one copy of the program: threads that take up jobs, one at a time each. How many there are is
//! also how many pictures are decoded at once, which bounds memory.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::bell::Bell;
use super::kind::JobKind;
use super::lease::Lease;
use super::schedule::ask_for_daily;
use super::work::{Made, Stop, Watch, Work};
use super::{findings, text_pairs};
use crate::domain::message::Message;
use crate::ops::{Office, search};

/// When a copy first looks whether the jobs of the day have been left: one that is only tried out does not.
const AT_FIRST: Duration = Duration::from_secs(600);
/// How often it looks then.
const THEN: Duration = Duration::from_secs(3_600);
/// How often it looks whose findings are out of date.
const FINDINGS: Duration = Duration::from_secs(3);

/// How far workers stand behind in line for a processor: they get a third of what a page gets. Not less, as they hold
/// the database's only pen now and then.
const NICE: i32 = 5;

/// How long a worker rests between two jobs while files come in: what has made way long enough goes on, and takes
/// little from who works.
const REST: Duration = Duration::from_millis(250);

/// How jobs are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunnerSettings {
    /// How many at a time; none leaves them to other copies.
    pub workers: usize,
    /// How long a worker may be silent before its job falls to another.
    pub lease: Duration,
    /// How often an idle worker looks for jobs that other copies were asked for.
    pub pause: Duration,
}

impl Default for RunnerSettings {
    fn default() -> Self {
        Self { workers: 2, lease: Duration::from_secs(30), pause: Duration::from_secs(2) }
    }
}

/// Workers. When it is dropped they give back what they hold, and end.
#[derive(Debug)]
pub struct Runner {
    stopped: Arc<AtomicBool>,
    bell: Bell,
    threads: Vec<JoinHandle<()>>,
}

impl Runner {
    /// Starts the workers of an office.
    pub fn start(office: &Office, settings: RunnerSettings) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let worker = |number| {
            let (office, stopped) = (office.clone(), Arc::clone(&stopped));
            let diary = if number == 0 { Some(Instant::now() + AT_FIRST) } else { None };
            std::thread::spawn(move || work(&office, (settings, diary), &stopped))
        };
        let threads = (0..settings.workers).map(worker).collect();
        Self { stopped, bell: office.bell.clone(), threads }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.bell.ring();
        for thread in self.threads.drain(..) {
            // A thread that panicked has said so itself.
            let _ = thread.join();
        }
    }
}

/// `diary` is when to look whether the jobs of the day have been left, for the worker that does.
fn work(office: &Office, (settings, mut diary): (RunnerSettings, Option<Instant>), stopped: &AtomicBool) {
    yield_to_people();
    if diary.is_some() {
        let indexed = search::index_missing(office, |_count| !stopped.load(Ordering::SeqCst));
        if let Err(error) = indexed {
            tracing::warn!(%error, "not all that can be searched could be taken into the index");
        }
    }
    // One worker of several is kept free of what takes minutes.
    let but = if diary.is_some() && settings.workers > 1 { JobKind::Scan.id() } else { "" };
    let mut heard = office.bell.count();
    let mut stale = diary.map(|_| Instant::now());
    while !stopped.load(Ordering::SeqCst) {
        if diary.is_some_and(|at| at <= Instant::now()) {
            diary = Some(Instant::now() + THEN);
            if let Err(error) = ask_for_daily(office) {
                tracing::warn!(%error, "the jobs of the day could not be left");
            }
        }
        if stale.is_some_and(|at| at <= Instant::now()) {
            stale = Some(Instant::now() + FINDINGS);
            if let Err(error) = findings::ask_for_stale(office) {
                tracing::warn!(%error, "findings that are out of date could not be asked for");
            }
            if let Err(error) = text_pairs::ask_for_stale(office) {
                tracing::warn!(%error, "copied texts that are out of date could not be asked for");
            }
        }
        match Lease::take(office, (settings.lease, but)) {
            Ok(Some(lease)) => {
                done(office, &lease, (settings.lease, stopped));
                if !office.bell.is_quiet() {
                    std::thread::sleep(REST);
                }
            }
            Ok(None) => heard = office.bell.wait(heard, settings.pause),
            Err(error) => {
                tracing::warn!(%error, "no job can be taken up");
                heard = office.bell.wait(heard, settings.pause);
            }
        }
    }
}

/// Who waits for a page goes before what nobody waits for: of this thread, the threads and the programs that it starts.
fn yield_to_people() {
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::warn!(%error, "background work can't be put behind pages");
    }
}

/// Does a job that is held, while another thread keeps it held.
fn done(office: &Office, lease: &Lease<'_>, (length, stopped): (Duration, &AtomicBool)) {
    let watch = Watch::new(stopped);
    let outcome = std::thread::scope(|scope| {
        let (over, is_over) = channel::<()>();
        scope.spawn(|| keep(lease, &watch, (length, is_over)));
        let outcome = run(&Work { office, job: &lease.job, watch: &watch });
        drop(over);
        outcome
    });
    if let Err(error) = lease.settle(outcome) {
        // It stays held until its time is over, and is done again then.
        tracing::error!(%error, id = lease.job.id, "a job could not be ended");
    }
}

/// A fault in a library that reads people's files must not end the worker.
fn run(work: &Work<'_>) -> Result<Made, Stop> {
    let Some(kind) = JobKind::from_id(&work.job.kind) else {
        return Err(Stop::Never(Message::new("job-unknown-kind").with("kind", &work.job.kind)));
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| kind.run(work)));
    outcome.unwrap_or_else(|_panic| Err(Stop::Never(Message::new("job-panicked").with("kind", kind.id()))))
}

fn keep(lease: &Lease<'_>, watch: &Watch<'_>, (length, is_over): (Duration, Receiver<()>)) {
    let pause = (length / 3).min(Duration::from_secs(2));
    while is_over.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        match lease.keep(watch.progress.load(Ordering::Relaxed)) {
            Ok(true) => {}
            Ok(false) => return watch.lost.store(true, Ordering::SeqCst),
            Err(error) => tracing::warn!(%error, "a job could not be kept"),
        }
    }
}
