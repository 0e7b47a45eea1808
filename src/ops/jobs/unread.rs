//! Files that were there before anybody read them, or that better readers may read again: each is asked for. And what
//! the index of searches misses.

use super::work::{Made, Stop, Work};
use super::{now, text};
use crate::intake::{FileKind, TEXT_VERSION, has_text};
use crate::ops::{By, search};
use crate::store::{self, texts};

/// Files that are asked for in one transaction.
const BATCH: i64 = 200;

/// Asks for all of them.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let by = By { account: work.job.asked_by.clone(), at: now() };
    let types: Vec<&str> =
        FileKind::ALL.into_iter().filter(|kind| has_text(*kind)).map(FileKind::media_type).collect();
    search::index_missing(work.office, || !work.watch.is_over())?;
    let mut after = String::new();
    loop {
        work.check()?;
        let conn = &mut *work.office.store.conn()?;
        let few = texts::unread(conn, (&types, TEXT_VERSION), (&after, BATCH))?;
        let Some((last, _)) = few.last() else { return Ok(Made::default()) };
        after.clone_from(last);
        store::write(conn, |conn| text::ask(conn, &by, few.clone()))?;
        work.office.bell.ring();
    }
}
