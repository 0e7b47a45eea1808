//! Rows and files against each other, in the order of the hashes, a batch at a time: what both have is read through
//! by two threads, which is what two cores and one disk can do.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Finding, Share};
use crate::blob::{BlobError, Blobs, Found, Listing, Look, Sha256Hex};
use crate::ops::{Office, OpsError};
use crate::store::blobs::{self, Named};

/// Rows in a batch.
const BATCH: usize = 1_000;
/// Threads that read.
const READERS: usize = 2;
/// Bytes that are read at once.
const CHUNK: usize = 1 << 20;
/// For so long a new file may be without its row while it is being filed.
const ARRIVING: Duration = Duration::from_secs(10);

/// How far a check is.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Files whose bytes were read through.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// A check on its way through the files.
pub(super) struct Files<'a> {
    office: &'a Office,
    share: Share,
    listing: Peekable<Listing>,
    after: String,
    nameless: Vec<Found>,
    pub(super) counted: Counted,
    pub(super) findings: Vec<Finding>,
}

/// A row and the file that was found under its name.
struct Pair {
    sha256: Sha256Hex,
    row: Named,
    file: Option<Found>,
}

impl<'a> Files<'a> {
    /// From the beginning of a share, or from the hash that an earlier run came to.
    pub(super) fn new(office: &'a Office, share: Share, after: Option<Sha256Hex>) -> Self {
        let before = after.or_else(|| share.before());
        Self {
            office,
            share,
            listing: office.blobs.list(before.as_ref()).peekable(),
            after: before.map(String::from).unwrap_or_default(),
            nameless: Vec::new(),
            counted: Counted::default(),
            findings: Vec::new(),
        }
    }

    /// Checks the next batch and gives the hash that it came to; nothing when all is done.
    pub(super) fn next_batch(&mut self) -> Result<Option<Sha256Hex>, OpsError> {
        let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let mut rows = blobs::after(&mut *self.office.store.conn()?, &self.after, limit)?;
        let is_last = rows.len() < BATCH || rows.iter().any(|row| self.share.is_past(&row.sha256));
        rows.retain(|row| !self.share.is_past(&row.sha256));
        if let Some(last) = rows.last() {
            self.after.clone_from(&last.sha256);
        }
        let (named, bad): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .map(|row| (row.sha256.parse::<Sha256Hex>(), row))
            .partition(|(hash, _)| hash.is_ok());
        self.findings.extend(bad.into_iter().map(|(_, row)| Finding::BadRow(row.sha256)));
        let named: Vec<(Sha256Hex, Named)> =
            named.into_iter().filter_map(|(hash, row)| Some((hash.ok()?, row))).collect();
        let until = named.last().map(|(hash, _)| hash.clone()).filter(|_| !is_last);
        let pairs = self.pairs(named, until.as_ref());
        self.read(&pairs);
        Ok(until)
    }

    /// Puts rows and files together; files of no row are kept for later.
    fn pairs(&mut self, rows: Vec<(Sha256Hex, Named)>, until: Option<&Sha256Hex>) -> Vec<Pair> {
        let mut files = self.listed(until);
        let pairs: Vec<Pair> =
            rows.into_iter().map(|(sha256, row)| Pair { file: files.remove(&sha256), sha256, row }).collect();
        self.nameless.extend(files.into_values());
        pairs
    }

    fn listed(&mut self, until: Option<&Sha256Hex>) -> BTreeMap<Sha256Hex, Found> {
        let mut files = BTreeMap::new();
        let share = self.share;
        let within = |listed: &Result<Found, BlobError>| match listed {
            Ok(file) => {
                !share.is_past(file.sha256.as_str()) && until.is_none_or(|until| file.sha256 <= *until)
            }
            Err(_) => true,
        };
        while let Some(listed) = self.listing.next_if(within) {
            match listed {
                Ok(file) => drop(files.insert(file.sha256.clone(), file)),
                Err(error) => self.findings.push(Finding::Listing(cause(&error))),
            }
        }
        files
    }

    fn read(&mut self, pairs: &[Pair]) {
        let next = AtomicUsize::new(0);
        let found = Mutex::new((Vec::new(), Counted::default()));
        let blobs = &self.office.blobs;
        thread::scope(|scope| {
            for _ in 0..READERS.min(pairs.len()) {
                scope.spawn(|| {
                    let mut chunk = vec![0; CHUNK];
                    let (mut findings, mut counted) = (Vec::new(), Counted::default());
                    while let Some(pair) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        findings.extend(check(blobs, pair, (&mut chunk, &mut counted)));
                    }
                    if let Ok(mut found) = found.lock() {
                        found.0.append(&mut findings);
                        found.1.add(&counted);
                    }
                });
            }
        });
        let (findings, counted) = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.findings.extend(findings);
        self.counted.add(&counted);
    }

    /// Files that still have no row. What came just now is given the time to get its row.
    pub(super) fn orphans(&mut self) -> Result<(), OpsError> {
        let mut nameless = std::mem::take(&mut self.nameless);
        loop {
            nameless = self.without_row(nameless)?;
            let arriving = nameless.iter().any(|file| is_arriving(file.modified));
            if !arriving {
                break;
            }
            thread::sleep(Duration::from_millis(200));
        }
        for file in nameless {
            // It may have been swept meanwhile, which is as it should be.
            if self.office.blobs.look(&file.sha256)? != Look::Nothing {
                self.findings.push(Finding::Orphan { sha256: file.sha256, size: file.size });
            }
        }
        Ok(())
    }

    fn without_row(&self, files: Vec<Found>) -> Result<Vec<Found>, OpsError> {
        let mut nameless = Vec::new();
        let conn = &mut *self.office.store.conn()?;
        for few in files.chunks(BATCH) {
            let hashes: Vec<String> = few.iter().map(|file| file.sha256.to_string()).collect();
            let named = blobs::named(conn, &hashes)?;
            nameless.extend(few.iter().filter(|file| !named.contains(file.sha256.as_str())).cloned());
        }
        Ok(nameless)
    }
}

impl Counted {
    fn add(&mut self, other: &Self) {
        self.files = self.files.saturating_add(other.files);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

fn is_arriving(modified: SystemTime) -> bool {
    modified.elapsed().is_ok_and(|age| age < ARRIVING)
}

fn check(blobs: &Blobs, pair: &Pair, (chunk, counted): (&mut [u8], &mut Counted)) -> Option<Finding> {
    let sha256 = pair.sha256.clone();
    let size = match &pair.file {
        Some(file) => file.size,
        // It was not listed; it may have come since.
        None => match blobs.look(&sha256) {
            Ok(Look::File(file)) => file.size,
            Ok(Look::Other) => return Some(Finding::NotAFile(sha256)),
            Ok(Look::Nothing) => return Some(Finding::Missing(sha256)),
            Err(error) => return Some(Finding::Unreadable { sha256, cause: cause(&error) }),
        },
    };
    let found = match blobs.digest(&sha256, chunk) {
        Ok(found) => found,
        Err(BlobError::Missing(_)) => return Some(Finding::Missing(sha256)),
        Err(error) => return Some(Finding::Unreadable { sha256, cause: cause(&error) }),
    };
    counted.add(&Counted { files: 1, bytes: size });
    let (expected, same_size) = (pair.row.size, i64::try_from(size) == Ok(pair.row.size));
    match (found == sha256, same_size) {
        (true, true) => None,
        (true, false) => Some(Finding::RowSize { sha256, expected, found: size }),
        (false, true) => Some(Finding::Damaged { sha256, found }),
        (false, false) => Some(Finding::WrongSize { sha256, expected, found: size }),
    }
}

/// The innermost cause.
fn cause(error: &BlobError) -> String {
    let causes = std::iter::successors(Some::<&dyn std::error::Error>(error), |cause| cause.source());
    causes.last().map(ToString::to_string).unwrap_or_default()
}
