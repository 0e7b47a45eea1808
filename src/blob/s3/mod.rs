//! Blobs in a bucket of an S3-compatible store, under `prefix/blobs/ab/<hash>`: ASCII alone, and nothing that a
//! store may do in its own way, such as putting only what is not there. The same bytes put twice are the same.
//!
//! Everything below is asynchronous and everything above is not: here the two meet ([`wait`]). A store that
//! is away is told within seconds, and taken up again as soon as it answers.

mod address;
mod keep;
mod reader;
mod wait;

use std::fmt;
use std::path::Path as Folder;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use object_store::aws::AmazonS3;
use object_store::list::{PaginatedListOptions, PaginatedListStore};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

pub(super) use self::reader::S3Reader;
use self::wait::{Background, SOON};
use super::spool::Spool;
use super::{BlobError, Found, Look, Sha256Hex};

/// For how long a store that has answered counts as there.
const FRESH: Duration = Duration::from_secs(2);
/// Questions to the store at a time when many files are asked for.
const AT_ONCE: usize = 16;

/// A bucket, or a part of one. Clones share the client.
#[derive(Clone)]
pub struct S3Blobs {
    inner: Arc<Inner>,
}

struct Inner {
    store: Arc<AmazonS3>,
    prefix: String,
    spool: Spool,
    background: Background,
    /// When the store last answered.
    heard: Mutex<Option<Instant>>,
}

impl fmt::Debug for S3Blobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Blobs").field("prefix", &self.inner.prefix).finish_non_exhaustive()
    }
}

impl S3Blobs {
    /// The bucket and prefix of `bucket/prefix`, whose endpoint, region and keys stand in variables named
    /// `AWS_…`; what comes in lies in the data folder first.
    ///
    /// # Errors
    /// When the address can't be used or the folder can't be made.
    pub fn open(
        place: &str,
        data_folder: &Folder,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, BlobError> {
        let (store, prefix) = address::client(place, variables)?;
        let inner = Inner {
            store: Arc::new(store),
            prefix,
            spool: Spool::open(data_folder)?,
            background: Background::start()?,
            heard: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub(super) fn spool(&self) -> &Spool {
        &self.inner.spool
    }

    pub(super) fn size_of(&self, hash: &Sha256Hex) -> Result<u64, BlobError> {
        let (store, key) = (&self.inner.store, self.key(hash));
        Ok(self.wait(SOON, store.head(&key)).map_err(|error| told(error, hash))?.size)
    }

    pub(super) fn look(&self, hash: &Sha256Hex) -> Result<Look, BlobError> {
        match self.wait(SOON, self.inner.store.head(&self.key(hash))) {
            Ok(object) => {
                let modified = object.last_modified.into();
                Ok(Look::File(Found { sha256: hash.clone(), size: object.size, modified }))
            }
            Err(Fault::Store(object_store::Error::NotFound { .. })) => Ok(Look::Nothing),
            Err(fault) => Err(fault.into()),
        }
    }

    pub(super) fn sizes_of(&self, hashes: &[Sha256Hex]) -> Result<Vec<Option<u64>>, BlobError> {
        let size = |hash: &Sha256Hex| {
            let (store, key) = (self.inner.store.clone(), self.key(hash));
            async move {
                match wait::within(SOON, store.head(&key)).await {
                    Ok(found) => Ok(Some(found.size)),
                    Err(Fault::Store(object_store::Error::NotFound { .. })) => Ok(None),
                    Err(fault) => Err(fault),
                }
            }
        };
        let asked: Vec<_> = hashes.iter().map(size).collect();
        let sizes = stream::iter(asked).buffered(AT_ONCE).try_collect();
        Ok(self.inner.background.run(sizes)?)
    }

    pub(super) fn remove(&self, hash: &Sha256Hex) -> Result<(), BlobError> {
        match self.wait(SOON, self.inner.store.delete(&self.key(hash))) {
            Ok(()) | Err(Fault::Store(object_store::Error::NotFound { .. })) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }

    pub(super) fn list(&self, after: Option<&Sha256Hex>) -> S3Listing {
        let prefix = Path::from(format!("{}blobs", self.inner.prefix));
        let objects = match after {
            Some(after) => self.inner.store.list_with_offset(Some(&prefix), &self.key(after)),
            None => self.inner.store.list(Some(&prefix)),
        };
        S3Listing { s3: self.clone(), objects, after: after.cloned(), over: false }
    }

    /// Whether the store answers and there is room for what is coming.
    pub(super) fn health(&self) -> Result<(), BlobError> {
        self.inner.spool.health()?;
        let heard = *self.inner.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.is_some_and(|heard| heard.elapsed() < FRESH) {
            return Ok(());
        }
        let one = PaginatedListOptions { max_keys: Some(1), ..PaginatedListOptions::default() };
        let prefix = format!("{}blobs/", self.inner.prefix);
        self.wait(SOON, self.inner.store.list_paginated(Some(&prefix), one))?;
        Ok(())
    }

    fn key(&self, hash: &Sha256Hex) -> Path {
        Path::from(format!("{}blobs/{}/{hash}", self.inner.prefix, hash.folder()))
    }

    /// Waits for the store on the caller's thread, but not for longer than so.
    fn wait<T>(
        &self,
        limit: Duration,
        answer: impl Future<Output = object_store::Result<T>>,
    ) -> Result<T, Fault> {
        let answer = self.inner.background.run(wait::within(limit, answer));
        if matches!(answer, Ok(_) | Err(Fault::Store(object_store::Error::NotFound { .. }))) {
            *self.inner.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        answer
    }
}

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Store(#[from] object_store::Error),
    #[error("no answer within {0:?}")]
    Late(Duration),
}

impl From<Fault> for BlobError {
    fn from(fault: Fault) -> Self {
        Self::Unreachable(Box::new(fault))
    }
}

/// What the fault means for one file.
fn told(fault: Fault, hash: &Sha256Hex) -> BlobError {
    match fault {
        Fault::Store(object_store::Error::NotFound { .. }) => BlobError::Missing(hash.clone()),
        fault => fault.into(),
    }
}

/// The files of a bucket, a page of them at a time.
pub struct S3Listing {
    s3: S3Blobs,
    objects: BoxStream<'static, object_store::Result<ObjectMeta>>,
    after: Option<Sha256Hex>,
    over: bool,
}

impl fmt::Debug for S3Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Listing").field("s3", &self.s3).finish_non_exhaustive()
    }
}

impl S3Listing {
    fn found(&self, object: &ObjectMeta) -> Option<Found> {
        let sha256: Sha256Hex = object.location.filename()?.parse().ok()?;
        let wanted = self.after.as_ref().is_none_or(|after| sha256 > *after);
        wanted.then(|| Found { sha256, size: object.size, modified: object.last_modified.into() })
    }
}

impl Iterator for S3Listing {
    type Item = Result<Found, BlobError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let object = self.s3.inner.background.run(wait::within(SOON, self.objects.try_next()));
            match object {
                Ok(None) => self.over = true,
                Ok(Some(object)) => {
                    if let Some(found) = self.found(&object) {
                        return Some(Ok(found));
                    }
                }
                Err(fault) => {
                    self.over = true;
                    return Some(Err(fault.into()));
                }
            }
        }
        None
    }
}
