//! Several copies of the program, as processes of their own, on one office. Some are killed, some fall asleep.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use tempfile::TempDir;
use yingjian::archive::verify::{VerifyLimits, verify_archive};
use yingjian::domain::round::Phase;
use yingjian::ops::binding::Request;
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::jobs::{JobKind, Runner, RunnerSettings, ask_for_archive};
use yingjian::ops::opening::open;
use yingjian::ops::{Home, Office, scores, sheets};
use yingjian::store::jobs::{self, DONE, FAILED, JobRow, RUNNING};
use yingjian::store::{audit, derived};
use yingjian::texts::Lang;

use crate::office::{by, day, homes, round, sheet};

/// How long anything may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A copy of the program that is served; it ends when this is dropped.
struct Copy(Child);

impl Copy {
    fn start(home: &Home) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
        command.args(["serve", "--bind", "127.0.0.1:0", "--workers", "1", "--job-lease-seconds", "2"]);
        command.arg("--data-dir").arg(&home.folder).stderr(Stdio::piped());
        for (name, value) in [("DATABASE_URL", &home.database), ("BLOB_URL", &home.blobs)] {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.contains("http://")), "the copy ended before it served");
        std::thread::spawn(move || lines.for_each(drop));
        Self(child)
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.0.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _killed = self.0.kill();
        let _waited = self.0.wait();
    }
}

/// An office with one large file, so that its archive takes a while.
pub(crate) fn filled(size: usize) -> (TempDir, Home, Office) {
    let folder = tempfile::tempdir().unwrap();
    let home = homes::home(folder.path());
    let office = homes::with_reader(Office::at(&home).unwrap());
    sheets::take(&office, &by(), &sheet()).unwrap();
    open(&office, &by(), &round()).unwrap();
    let bytes = [b"%PDF-1.4\n".as_slice(), &vec![b' '; size]].concat();
    file_as(&office, "纪要.pdf", &bytes);
    (folder, home, office)
}

/// Files minutes of the first county.
pub(crate) fn file_as(office: &Office, name: &str, bytes: &[u8]) -> String {
    let view = scores::round(office, None).unwrap();
    let mut incoming = office.blobs.receive(1 << 30).unwrap();
    incoming.write(bytes).unwrap();
    let fields = [("title", "会议纪要"), ("meeting_date", "2022-03-15")];
    let filing = Filing {
        county: "c1".into(),
        kind: "minutes".into(),
        fields: fields.map(|(field, value)| (field.to_owned(), value.to_owned())).into(),
        items: vec!["A01".into()],
        years: vec![],
        files: vec![take(incoming, name).unwrap()],
    };
    file(office, &view, &by(), &filing).unwrap().id
}

/// Asks for the archive of the first county.
pub(crate) fn ask(office: &Office) -> String {
    let view = scores::round(office, None).unwrap();
    let request = Request { county: "c1", phase: Phase::Final, lang: Lang::Hans, today: day("2026-11-25") };
    ask_for_archive(office, &view, (&by(), &request)).unwrap()
}

pub(crate) fn job(office: &Office, id: &str) -> JobRow {
    jobs::find(&mut office.store.conn().unwrap(), id).unwrap().unwrap()
}

pub(crate) fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The worker's name begins with the number of its process.
fn holder<'a>(copies: &'a [Copy], job: &JobRow) -> &'a Copy {
    let pid = job.worker.split('-').next().unwrap();
    copies.iter().find(|copy| copy.0.id().to_string() == pid).unwrap()
}

/// One archive, whole, and one entry in the record.
fn is_made_once(office: &Office, id: &str) {
    let conn = &mut office.store.conn().unwrap();
    let made = derived::find(conn, id, JobKind::Archive.id()).unwrap().unwrap();
    let deeds = audit::newest(conn, 100).unwrap();
    let deeds: Vec<_> = deeds.iter().filter(|row| row.action == "archive.make").collect();
    assert_eq!(deeds.len(), 1, "{deeds:?}");
    assert_eq!((&deeds[0].subject, &deeds[0].detail), (&made.source, &made.sha256));
    let copy = tempfile::NamedTempFile::new().unwrap();
    let mut packed = office.derived.open_file(&made.sha256.parse().unwrap()).unwrap();
    std::io::copy(&mut packed, &mut copy.as_file()).unwrap();
    assert_eq!(copy.as_file().metadata().unwrap().len(), u64::try_from(made.size).unwrap());
    verify_archive(copy.path(), &VerifyLimits::default()).unwrap();
}

#[test]
fn the_job_of_a_copy_that_is_killed_is_done_by_another_once() {
    let (_folder, home, office) = filled(64 << 20);
    let copies = [Copy::start(&home), Copy::start(&home)];
    let id = ask(&office);
    wait_for("a copy takes the job up", || job(&office, &id).state == RUNNING);
    holder(&copies, &job(&office, &id)).signal("-KILL");
    assert_ne!(job(&office, &id).state, DONE, "it was killed in the middle");
    wait_for("another copy ends the job", || job(&office, &id).state == DONE);
    assert_eq!(job(&office, &id).attempts, 2);
    is_made_once(&office, &id);
}

#[test]
fn a_copy_that_slept_and_wakes_does_not_end_what_another_has_ended() {
    let (_folder, home, office) = filled(64 << 20);
    let copies = [Copy::start(&home), Copy::start(&home)];
    let id = ask(&office);
    wait_for("a copy takes the job up", || job(&office, &id).state == RUNNING);
    let asleep = holder(&copies, &job(&office, &id));
    asleep.signal("-STOP");
    assert_ne!(job(&office, &id).state, DONE, "it fell asleep in the middle");
    wait_for("another copy ends the job", || job(&office, &id).state == DONE);
    asleep.signal("-CONT");
    let half_done = home.folder.join("derived/tmp");
    wait_for("the one that woke lets go", || is_empty(&half_done));
    assert_eq!(job(&office, &id).attempts, 2);
    is_made_once(&office, &id);
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut files| files.next().is_none())
}

#[test]
fn a_job_that_every_copy_dies_of_is_given_up() {
    let (_folder, _home, office) = filled(10);
    let id = ask(&office);
    let mut dying = job(&office, &id);
    let past: NaiveDateTime = by().at;
    (dying.id, dying.state, dying.attempts, dying.due_at) = ("poison".into(), RUNNING.into(), 5, past);
    jobs::insert(&mut office.store.conn().unwrap(), &dying).unwrap();
    let _runner = Runner::start(&office, RunnerSettings::default());
    wait_for("the good job is done", || job(&office, &id).state == DONE);
    wait_for("the other is given up", || job(&office, "poison").state == FAILED);
    assert!(job(&office, "poison").reason.contains("every copy"), "{:?}", job(&office, "poison"));
    is_made_once(&office, &id);
}

#[test]
fn a_runner_that_ends_in_good_order_gives_its_job_back_untried() {
    let (_folder, _home, office) = filled(64 << 20);
    let id = ask(&office);
    let runner = Runner::start(&office, RunnerSettings::default());
    wait_for("the job is taken up", || job(&office, &id).state == RUNNING);
    drop(runner);
    let back = job(&office, &id);
    assert_eq!((back.state.as_str(), back.attempts, back.worker.as_str()), ("waiting", 0, ""));
}
