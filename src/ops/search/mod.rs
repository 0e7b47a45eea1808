//! Search over titles, catalogue fields, file names and what files say, in whatever script and words it was written.
//!
//! Whose a piece is stands in the index like any other gram, so what is another's is neither found nor counted.

mod grams;
mod passage;

use std::collections::HashMap;

pub use passage::{Part, Passage};

use super::evidence::{Piece, pieces};
use super::{Office, OpsError};
use crate::store::evidence::{self, EvidenceRow, FileRow};
use crate::store::search::{self, Wanted};
use crate::store::texts::{self, FileTextRow};
use crate::store::{self, Conn, StoreError};
use grams::Grams;

/// Texts that are in memory at once while a piece is taken into the index.
const AT_ONCE: usize = 8;
/// Pieces that are taken into the index in one transaction.
const PIECES: i64 = 50;
/// The most hits of a page.
const MOST: i64 = 100;

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

/// Finds what somebody may see of a round. A question without a letter or digit finds nothing.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn find(office: &Office, (round, reach): (&str, Reach<'_>), asked: &Asked) -> Result<Found, OpsError> {
    let mut grams = grams::of_question(&asked.question);
    if grams.is_empty() {
        return Ok(Found::default());
    }
    grams.push(match reach {
        Reach::County(county) => grams::of_county((round, county)),
        Reach::Round => grams::of_round(round),
    });
    let limit = asked.limit.clamp(1, MOST);
    let wanted = Wanted {
        grams,
        item: asked.item.clone(),
        year: asked.year,
        kind: asked.kind.clone(),
        after: asked.after,
        limit: limit + 1,
    };
    let conn = &mut *office.store.conn()?;
    let (mut hits, count) = search::find(conn, &wanted)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = hits.len() > limit;
    hits.truncate(limit);
    let next = hits.last().filter(|_| more).map(|hit| hit.id);
    let ids: Vec<String> = hits.into_iter().map(|hit| hit.evidence).collect();
    Ok(Found { hits: shown(conn, &ids, &asked.question)?, count, next })
}

/// The pieces with these ids as hits, in this order.
fn shown(conn: &mut Conn, ids: &[String], question: &str) -> Result<Vec<Hit>, OpsError> {
    let needles = grams::needles(question);
    let rows = evidence::some(conn, ids)?;
    let mut pieces: HashMap<String, Piece> =
        pieces(conn, rows)?.into_iter().map(|piece| (piece.row.id.clone(), piece)).collect();
    let mut said: HashMap<String, Vec<(FileRow, texts::Beginning)>> = HashMap::new();
    for (file, text) in texts::beginnings(conn, ids)? {
        said.entry(file.evidence.clone()).or_default().push((file, text));
    }
    let hit = |id: &String| {
        let piece = pieces.remove(id)?;
        let said = said.remove(id).unwrap_or_default();
        let title = passage::marked(&piece.row.title, &needles);
        Some(Hit { passage: passage::of(&said, &needles), title, piece })
    };
    Ok(ids.iter().filter_map(hit).collect())
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

/// Takes a piece into the index as it stands, in the transaction that changes it.
pub(super) fn index(conn: &mut Conn, row: &EvidenceRow, files: &[FileRow]) -> Result<(), StoreError> {
    let mut grams = Grams::default();
    grams.mark(grams::of_county((&row.round, &row.county)));
    grams.mark(grams::of_round(&row.round));
    grams.add_typed(&row.search);
    let mut hashes: Vec<String> = files.iter().map(|file| file.sha256.clone()).collect();
    hashes.sort_unstable();
    hashes.dedup();
    for few in hashes.chunks(AT_ONCE) {
        for text in texts::some(conn, few)? {
            grams.add(&text);
        }
    }
    search::put(conn, &row.id, &grams.joined())
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
        index(conn, &row, &own)?;
    }
    Ok(())
}

/// Takes into the index what is not in it: of an office that was there before the index, or came without it. Gives how
/// many pieces; `go_on` is asked between transactions.
///
/// # Errors
/// When the database fails.
pub fn index_missing(office: &Office, mut go_on: impl FnMut() -> bool) -> Result<usize, OpsError> {
    let (mut count, mut after) = (0_usize, String::new());
    while go_on() {
        let conn = &mut *office.store.conn()?;
        let few = search::missing(conn, &after, PIECES)?;
        let Some(last) = few.last() else { break };
        after.clone_from(last);
        store::write(conn, |conn| index_some(conn, &few))?;
        count = count.saturating_add(few.len());
    }
    Ok(count)
}
