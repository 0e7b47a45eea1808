//! Uploads against unlinking against `gc`, all as processes and requests of their own: the same few bytes come
//! again and again, often when a leftover with the same bytes is just being swept.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tempfile::TempDir;
use yingjian::ops::{Home, Office};

use crate::client::{Client, Outcome, sha256};
use crate::edition;
use crate::load::{Dice, pdf};
use crate::scene::{COUNTIES, Scene};
use crate::server::{Server, command};
use crate::witness::Witness;

/// How many upload at once.
const UPLOADERS: usize = 4;

/// So many uploads bring the same bytes before others come.
const SAME: usize = 8;

/// What all of them share.
struct Site {
    scene: Scene,
    server: Server,
    files: Vec<Vec<u8>>,
    next: AtomicUsize,
    done: AtomicBool,
    /// How many uploads of these bytes were acknowledged.
    kept: Mutex<BTreeMap<String, usize>>,
}

impl Site {
    /// Uploads what comes next, and takes some of it from its item again.
    fn upload(&self, number: usize) {
        let place = number % COUNTIES.len();
        let client = Client::new(&self.scene.tokens[place]);
        loop {
            let turn = self.next.fetch_add(1, Ordering::SeqCst);
            let Some(bytes) = self.files.get(turn / SAME) else { return };
            let Outcome::Answered(answer) = client.upload(self.server.address, COUNTIES[place], bytes) else {
                panic!("no answer")
            };
            // A file that was swept in the very moment is refused, and nothing of it is there.
            assert!(matches!(answer.status, 201 | 503), "{}", String::from_utf8_lossy(&answer.body));
            if answer.status == 503 {
                continue;
            }
            *self.kept.lock().unwrap().entry(sha256(bytes)).or_default() += 1;
            if turn.is_multiple_of(3) {
                let id = answer.json()["id"].as_str().unwrap().to_owned();
                let path = format!("/api/v1/evidence/{id}/links/A01/2022");
                let Outcome::Answered(unlinked) = client.delete(self.server.address, &path) else {
                    panic!("no answer")
                };
                assert_eq!(unlinked.status, 200, "{}", String::from_utf8_lossy(&unlinked.body));
            }
        }
    }

    /// Leaves files behind as broken uploads do: the bytes that come next, without a row.
    fn leave(&self) {
        let office = Office::at(&self.scene.home).unwrap();
        while !self.done.load(Ordering::SeqCst) {
            let turn = self.next.load(Ordering::SeqCst);
            if let Some(bytes) = self.files.get(turn / SAME) {
                let mut incoming = office.blobs.receive(1 << 20).unwrap();
                incoming.write(bytes).unwrap();
                incoming.finish().unwrap();
            }
        }
    }

    fn sweep(&self) {
        while !self.done.load(Ordering::SeqCst) {
            let swept = command(&self.scene.home, &["gc", "--grace", "0"]).output().unwrap();
            assert!(swept.status.success(), "{}", String::from_utf8_lossy(&swept.stderr));
        }
    }
}

#[test]
fn uploads_against_unlinking_against_gc_leave_exact_references() {
    let uploads = edition("YINGJIAN_FAULT_SWEEPS", 80);
    let folder = TempDir::new().unwrap();
    let scene = Scene::at(Home::in_folder(folder.path()));
    let server = Server::start(&scene.home);
    let mut dice = Dice::new();
    let site = Site {
        files: (0..uploads / SAME).map(|_| pdf(&mut dice, 20_000)).collect(),
        scene,
        server,
        next: AtomicUsize::default(),
        done: AtomicBool::default(),
        kept: Mutex::default(),
    };
    let site = &site;
    std::thread::scope(|scope| {
        let uploaders: Vec<_> =
            (0..UPLOADERS).map(|number| scope.spawn(move || site.upload(number))).collect();
        let others = [scope.spawn(|| site.leave()), scope.spawn(|| site.sweep())];
        let ended: Vec<_> = uploaders.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        site.done.store(true, Ordering::SeqCst);
        ended.into_iter().for_each(Result::unwrap);
        others.into_iter().for_each(|other| other.join().unwrap());
    });
    let swept = command(&site.scene.home, &["gc", "--grace", "0"]).output().unwrap();
    assert!(swept.status.success());
    let witness = Witness::of(&site.scene.home);
    let kept = site.kept.lock().unwrap().clone();
    println!("{uploads} uploads against gc: {} kept", kept.values().sum::<usize>());
    assert_eq!(witness.uses(), kept);
    assert!(witness.leftovers().is_empty());
    let found = witness.look_at_all(&crate::ledger::Ledger::default());
    assert!(found.is_clean(), "{found:?}");
}
