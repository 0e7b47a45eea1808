//! Files that are read through again in the background, a share each day, so that each was looked at in a month.
//! What is found goes on record, and the job stands as failed until somebody has seen to it.

use super::work::{Made, Stop, Work};
use super::{JobKind, now};
use crate::blob::{BlobError, Sha256Hex};
use crate::domain::message::Message;
use crate::ops::By;
use crate::ops::deed::Deed;
use crate::store::audit::AuditRow;
use crate::store::{StoreError, blobs};

/// In how many days every file is looked at.
pub(super) const DAYS: u32 = 30;
/// Hashes that are asked for at once.
const BATCH: i64 = 500;
/// Where two hexadecimal digits end.
const BUCKETS: u32 = 256;

/// Reads a share through; which one stands in the job's detail.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let bad = |_fault| StoreError::Row { table: "job", value: work.job.detail.clone() };
    let share: u32 = work.job.detail.parse().map_err(bad)?;
    let (mut looked_at, mut damaged) = (0_usize, Vec::new());
    for bucket in (0..BUCKETS).filter(|bucket| bucket.checked_rem(DAYS) == Some(share)) {
        work.go_on(u64::from(bucket), u64::from(BUCKETS))?;
        let begins = format!("{bucket:02x}");
        let mut after = begins.clone();
        loop {
            let mut few = blobs::after(&mut *work.office.store.conn()?, &after, BATCH)?;
            few.retain(|file| file.sha256.starts_with(&begins));
            let Some(last) = few.last() else { break };
            after.clone_from(&last.sha256);
            for file in &few {
                damaged.extend(fault_of(work, &file.sha256)?);
            }
            looked_at = looked_at.saturating_add(few.len());
        }
    }
    tracing::info!(looked_at, damaged = damaged.len(), "files were read through");
    Ok(found(work, damaged))
}

/// The hash of a file that is not what it was.
fn fault_of(work: &Work<'_>, sha256: &str) -> Result<Option<String>, Stop> {
    work.check()?;
    let bad = |_fault| StoreError::Row { table: "blob", value: sha256.to_owned() };
    let hash: Sha256Hex = sha256.parse().map_err(bad)?;
    match work.office.blobs.verify(&hash) {
        Ok(()) => Ok(None),
        Err(fault @ (BlobError::Missing(_) | BlobError::Damaged(_))) => {
            tracing::error!(%fault, "a file is not what it was");
            Ok(Some(sha256.to_owned()))
        }
        Err(error) => Err(error.into()),
    }
}

fn found(work: &Work<'_>, damaged: Vec<String>) -> Made {
    let by = By { account: work.job.asked_by.clone(), at: now() };
    let row = |sha256: &String| -> AuditRow {
        let detail = format!("{} {}", JobKind::Hash.id(), work.job.subject);
        Deed { action: "file.damaged", county: None, subject: sha256, detail }.by(&by)
    };
    let fault = Message::new("job-damaged").with("count", damaged.len());
    let fault = fault.with("files", damaged.iter().take(10).cloned().collect::<Vec<_>>().join(" "));
    Made {
        audit: damaged.iter().map(row).collect(),
        fault: (!damaged.is_empty()).then_some(fault),
        ..Made::default()
    }
}
