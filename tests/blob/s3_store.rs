//! What is peculiar to a store that is far away: it may not answer.

use std::io::Read;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use yingjian::blob::{BlobError, Blobs, S3Blobs, Sha256Hex};

use crate::s3::{BUCKET, S3Server, variables};
use crate::stores::{Store, noise};

/// How long somebody may have to wait to be told that the store is away.
const PATIENCE: Duration = Duration::from_secs(5);

fn is_away<T>(asked: impl FnOnce() -> Result<T, BlobError>) -> bool {
    let begun = Instant::now();
    let away = matches!(asked(), Err(BlobError::Unreachable(_)));
    assert!(begun.elapsed() < PATIENCE, "told after {:?}", begun.elapsed());
    away
}

#[test]
fn a_store_that_goes_away_is_told_soon_and_taken_up_when_it_is_back() {
    let mut store = Store::s3();
    let stored = store.put(b"before");
    let mut coming = store.blobs.receive(100).unwrap();
    coming.write(b"while it goes").unwrap();
    store.server.as_mut().unwrap().stop();
    assert!(is_away(|| coming.finish()));
    assert!(is_away(|| store.blobs.open_file(&stored.sha256)));
    assert!(is_away(|| store.blobs.size_of(&stored.sha256)));
    assert!(is_away(|| store.blobs.sizes_of(&vec![stored.sha256.clone(); 20])));
    assert!(is_away(|| store.blobs.verify(&stored.sha256)));
    assert!(is_away(|| store.blobs.remove(&stored.sha256)));
    assert!(is_away(|| store.blobs.list(None).next().unwrap()));
    assert_eq!(store.coming(), 0);

    store.server.as_mut().unwrap().go_on();
    store.put(b"after");
    store.blobs.health().unwrap();
    assert_eq!(store.listed().len(), 2);
}

#[test]
fn a_store_that_takes_a_connection_and_says_nothing_is_told_soon() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let port = silent.local_addr().unwrap().port();
    let blobs = Blobs::S3(S3Blobs::open(BUCKET, folder.path(), variables(port)).unwrap());
    std::thread::scope(|scope| {
        let asked = [
            scope.spawn(|| is_away(|| blobs.health())),
            scope.spawn(|| is_away(|| blobs.receive(10))),
            scope.spawn(|| is_away(|| blobs.size_of(&Sha256Hex::of(b"anything")))),
        ];
        assert!(asked.into_iter().all(|asked| asked.join().unwrap()));
    });
}

#[test]
fn a_bucket_that_is_not_there_is_no_empty_store() {
    let server = S3Server::start();
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::S3(S3Blobs::open("other", folder.path(), variables(server.port)).unwrap());
    assert!(is_away(|| blobs.health()));
    assert!(is_away(|| blobs.receive(10)));
}

#[test]
fn wrong_keys_are_refused_as_a_store_that_is_away() {
    let server = S3Server::start();
    let folder = tempfile::tempdir().unwrap();
    let mut told = variables(server.port);
    told.retain(|(name, _)| name != "AWS_SECRET_ACCESS_KEY");
    told.push(("AWS_SECRET_ACCESS_KEY".into(), "wrong".into()));
    let blobs = Blobs::S3(S3Blobs::open(BUCKET, folder.path(), told).unwrap());
    assert!(is_away(|| blobs.health()));
}

#[test]
fn a_download_goes_on_after_the_store_was_away_for_a_moment() {
    let mut store = Store::s3();
    let bytes = noise(30_000_000, 3);
    let stored = store.put(&bytes);
    let mut reader = store.blobs.open_file(&stored.sha256).unwrap();
    let mut got = vec![0; 1_000_000];
    reader.read_exact(&mut got).unwrap();
    store.server.as_mut().unwrap().stop();
    store.server.as_mut().unwrap().go_on();
    reader.read_to_end(&mut got).unwrap();
    assert!(got == bytes, "{} of {} bytes", got.len(), bytes.len());
}

#[test]
fn the_secret_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = S3Blobs::open(BUCKET, folder.path(), variables(1)).unwrap();
    let shown = format!("{blobs:?}");
    assert!(!shown.contains("testtest"), "{shown}");
}
