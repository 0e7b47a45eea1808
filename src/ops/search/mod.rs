//! Search over titles, catalogue fields, file names and what files say, in whatever script and words it was written.
//!
//! Whose a piece is, and of what kind, stands in the index like any other gram, so what is another's is neither found
//! nor counted.

mod grams;
mod looking;
mod passage;
mod proof;

pub use looking::find;
pub use passage::{Part, Passage};

use std::borrow::Cow;

use super::evidence::Piece;
use super::{Office, OpsError};
use crate::store::evidence::{self, EvidenceRow, FileRow};
use crate::store::search::{self, Amiss};
use crate::store::texts::{self, FileTextRow};
use crate::store::{self, Conn, StoreError};
use grams::Grams;

/// Texts that are in memory at once while a piece is taken into the index.
const AT_ONCE: usize = 8;
/// Pieces that are taken into the index in one transaction.
const PIECES: i64 = 50;
/// Pieces that something is amiss with which are asked for at once.
const AT_A_LOOK: i64 = 1_000;

/// What the asker may see.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'a> {
    /// One county.
    County(&'a str),
    /// All counties of the round.
    Round,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Words; those between spaces may stand anywhere, each as it is.
    pub question: String,
    /// Filed under this item.
    pub item: Option<String>,
    /// Filed under this year.
    pub year: Option<i64>,
    /// Of this kind.
    pub kind: Option<String>,
    /// What the page before gave to go on after.
    pub after: Option<i64>,
    /// How many at the most.
    pub limit: i64,
}

/// A page of hits, newest first.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub count: i64,
    /// Whether there may be fewer: what is asked is longer than what the index holds, and those that it gives are too
    /// many, or too long, to look at each.
    pub at_most: bool,
    /// What to go on after, when there are more.
    pub next: Option<i64>,
}

/// A piece that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The piece.
    pub piece: Piece,
    /// Its title, with what was looked for.
    pub title: Vec<Part>,
    /// Where a file of it says so, if one does.
    pub passage: Option<Passage>,
}

/// What the index is asked for words in a list of a county's evidence; nothing when there is no letter or digit in them.
pub(super) fn in_list(place: (&str, &str), question: &str) -> Option<Vec<String>> {
    let mut grams = grams::of_question(question);
    if grams.is_empty() {
        return None;
    }
    grams.push(grams::of_county(place));
    Some(grams)
}

/// Leaves out the rows of such a list that have parts of the words but not the words.
pub(super) fn that_say(
    conn: &mut Conn,
    mut rows: Vec<EvidenceRow>,
    question: &str,
) -> Result<Vec<EvidenceRow>, StoreError> {
    let needles = grams::needles(question);
    if !grams::are_whole(&needles) {
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let proven = proof::of(conn, &ids, &needles)?;
        rows.retain(|row| !proven.without.contains(&row.id));
    }
    Ok(rows)
}

/// What the index holds of a piece besides what its files say. It asks no database, so it can be made ready before the
/// turn to write.
pub(super) fn grams_of(row: &EvidenceRow) -> Grams {
    let mut grams = Grams::default();
    for whose in [grams::of_county((&row.round, &row.county)), grams::of_round(&row.round)] {
        grams.mark(grams::of_kind(&whose, &row.kind));
        grams.mark(whose);
    }
    grams.add_typed(&row.search);
    grams
}

/// Takes a piece into the index as it stands, in the transaction that changes it, with what [`grams_of`] gives.
pub(super) fn index(
    conn: &mut Conn,
    (id, grams): (&str, &Grams),
    files: &[FileRow],
) -> Result<(), StoreError> {
    let mut hashes: Vec<String> = files.iter().map(|file| file.sha256.clone()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut grams = Cow::Borrowed(grams);
    for few in hashes.chunks(AT_ONCE) {
        for text in texts::some(conn, few)? {
            grams.to_mut().add(&text);
        }
    }
    search::put(conn, id, &grams.joined())
}

/// Takes the pieces into the index again that use a file whose text has become known.
pub(super) fn index_users(conn: &mut Conn, text: &FileTextRow) -> Result<(), StoreError> {
    let users = evidence::using(conn, &text.sha256)?;
    index_some(conn, &users)
}

fn index_some(conn: &mut Conn, ids: &[String]) -> Result<(), StoreError> {
    let files = evidence::files_of(conn, ids)?;
    // Who comes into the index later counts as newer.
    for row in evidence::some(conn, ids)?.into_iter().rev() {
        let own = files.iter().filter(|(file, _)| file.evidence == row.id);
        let own: Vec<FileRow> = own.map(|(file, _)| file.clone()).collect();
        index(conn, (&row.id, &grams_of(&row)), &own)?;
    }
    Ok(())
}

/// Takes into the index what is not in it: of an office that was there before the index, or came without it. Gives how
/// many pieces; `go_on` is asked between transactions, hearing how many there are so far.
///
/// # Errors
/// When the database fails.
pub fn index_missing(office: &Office, mut go_on: impl FnMut(usize) -> bool) -> Result<usize, OpsError> {
    let (mut count, mut after) = (0_usize, String::new());
    while go_on(count) {
        let conn = &mut *office.store.conn()?;
        let few = search::missing(conn, &after, PIECES)?;
        let Some(last) = few.last() else {
            if !search::is_complete(conn)? {
                store::write(conn, search::set_complete)?;
            }
            break;
        };
        after.clone_from(last);
        store::write(conn, |conn| index_some(conn, &few))?;
        count = count.saturating_add(few.len());
    }
    Ok(count)
}

/// Empties the index.
///
/// # Errors
/// When the database fails.
pub fn forget(office: &Office) -> Result<(), OpsError> {
    Ok(search::clear(&mut *office.store.conn()?)?)
}

/// Takes out of the index what it has of pieces that are not there. Gives how many.
///
/// # Errors
/// When the database fails.
pub fn remove_leftovers(office: &Office) -> Result<usize, OpsError> {
    mend(office, Amiss::Leftover, search::remove_leftovers)
}

/// Has pieces that were filed elsewhere than the index knows in their places again. Gives how many.
///
/// # Errors
/// When the database fails.
pub fn place_again(office: &Office) -> Result<usize, OpsError> {
    mend(office, Amiss::Misplaced, |conn, few| few.iter().try_for_each(|id| search::refresh(conn, id)))
}

fn mend(
    office: &Office,
    what: Amiss,
    mended: impl Fn(&mut Conn, &[String]) -> Result<(), StoreError>,
) -> Result<usize, OpsError> {
    let (mut count, mut after) = (0_usize, String::new());
    loop {
        let conn = &mut *office.store.conn()?;
        let few = search::amiss(conn, what, (&after, PIECES))?;
        let Some(last) = few.last() else { return Ok(count) };
        after.clone_from(last);
        store::write(conn, |conn| mended(conn, &few))?;
        count = count.saturating_add(few.len());
    }
}

/// How many pieces something is amiss with in the index, and the first of them; a thousand are asked for at a time.
/// What an index misses that is still being made, by a server that starts, is not amiss.
///
/// # Errors
/// When the database fails.
pub(super) fn count_amiss(conn: &mut Conn, what: Amiss) -> Result<(usize, Option<String>), StoreError> {
    let (mut count, mut first, mut after) = (0_usize, None, String::new());
    if what == Amiss::Missing && !search::is_complete(conn)? {
        return Ok((count, first));
    }
    loop {
        let few = search::amiss(conn, what, (&after, AT_A_LOOK))?;
        let Some(last) = few.last() else { return Ok((count, first)) };
        after.clone_from(last);
        count = count.saturating_add(few.len());
        first = first.or_else(|| few.into_iter().next());
    }
}
