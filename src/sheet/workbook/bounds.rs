//! A look at a workbook's parts before a parser unpacks them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::place::Place;
use super::super::problem::Problem;
use crate::domain::message::Message;

/// The most bytes that the parts of a workbook may have together, unpacked.
const MOST_BYTES: u64 = 100 << 20;

/// The most parts.
const MOST_PARTS: usize = 1_000;

/// Unpacks every part into nothing while counting, since sizes that a ZIP declares may lie.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    let problem = |id| Problem { place: Place::File, what: Message::new(id).with("limit", MOST_BYTES) };
    let unreadable = |cause: &dyn std::fmt::Display| {
        tracing::debug!(%cause, "not a workbook");
        problem("sheet-not-workbook")
    };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| unreadable(&cause))?;
    if zip.len() > MOST_PARTS {
        return Err(problem("sheet-workbook-large"));
    }
    let mut left = MOST_BYTES;
    for index in 0..zip.len() {
        let part = zip.by_index(index).map_err(|cause| unreadable(&cause))?;
        let read = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink());
        let read = read.map_err(|cause| unreadable(&cause))?;
        left = left.checked_sub(read).ok_or_else(|| problem("sheet-workbook-large"))?;
    }
    Ok(())
}
