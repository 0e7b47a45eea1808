//! `gc` removes what no row names, and never what one names or is about to.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use yingjian::blob::{BlobError, Look, Sha256Hex};
use yingjian::ops::OpsError;
use yingjian::ops::sweep::{Request, sweep};
use yingjian::ops::verify::{self, Share};

use crate::desk::{Desk, try_file, yingjian};

fn nameless(desk: &Desk, bytes: &[u8]) -> Sha256Hex {
    let mut incoming = desk.office.blobs.receive(100).unwrap();
    incoming.write(bytes).unwrap();
    incoming.finish().unwrap().sha256
}

fn age(desk: &Desk, hash: &Sha256Hex) {
    let path = desk.path().join("blobs").join(&hash.as_str()[..2]).join(hash.as_str());
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_hours(2)).unwrap();
}

#[test]
fn what_no_row_names_is_swept_when_it_is_old_and_not_when_it_came_again() {
    let desk = Desk::with_folder();
    desk.file("一.pdf", b"one");
    let kept = Sha256Hex::of(b"%PDF-1.4\none");
    let (old, young, again) = (nameless(&desk, b"old"), nameless(&desk, b"young"), nameless(&desk, b"again"));
    [&kept, &old, &again].into_iter().for_each(|hash| age(&desk, hash));
    nameless(&desk, b"again");
    let left = desk.path().join("tmp").join("left");
    fs::write(&left, b"half").unwrap();
    fs::File::options()
        .write(true)
        .open(&left)
        .unwrap()
        .set_modified(SystemTime::now() - Duration::from_hours(2))
        .unwrap();
    let said = yingjian(&desk.home, &["gc", "--grace", "3600", "--dry-run"]).with_code(0);
    assert!(said.contains(old.as_str()) && !said.contains(kept.as_str()), "{said}");
    assert_ne!(desk.office.blobs.look(&old).unwrap(), Look::Nothing);
    let said = yingjian(&desk.home, &["gc", "--grace", "3600"]).with_code(0);
    assert!(
        said.starts_with("Swept 1 files without a row (3 bytes) and 1 leftovers of uploads; 2 that"),
        "{said}"
    );
    assert_eq!(desk.office.blobs.look(&old).unwrap(), Look::Nothing);
    for hash in [&kept, &young, &again] {
        assert_ne!(desk.office.blobs.look(hash).unwrap(), Look::Nothing);
    }
    assert!(!left.exists());
}

#[test]
fn in_a_folder_what_nobody_holds_is_swept_however_young_it_is() {
    let desk = Desk::with_folder();
    let left = nameless(&desk, b"left");
    let mut incoming = desk.office.blobs.receive(100).unwrap();
    incoming.write(b"about to be named").unwrap();
    let held = incoming.finish().unwrap();
    yingjian(&desk.home, &["gc"]).with_code(0);
    assert_eq!(desk.office.blobs.look(&left).unwrap(), Look::Nothing);
    assert_ne!(desk.office.blobs.look(&held.sha256).unwrap(), Look::Nothing);
    drop(held.clone());
    yingjian(&desk.home, &["gc"]).with_code(0);
    assert_ne!(desk.office.blobs.look(&held.sha256).unwrap(), Look::Nothing, "somebody holds it still");
    let name = held.sha256.clone();
    drop(held);
    yingjian(&desk.home, &["gc"]).with_code(0);
    assert_eq!(desk.office.blobs.look(&name).unwrap(), Look::Nothing);
}

/// The whole edition: `YINGJIAN_ROUNDS=1000`.
#[test]
fn nothing_that_was_acknowledged_is_swept_even_without_a_grace_period() {
    let rounds = std::env::var("YINGJIAN_ROUNDS").map_or(20, |text| text.parse().unwrap());
    let desk = Desk::new();
    let (done, kept, refused, swept) =
        (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let clerks: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    for round in 0..rounds {
                        // The same bytes from everybody, new ones in each round.
                        match try_file(&desk.office, "纪要.pdf", format!("{round}").as_bytes()) {
                            Ok(_) => kept.fetch_add(1, Ordering::SeqCst),
                            Err(OpsError::Blob(BlobError::Swept(_))) => {
                                refused.fetch_add(1, Ordering::SeqCst)
                            }
                            Err(error) => panic!("{error:?}"),
                        };
                    }
                })
            })
            .collect();
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                let request = Request { grace: Duration::ZERO, dry_run: false };
                match sweep(&desk.office, request, |_| ()) {
                    Ok(done) => swept.fetch_add(done.files.len(), Ordering::SeqCst),
                    Err(error) => panic!("{error:?}"),
                };
            }
        });
        let clerks: Vec<_> = clerks.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        done.store(true, Ordering::SeqCst);
        clerks.into_iter().for_each(|clerk| clerk.unwrap());
    });
    println!("{kept:?} kept, {refused:?} refused because they were swept, {swept:?} swept");
    let begun = verify::begin(desk.path(), Share::ALL, false).unwrap();
    let report = verify::run(&desk.office, &begun, |_, _| Ok(())).unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    assert!(kept.into_inner() > 0);
}
