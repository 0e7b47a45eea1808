//! What is done each day: files are read through, and what is of no more use is cleared away.

use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use yingjian::ops::jobs::{JobKind, Runner, RunnerSettings, ask_for_daily};
use yingjian::store::jobs::{self, DONE, FAILED, JobRow};
use yingjian::store::{audit, derived};

use crate::copies::{ask, filled, job, wait_for};
use yingjian::ops::Office;

fn of_kind(office: &Office, kind: JobKind) -> Option<JobRow> {
    let today = (chrono::Utc::now() + TimeDelta::hours(8)).date_naive().to_string();
    jobs::of(&mut office.store.conn().unwrap(), &[kind.id()], &[today]).unwrap().into_iter().next()
}

fn state(office: &Office, kind: JobKind) -> String {
    of_kind(office, kind).map(|job| job.state).unwrap_or_default()
}

#[test]
fn the_jobs_of_a_day_are_left_once_by_however_many_copies() {
    let (_folder, _home, office) = filled(10);
    for _ in 0..3 {
        ask_for_daily(&office).unwrap();
    }
    let _runner = Runner::start(&office, RunnerSettings::default());
    for kind in [JobKind::Hash, JobKind::Tidy, JobKind::ScoreDays, JobKind::Unread] {
        wait_for("the day's work is done", || state(&office, kind) == DONE);
        let job = of_kind(&office, kind).unwrap();
        assert_eq!((job.attempts, job.reason.as_str()), (1, ""), "{kind:?}");
    }
}

#[test]
fn a_damaged_file_is_found_in_its_share_and_goes_on_record() {
    let (_folder, _home, office) = filled(10);
    let hash = "0".repeat(64);
    let share = jobs_of_hash(&office, &hash);
    let _runner = Runner::start(&office, RunnerSettings::default());
    wait_for("the share is looked at", || job(&office, &share).state == FAILED);
    let found = job(&office, &share);
    assert!(found.reason.contains("job-damaged") && found.reason.contains(&hash), "{}", found.reason);
    let deeds = audit::newest(&mut office.store.conn().unwrap(), 20).unwrap();
    let deeds: Vec<_> = deeds.iter().filter(|row| row.action == "file.damaged").collect();
    assert_eq!(deeds.iter().map(|row| row.subject.as_str()).collect::<Vec<_>>(), [hash.as_str()]);
}

/// A row whose file is not there, and a job that looks at its share: the first.
fn jobs_of_hash(office: &Office, hash: &str) -> String {
    let conn = &mut *office.store.conn().unwrap();
    let row = "INSERT INTO blob (sha256, size, media_type, added_at) VALUES";
    conn.batch_execute(&format!("{row} ('{hash}', 1, 'application/pdf', '2026-01-01 00:00:00')")).unwrap();
    ask_for_daily(office).unwrap();
    let mut job = of_kind(office, JobKind::Hash).unwrap();
    conn.batch_execute("DELETE FROM job").unwrap();
    job.detail = "0".into();
    jobs::insert(conn, &job).unwrap();
    job.id
}

#[test]
fn an_archive_is_kept_for_a_day_and_then_cleared_away_with_its_file() {
    let (_folder, _home, office) = filled(10);
    let id = ask(&office);
    let _runner = Runner::start(&office, RunnerSettings::default());
    wait_for("the archive", || job(&office, &id).state == DONE);
    let conn = &mut *office.store.conn().unwrap();
    let mut made = derived::find(conn, &id, "archive").unwrap().unwrap();
    made.made_at -= TimeDelta::hours(25);
    derived::write(conn, &made).unwrap();
    ask_for_daily(&office).unwrap();
    wait_for("it is cleared away", || state(&office, JobKind::Tidy) == DONE);
    assert_eq!(derived::find(conn, &id, "archive").unwrap(), None);
    assert!(office.derived.open_file(&made.sha256.parse().unwrap()).is_err(), "its file is gone");
}
