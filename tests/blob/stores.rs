//! The stores that the promises are tested on.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use yingjian::blob::{Blobs, S3Blobs, Sha256Hex, Stored};

use crate::s3::{BUCKET, S3Server, variables};

/// A store with nothing in it.
pub(crate) struct Store {
    pub(crate) blobs: Blobs,
    pub(crate) folder: TempDir,
    pub(crate) server: Option<S3Server>,
}

impl Store {
    pub(crate) fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { blobs: Blobs::open(folder.path()).unwrap(), folder, server: None }
    }

    pub(crate) fn s3() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = S3Server::start();
        let place = format!("{BUCKET}/some/where");
        let blobs = Blobs::S3(S3Blobs::open(&place, folder.path(), variables(server.port)).unwrap());
        Self { blobs, folder, server: Some(server) }
    }

    /// Every kind of store.
    pub(crate) fn all() -> [Self; 2] {
        [Self::folder(), Self::s3()]
    }

    /// The file below everything in which a blob lies.
    pub(crate) fn file(&self, hash: &Sha256Hex) -> PathBuf {
        let key = format!("blobs/{}/{hash}", &hash.as_str()[..2]);
        match &self.server {
            Some(server) => server.file("some/where").join(key),
            None => self.folder.path().join(key),
        }
    }

    /// Files that wait in `tmp/`.
    pub(crate) fn coming(&self) -> usize {
        files_below(&self.folder.path().join("tmp"))
    }

    /// The hashes of all blobs.
    pub(crate) fn listed(&self) -> Vec<Sha256Hex> {
        self.blobs.list(None).map(|found| found.unwrap().sha256).collect()
    }

    pub(crate) fn put(&self, bytes: &[u8]) -> Stored {
        put(&self.blobs, bytes)
    }
}

pub(crate) fn put(blobs: &Blobs, bytes: &[u8]) -> Stored {
    let mut incoming = blobs.receive(1 << 30).unwrap();
    bytes.chunks(100_000).for_each(|chunk| incoming.write(chunk).unwrap());
    incoming.finish().unwrap()
}

pub(crate) fn files_below(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter(|entry| entry.as_ref().unwrap().file_type().is_file())
        .count()
}

/// Bytes that no compression makes smaller, the same for the same seed.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// Overwrites a file in its place.
pub(crate) fn damage(file: &Path, bytes: &[u8]) {
    assert!(file.exists(), "{} is no blob", file.display());
    fs::write(file, bytes).unwrap();
}
