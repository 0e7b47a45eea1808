//! The sample round: whole, real, the same each time, and never half of one.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;
use yingjian::demo::{DemoError, ROUND, Size, find, log_ins_file, make};
use yingjian::domain::proof::ReviewState;
use yingjian::domain::role::Role;
use yingjian::domain::score::Figure;
use yingjian::intake::FileKind;
use yingjian::ops::accounts::{Attempt, Entered, Kind, Secret, log_in, recognise};
use yingjian::ops::scores::{self, Standing};
use yingjian::ops::{Office, evidence};
use yingjian::store::evidence::Filter;
use yingjian::store::score_days;

/// A small sample round, made once for the tests that only look at it.
static MADE: LazyLock<TempDir> = LazyLock::new(made);

fn made() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path(), (Size::Small, "2026-11-24".parse().unwrap()), &|_step| {}).unwrap();
    folder
}

fn standings() -> Vec<Standing> {
    let office = Office::open(MADE.path()).unwrap();
    let view = scores::round(&office, Some(ROUND)).unwrap();
    scores::standings(&office, &view, Figure::Provable).unwrap()
}

/// Every blob of a folder.
fn blobs(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder.join("blobs")).into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn hashes(folder: &Path) -> BTreeSet<String> {
    blobs(folder).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn files_are_the_same_bytes_each_time_and_of_kinds_that_are_taken() {
    let again = made();
    assert_eq!(hashes(MADE.path()), hashes(again.path()));
    let mut kinds = BTreeSet::new();
    for path in blobs(MADE.path()) {
        kinds.insert(FileKind::of(&path, "x").unwrap().extension());
    }
    assert_eq!(kinds, ["docx", "jpg", "mp4", "pdf", "xlsx"].into());
}

#[test]
fn log_ins_are_for_the_owner_alone_and_let_in() {
    let path = log_ins_file(MADE.path());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let office = Office::open(MADE.path()).unwrap();
    let log_ins = find(MADE.path()).unwrap().unwrap();
    let now = chrono::Utc::now().naive_utc();
    for one in &log_ins {
        let known = recognise(&office, &Secret(one.token.clone()), &Kind::OF_PROGRAMS, now).unwrap().unwrap();
        let account = known.account;
        assert_eq!((&account.name, account.role, &account.county), (&one.name, one.role, &one.county));
        let password = Secret(one.password.clone());
        let attempt = Attempt { name: &one.name, password: &password, label: "" };
        let Ok(Entered::Whole(session)) = log_in(&office, attempt, now) else { panic!("{}", one.name) };
        let known = recognise(&office, &session, &[Kind::Session], now).unwrap().unwrap();
        assert_eq!(known.must, None, "{}", one.name);
    }
    let of = |role, county: Option<&str>| {
        log_ins.iter().filter(|one| one.role == role && one.county.as_deref() == county).count()
    };
    for number in 1..=8 {
        let county = format!("c{number}");
        assert!(of(Role::CountyClerk, Some(&county)) > 0 && of(Role::CountyLeader, Some(&county)) > 0);
    }
    assert!(Role::ALL.iter().filter(|role| !role.of_county()).all(|role| of(*role, None) > 0));
    let text: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let keys: Vec<&String> = text[0].as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 5, "{keys:?}");
    assert_eq!(text[0]["role"], "county_clerk");
}

#[test]
fn counties_are_at_different_readiness() {
    let standings = standings();
    let scores: BTreeSet<_> = standings.iter().map(|standing| standing.at_final.total.provable).collect();
    assert_eq!((standings.len(), scores.len()), (8, 8));
    for standing in &standings {
        let code = standing.county.code.as_str();
        let (claimed, provable) = (standing.at_final.total.claimed, standing.at_final.total.provable);
        assert!(claimed > provable, "{code}: {claimed} {provable}");
        assert_eq!(standing.frozen.is_some(), code != "c7", "{code}");
        assert_eq!(standing.midterm.is_some(), code != "c7", "{code}");
        assert_eq!(standing.vetoes.is_empty(), code != "c6", "{code}");
        assert_eq!(standing.rank.is_none(), code == "c6", "{code}");
        assert!(standing.at_final.total.city.is_some(), "{code}");
    }
    let first = standings.iter().find(|standing| standing.county.code == "c1").unwrap();
    assert_eq!(first.rank, Some(1));
    assert!(!first.at_final.bonus.city.unwrap().is_zero());
    let places: BTreeSet<_> = standings.iter().filter_map(|standing| standing.rank).collect();
    assert_eq!(places, (1..=7).collect());
}

#[test]
fn scores_were_noted_week_by_week_and_a_day_without_a_change_gets_no_row() {
    let office = Office::open(MADE.path()).unwrap();
    let view = scores::round(&office, Some(ROUND)).unwrap();
    let rows = |county: &str| {
        score_days::of_county(&mut office.store.conn().unwrap(), (ROUND, county), 1_000).unwrap()
    };
    for standing in standings() {
        let noted = rows(&standing.county.code);
        let days: Vec<&String> = noted.iter().map(|row| &row.day).collect();
        assert!(days.len() >= 6 && days.is_sorted(), "{}: {days:?}", standing.county.code);
        assert!(days.iter().all(|day| day.as_str() < "2026-11-24"), "{days:?}");
        let heads: BTreeSet<&String> = noted.iter().map(|row| &row.head).collect();
        assert!(noted.windows(2).all(|pair| pair[0].head != pair[1].head) && heads.len() > 5);
    }
    // The rulings came after the last note; they change some heads once.
    let today = "2026-11-24".parse().unwrap();
    let count = || (1..=8).map(|number| rows(&format!("c{number}")).len()).sum::<usize>();
    scores::days::note(&office, &view, today).unwrap();
    let (before, last) = (count(), rows("c1").pop().unwrap());
    scores::days::note(&office, &view, today + chrono::Days::new(1)).unwrap();
    assert_eq!(count(), before);
    let total = standings()[0].at_final.total.provable.to_string();
    assert!(last.head.contains(&format!("\"provable\":\"{total}\"")), "{} in {}", total, last.head);
}

#[test]
fn evidence_is_in_every_state_and_its_files_are_on_disk() {
    let office = Office::open(MADE.path()).unwrap();
    let view = scores::round(&office, Some(ROUND)).unwrap();
    let (mut states, mut names, mut used) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    for county in &view.counties {
        let filter = Filter { limit: 1_000, ..Filter::default() };
        let page = evidence::list(&office, (ROUND, &county.code), &filter).unwrap();
        assert!(page.pieces.len() >= 15, "{} has {}", county.code, page.pieces.len());
        for piece in page.pieces {
            states.insert(piece.row.state.clone());
            assert_eq!(piece.row.state == ReviewState::SentBack.id(), !piece.row.reason.is_empty());
            for (file, _) in piece.files {
                used.insert(file.sha256.clone());
                names.push((county.code.clone(), file.name, file.sha256));
            }
        }
    }
    assert_eq!(states.len(), 3, "{states:?}");
    assert_eq!(used, hashes(MADE.path()));
    assert!(names.len() > used.len(), "no bytes are used twice");
    let of_first = |name: &str| -> BTreeSet<&String> {
        let named = names.iter().filter(|(county, found, _)| county == "c1" && found == name);
        named.map(|(_, _, sha256)| sha256).collect()
    };
    assert!(of_first("IMG_0001.jpg").len() > 1 && !of_first("會議紀錄.pdf").is_empty());
    assert!(!of_first("会议纪要(终稿).pdf").is_empty() && !of_first("双拥专题片.mp4").is_empty());
}

#[test]
fn half_a_round_is_not_taken_for_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(find(folder.path()).unwrap(), None);
    assert_eq!(find(&folder.path().join("not there")).unwrap(), None);
    Office::open(folder.path()).unwrap();
    for text in [None, Some(""), Some("{}")] {
        if let Some(text) = text {
            fs::write(log_ins_file(folder.path()), text).unwrap();
        }
        let refused = make(folder.path(), (Size::Small, "2026-11-24".parse().unwrap()), &|_step| {});
        assert!(matches!(refused, Err(DemoError::NotEmpty(_))), "{text:?}");
    }
}

/// A process that ends with its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Runs the command until it is ready; the addresses and what it printed.
fn serve(folder: &Path) -> (Process, String, Vec<String>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yingjian"));
    command.args(["demo", "--small", "--bind", "127.0.0.1:0", "--dir"]).arg(folder);
    let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let process = Process(child);
    let mut lines = Vec::new();
    for line in stderr.lines() {
        let line = line.unwrap();
        lines.push(line.clone());
        if let Some((_, rest)) = line.split_once("http://") {
            let address = rest.split('/').next().unwrap().to_owned();
            return (process, address, lines);
        }
    }
    panic!("not served: {lines:?}");
}

#[test]
fn the_command_makes_the_round_serves_it_and_serves_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut log_ins = None;
    for time in 0..2 {
        let (_process, address, lines) = serve(folder.path());
        assert_eq!(lines.iter().any(|line| line.contains("正在")), time == 0, "{lines:?}");
        let answer = ureq::get(format!("http://{address}/health")).call().unwrap();
        assert_eq!(answer.status(), 200);
        let found = find(folder.path()).unwrap();
        assert!(found.is_some() && (log_ins.is_none() || log_ins == found));
        log_ins = found;
    }
}
