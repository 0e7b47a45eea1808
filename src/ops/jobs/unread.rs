//! Files that were there before anybody read them, or that better readers may read again: each is asked for. And what
//! the index of searches misses.

use super::scan::{NO_SCANNER, is_scanned};
use super::work::{Made, Stop, Work};
use super::{now, text, thumbnail};
use crate::intake::{FileKind, PHOTO_VERSION, TEXT_VERSION, has_text};
use crate::ops::{By, search};
use crate::store::{self, photo_prints, texts};

/// Files that are asked for in one transaction.
const BATCH: i64 = 200;

/// Asks for all of them.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let by = By { account: work.job.asked_by.clone(), at: now() };
    let scanner = work.office.scanner.is_some();
    let wanted = |kind: &FileKind| has_text(*kind) || scanner && is_scanned(*kind);
    let types: Vec<&str> = FileKind::ALL.into_iter().filter(wanted).map(FileKind::media_type).collect();
    if scanner {
        // Those that had to wait for it are looked at anew.
        store::write(&mut *work.office.store.conn()?, |conn| texts::forget(conn, NO_SCANNER))?;
    }
    search::index_missing(work.office, |_count| !work.watch.is_over())?;
    ask_for_prints(work, &by)?;
    let mut after = String::new();
    loop {
        work.check()?;
        let conn = &mut *work.office.store.conn()?;
        let few = texts::unread(conn, (&types, TEXT_VERSION), (&after, BATCH))?;
        let Some((last, _)) = few.last() else { return Ok(Made::default()) };
        after.clone_from(last);
        store::write(conn, |conn| text::ask(conn, &by, (few.clone(), scanner)))?;
        work.office.bell.ring();
    }
}

/// The same for pictures.
fn ask_for_prints(work: &Work<'_>, by: &By) -> Result<(), Stop> {
    let mut after = String::new();
    loop {
        work.check()?;
        let conn = &mut *work.office.store.conn()?;
        let few = photo_prints::unread(conn, PHOTO_VERSION, (&after, BATCH))?;
        let Some(last) = few.last() else { return Ok(()) };
        after.clone_from(last);
        store::write(conn, |conn| thumbnail::want_prints(conn, by, &few))?;
        work.office.bell.ring();
    }
}
