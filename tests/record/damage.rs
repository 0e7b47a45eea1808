//! `verify` finds every fault and nothing else. By itself a small edition; the whole one is asked for with
//! `YINGJIAN_FILES=10000 YINGJIAN_FAULTS=190 cargo test --release --test record every_planted -- --nocapture`, which
//! also prints how fast it reads, beside openssl over the same files.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use yingjian::ops::verify::{self, Share};

use crate::desk::{Desk, Done, command, yingjian};
use crate::planted::{Expected, Planted, WAYS, fill, plant};

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap())
}

fn found(report: &Value) -> BTreeSet<Expected> {
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().map(String::from);
    findings.map(|one| (text(&one["kind"]).unwrap(), text(&one["sha256"]))).collect()
}

/// Runs `verify` without the rights of an administrator of the machine, who may read everything.
fn verify(desk: &Desk, arguments: &[&str]) -> Done {
    let through = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
    let root =
        std::fs::metadata("/proc/self").is_ok_and(|facts| std::os::unix::fs::MetadataExt::uid(&facts) == 0);
    let through = if root { &through[..] } else { &[] };
    Done::of(
        command(&desk.home, through, &[&["verify", "--format", "json"], arguments].concat())
            .output()
            .unwrap(),
    )
}

#[test]
fn every_planted_fault_is_found_and_nothing_else() {
    let (count, faults) = (number("YINGJIAN_FILES", 300), number("YINGJIAN_FAULTS", WAYS.len()));
    let desk = Desk::with_folder();
    let files = fill(&desk, (count, number("YINGJIAN_SIZE", if count > 1_000 { 100_000 } else { 4_000 })));
    let report: Value = serde_json::from_str(&verify(&desk, &[]).with_code(0)).unwrap();
    assert_eq!(report["files"], count, "{report}");
    if count > 1_000 {
        measure(&desk, &files);
    }
    let expected = plant(&desk, &files, faults);
    let report: Value = serde_json::from_str(&verify(&desk, &[]).with_code(1)).unwrap();
    let found = found(&report);
    let (missed, invented): (Vec<_>, Vec<_>) =
        (expected.difference(&found).collect(), found.difference(&expected).collect());
    assert!(missed.is_empty() && invented.is_empty(), "missed {missed:#?}, invented {invented:#?}");
    println!("{faults} faults among {count} files: all found, nothing else");
}

/// Best of three, one after the other in turns.
fn measure(desk: &Desk, files: &[Planted]) {
    let best = |times: &[Duration]| times.iter().min().unwrap().as_secs_f64();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let start = Instant::now();
        yingjian(&desk.home, &["verify"]).with_code(0);
        ours.push(start.elapsed());
        let start = Instant::now();
        let mut openssl = Command::new("openssl");
        openssl.args(["dgst", "-sha256"]).args(files.iter().map(|file| &file.path)).stdout(Stdio::null());
        assert!(openssl.status().unwrap().success());
        theirs.push(start.elapsed());
    }
    let (ours, theirs) = (best(&ours), best(&theirs));
    let megabytes = files.iter().map(|file| file.size).sum::<u64>() / 1_000_000;
    println!(
        "{megabytes} MB: verify {ours:.2} s, openssl dgst -sha256 {theirs:.2} s, ratio {:.2}",
        theirs / ours
    );
}

#[test]
fn a_share_is_always_the_same_and_a_check_goes_on_where_it_stopped() {
    let desk = Desk::with_folder();
    fill(&desk, (60, 100));
    let share = |number| Share { number, of: 3 };
    let files = |number| {
        let begun = verify::begin(desk.path(), share(number), false).unwrap();
        verify::run(&desk.office, &begun, |_, _| Ok(())).unwrap().counted.files
    };
    let each: Vec<u64> = (1..=3).map(files).collect();
    assert_eq!(each.iter().sum::<u64>(), 60);
    assert!(each.iter().all(|files| *files > 0) && each == (1..=3).map(files).collect::<Vec<_>>());
    let nightly = || -> Value {
        let done = verify(&desk, &["--subset", "1/3", "--resume"]).with_code(0);
        serde_json::from_str(&done).unwrap()
    };
    let nights: Vec<Value> = (0..4).map(|_| nightly()["share"].clone()).collect();
    assert_eq!(nights, ["1/3", "2/3", "3/3", "1/3"]);
    let half = verify::State { share: share(2), after: Some("80".repeat(32).parse().unwrap()), done: false };
    half.keep(desk.path()).unwrap();
    let rest = nightly();
    assert_eq!(rest["share"], "2/3");
    assert!(rest["files"].as_u64().unwrap() < each[1], "{rest}");
    assert_eq!(nightly()["share"], "3/3");
}

#[test]
fn what_is_missing_or_without_a_row_is_found_wherever_the_files_are() {
    let desk = Desk::new();
    desk.file("一.pdf", b"one");
    desk.file("二.pdf", b"two");
    let gone = yingjian::blob::Sha256Hex::of(b"%PDF-1.4\none");
    desk.office.blobs.remove(&gone).unwrap();
    let mut nameless = desk.office.blobs.receive(100).unwrap();
    nameless.write(b"nameless").unwrap();
    let nameless = nameless.finish().unwrap().sha256;
    let report: Value =
        serde_json::from_str(&yingjian(&desk.home, &["verify", "--format", "json"]).with_code(1)).unwrap();
    let expected: BTreeSet<Expected> =
        [("missing".into(), Some(gone.to_string())), ("orphan".into(), Some(nameless.to_string()))].into();
    assert_eq!(found(&report), expected);
    let missing = report["findings"].as_array().unwrap().iter().find(|one| one["kind"] == "missing").unwrap();
    assert_eq!(missing["used"][0]["name"], "一.pdf");
}

#[test]
fn a_damaged_page_of_the_database_and_a_broken_record_are_found() {
    let desk = Desk::new();
    desk.unguard();
    desk.tamper("UPDATE audit SET detail = 'nothing' WHERE position = 2").unwrap();
    let report: Value =
        serde_json::from_str(&yingjian(&desk.home, &["verify", "--format", "json"]).with_code(1)).unwrap();
    assert_eq!(report["findings"][0]["kind"], "record", "{report}");
    assert_eq!(report["findings"][0]["position"], 2);
}
