//! A far store that answers badly: one request of twenty breaks, then most of them, then none, then it is away.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use yingjian::blob::{Blobs, S3Blobs};
use yingjian::ops::Office;
use yingjian::web::{Running, Settings, start};

use crate::client::{Client, pdf};
use crate::proxy::Proxy;
use crate::s3::{BUCKET, S3Server, variables};
use crate::server::fill;

const CLIENTS: usize = 8;

struct Scene {
    store: S3Server,
    proxy: Proxy,
    office: Office,
    client: Client,
    _running: Running,
    _folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let store = S3Server::start();
        let proxy = Proxy::start(store.port);
        let folder = tempfile::tempdir().unwrap();
        let mut office = Office::open(folder.path()).unwrap();
        office.blobs = Blobs::S3(S3Blobs::open(BUCKET, folder.path(), variables(proxy.port)).unwrap());
        let token = fill(&office);
        let settings = Settings { bind: "127.0.0.1:0".into(), workers: Some(1), ..Settings::default() };
        let running = start(office.clone(), settings).unwrap();
        let client = Client::new(running.address(), &token);
        Self { store, proxy, office, client, _running: running, _folder: folder }
    }

    /// Uploads from several clients at once; gives what was acknowledged and how many were refused.
    fn upload(&self, rounds: usize, seed: usize) -> (Vec<(String, Vec<u8>)>, usize) {
        let (acknowledged, refused) = (Mutex::new(Vec::new()), Mutex::new(0));
        std::thread::scope(|scope| {
            for client in 0..CLIENTS {
                let (acknowledged, refused) = (&acknowledged, &refused);
                scope.spawn(move || {
                    for round in 0..rounds {
                        let number = seed + client * rounds + round;
                        let length =
                            if number.is_multiple_of(20) { 9_000_000 } else { 4_000 * (1 + number % 30) };
                        let bytes = pdf(number, length);
                        let answer = self.client.upload(&bytes);
                        match answer.status {
                            201 => acknowledged.lock().unwrap().push((answer.id(), bytes)),
                            503 if answer.retry_after => *refused.lock().unwrap() += 1,
                            status => panic!("{status}: {}", answer.text()),
                        }
                    }
                });
            }
        });
        (acknowledged.into_inner().unwrap(), refused.into_inner().unwrap())
    }

    fn all_there(&self, acknowledged: &[(String, Vec<u8>)]) {
        for (id, bytes) in acknowledged {
            let answer = self.client.get(&format!("/api/v1/evidence/{id}/file"));
            assert!(answer.status == 200 && answer.body == *bytes, "{id} is lost: {}", answer.status);
        }
        for found in self.office.blobs.list(None) {
            self.office.blobs.verify(&found.unwrap().sha256).unwrap();
        }
    }
}

#[test]
fn a_store_with_faults_loses_nothing_refuses_clearly_and_is_back_at_once() {
    let scene = Scene::new();
    scene.proxy.break_percent(5);
    let (mut acknowledged, refused) = scene.upload(20, 0);
    let (requests, broken) = scene.proxy.counts();
    assert!(broken * 100 > requests * 3, "only {broken} of {requests} requests broke");
    assert!(
        refused * 100 <= CLIENTS * 20,
        "{refused} of {} were refused at one fault in twenty",
        CLIENTS * 20
    );
    scene.all_there(&acknowledged);

    scene.proxy.break_percent(80);
    let (more, refused) = scene.upload(2, 10_001);
    assert!(refused > 0, "nothing was refused though most requests broke");
    acknowledged.extend(more);

    scene.proxy.break_percent(0);
    let begun = Instant::now();
    let bytes = pdf(20_000, 10_000);
    acknowledged.push((scene.client.upload(&bytes).id(), bytes));
    assert!(begun.elapsed() < Duration::from_secs(2), "back after {:?}", begun.elapsed());
    scene.all_there(&acknowledged);
    eprintln!(
        "{} acknowledged, none lost; {broken} of {requests} requests broken at 5 %",
        acknowledged.len()
    );
}

#[test]
fn a_store_that_is_away_is_told_within_seconds_and_taken_up_without_a_restart() {
    let mut scene = Scene::new();
    let bytes = pdf(1, 100_000);
    let id = scene.client.upload(&bytes).id();
    let file = format!("/api/v1/evidence/{id}/file");
    scene.store.stop();
    for _ in 0..2 {
        let begun = Instant::now();
        let refused = scene.client.upload(&pdf(2, 100_000));
        assert_eq!((refused.status, refused.retry_after), (503, true), "{}", refused.text());
        let refused = scene.client.get(&file);
        assert_eq!((refused.status, refused.retry_after), (503, true), "{}", refused.text());
        assert_eq!(scene.client.get("/api/v1/counties/c1/archive.zip").status, 503);
        assert_eq!(scene.client.get(crate::client::EVIDENCE).status, 200);
        assert!(begun.elapsed() < Duration::from_secs(10), "told after {:?}", begun.elapsed());
    }
    crate::until("health says so", || scene.client.get("/health").status == 503);
    // What needs no file is still changed.
    assert!(matches!(scene.client.state(2).status, 200 | 201));
    scene.store.go_on();
    scene.client.upload(&pdf(3, 100_000)).id();
    assert!(scene.client.get(&file).body == bytes);
    assert_eq!(scene.client.get("/health").status, 200);
    assert_eq!(scene.client.get("/api/v1/counties/c1/archive.zip").status, 200);
}
