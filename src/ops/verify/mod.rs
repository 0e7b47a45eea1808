//! Checking an office: every file that a row names is there with its size and its bytes, no file is without a row,
//! the database is sound, the record of who did what holds, and the index of searches has what there is.

mod files;
mod finding;
mod share;
mod state;

use std::collections::BTreeMap;

pub use files::Counted;
pub use finding::Finding;
pub use share::Share;
pub use state::{State, begin};

use super::{Office, OpsError, record, search};
use crate::blob::Sha256Hex;
use crate::store::blobs;
use crate::store::search::Amiss;
use crate::store::{soundness, tables};
use files::Files;

/// What a check came to.
#[derive(Debug)]
pub struct Report {
    /// The part of the files that was checked.
    pub share: Share,
    /// The files that were read through.
    pub counted: Counted,
    /// Entries of the record.
    pub entries: i64,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Where files of the findings are used: evidence and the name there, by hash.
    pub users: BTreeMap<String, Vec<(String, String)>>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Checks all that the rows name, and the database; files of no row are no finding, and what is made again is not
/// looked at.
///
/// # Errors
/// When the database can't be asked at all.
pub fn run_without_leftovers(office: &Office) -> Result<Report, OpsError> {
    let mut files = Files::new(office, Share::ALL, None);
    while files.next_batch()?.is_some() {}
    report(office, Share::ALL, files)
}

/// Checks a share of the files, and the database. `told` hears how far it is, and may keep that.
///
/// # Errors
/// When the database can't be asked at all, or what `told` refuses.
pub fn run(
    office: &Office,
    begun: &State,
    mut told: impl FnMut(&Counted, Option<&Sha256Hex>) -> Result<(), OpsError>,
) -> Result<Report, OpsError> {
    let mut files = Files::new(office, begun.share, begun.after.clone());
    loop {
        let reached = files.next_batch()?;
        told(&files.counted, reached.as_ref())?;
        if reached.is_none() {
            break;
        }
    }
    files.orphans()?;
    let mut report = report(office, begun.share, files)?;
    report.findings.extend(check_index(office)?);
    Ok(report)
}

/// What is wrong with the index, a finding for each way in which it can be.
fn check_index(office: &Office) -> Result<Vec<Finding>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let mut findings = Vec::new();
    for what in [Amiss::Missing, Amiss::Leftover, Amiss::Misplaced] {
        let (pieces, first) = search::count_amiss(conn, what)?;
        findings.extend(first.map(|first| Finding::Index { what, pieces, first }));
    }
    Ok(findings)
}

fn report(office: &Office, share: Share, files: Files<'_>) -> Result<Report, OpsError> {
    let (counted, mut findings) = (files.counted, files.findings);
    findings.sort_by(|one, other| one.sha256().cmp(&other.sha256()));
    let entries = check_database(office, &mut findings)?;
    let users = users(office, &findings)?;
    Ok(Report { share, counted, entries, findings, users })
}

fn check_database(office: &Office, findings: &mut Vec<Finding>) -> Result<i64, OpsError> {
    let tables = tables::all()?;
    let conn = &mut *office.store.conn()?;
    findings.extend(soundness::integrity(conn, &tables)?.into_iter().map(Finding::Database));
    findings.extend(soundness::dangling(conn, &tables)?.into_iter().map(Finding::Dangling));
    match record::check(office, &[])? {
        Ok(end) => Ok(end.position),
        Err(broken) => {
            let before = broken.position.saturating_sub(1);
            findings.push(Finding::Record(broken));
            Ok(before)
        }
    }
}

fn users(office: &Office, findings: &[Finding]) -> Result<BTreeMap<String, Vec<(String, String)>>, OpsError> {
    let mut users: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let hashes: Vec<String> =
        findings.iter().filter_map(|one| one.sha256()).map(ToString::to_string).collect();
    for few in hashes.chunks(500) {
        for (sha256, evidence, name) in blobs::users(&mut *office.store.conn()?, few)? {
            users.entry(sha256).or_default().push((evidence, name));
        }
    }
    Ok(users)
}
