//! Sweeping: removes files that no row names, and what broken-off uploads left behind.
//!
//! A file comes before its row, so one without a row may be on its way in. In a folder, whoever received it holds
//! its lock until the row is there; it is left alone, and so is what came within the grace period, which is all that
//! is known of files in a far store. What is left is a file that comes again in the very moment in which it is swept:
//! files are removed by a writer ([`crate::store::write`]), and who names a file for the first time looks whether it
//! is still there, as a writer too. One of them is first. Either the row is there, and the file stays; or the file is
//! gone, and no row will name it.

use std::time::Duration;

use super::{Office, OpsError};
use crate::blob::{BlobError, Blobs, Found, Look};
use crate::store::{self, Conn, blobs};

/// The usual grace period where nobody can tell what is still on its way in.
const GRACE: Duration = Duration::from_hours(1);

/// Files that are looked up at once.
const AT_ONCE: usize = 500;

/// Files that are removed in one go, while all other writers wait.
const IN_ONE_GO: usize = 16;

/// What is swept.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// What came or changed within this time is left alone.
    pub grace: Duration,
    /// Whether to count only.
    pub dry_run: bool,
}

/// What was swept, or would be.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Swept {
    /// Files that no row names.
    pub files: Vec<Found>,
    /// Files that no row names yet, too young to be swept.
    pub young: usize,
    /// What broken-off uploads left behind.
    pub unfinished: usize,
}

/// The usual grace period of an office: none where files that are on their way in are held.
pub fn usual_grace(office: &Office) -> Duration {
    if office.blobs.tells_who_holds() { Duration::ZERO } else { GRACE }
}

/// Sweeps; `told` hears how many files were looked at.
///
/// # Errors
/// When the database or the files fail.
pub fn sweep(office: &Office, request: Request, mut told: impl FnMut(u64)) -> Result<Swept, OpsError> {
    let mut swept = Swept::default();
    let mut looked_at = 0_u64;
    let mut listing = office.blobs.list(None);
    loop {
        let files: Vec<Found> = listing.by_ref().take(AT_ONCE).collect::<Result<_, BlobError>>()?;
        if files.is_empty() {
            break;
        }
        looked_at = looked_at.saturating_add(u64::try_from(files.len()).unwrap_or_default());
        told(looked_at);
        let nameless = without_row(&mut *office.store.conn()?, files)?;
        let (old, young): (Vec<Found>, Vec<Found>) =
            nameless.into_iter().partition(|file| is_left(&office.blobs, file, request.grace));
        swept.young = swept.young.saturating_add(young.len());
        swept.files.extend(if request.dry_run { old } else { remove(office, &old, request.grace)? });
    }
    if !request.dry_run {
        let derived = office.derived.sweep(request.grace)?;
        swept.unfinished = office.blobs.sweep(request.grace)?.saturating_add(derived);
    }
    Ok(swept)
}

fn without_row(conn: &mut Conn, files: Vec<Found>) -> Result<Vec<Found>, OpsError> {
    let hashes: Vec<String> = files.iter().map(|file| file.sha256.to_string()).collect();
    let named = blobs::named(conn, &hashes)?;
    Ok(files.into_iter().filter(|file| !named.contains(file.sha256.as_str())).collect())
}

/// Whether a file came long enough ago, and nobody who received it is about to name it.
fn is_left(blobs: &Blobs, file: &Found, grace: Duration) -> bool {
    let old = grace.is_zero() || file.modified.elapsed().is_ok_and(|age| age > grace);
    // Of what can't be seen it is not known, so it stays.
    old && blobs.is_held(&file.sha256).is_ok_and(|held| !held)
}

fn remove(office: &Office, old: &[Found], grace: Duration) -> Result<Vec<Found>, OpsError> {
    let mut removed = Vec::new();
    for few in old.chunks(IN_ONE_GO) {
        // What is gone is gone, also when the transaction is begun anew.
        store::write(&mut *office.store.conn()?, |conn| {
            for file in without_row(conn, few.to_vec())? {
                removed.extend(remove_one(&office.blobs, file, grace)?);
            }
            Ok::<_, OpsError>(())
        })?;
    }
    Ok(removed)
}

/// Removes a file, unless it came again since it was listed. Doing it twice does no harm.
fn remove_one(blobs: &Blobs, file: Found, grace: Duration) -> Result<Option<Found>, OpsError> {
    match blobs.look(&file.sha256)? {
        Look::File(now) if is_left(blobs, &now, grace) => {
            blobs.remove(&file.sha256)?;
            Ok(Some(file))
        }
        _ => Ok(None),
    }
}
