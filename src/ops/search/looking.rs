//! Looking something up: what the index gives for it, and whether that is so.

use std::collections::HashMap;

use super::proof::Proven;
use super::{Asked, Found, Hit, Reach, grams, passage, proof};
use crate::ops::evidence::{Piece, pieces};
use crate::ops::{Office, OpsError};
use crate::store::evidence::{self, FileRow};
use crate::store::search::{self, Filed, Wanted};
use crate::store::{Conn, texts};

/// The most hits of a page.
const MOST: i64 = 100;
/// What the index suggests is looked at as long as it is no more than this; so its number is right, too.
const ALL_LOOKED_AT: usize = 500;
/// Where it is more, so many are looked at for a page.
const LOOKED_AT: usize = 150;

/// Finds what somebody may see of a round. A question without a letter or digit finds nothing.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn find(office: &Office, (round, reach): (&str, Reach<'_>), asked: &Asked) -> Result<Found, OpsError> {
    let needles = grams::needles(&asked.question);
    if needles.is_empty() {
        return Ok(Found::default());
    }
    let wanted = wanted((round, reach), asked);
    let conn = &mut *office.store.conn()?;
    let known = if grams::are_whole(&needles) {
        as_known(conn, &wanted)?
    } else {
        looked_at(conn, &wanted, &needles)?
    };
    let Suggested { ids, count, at_most, next } = known;
    Ok(Found { hits: shown(conn, &ids, (&asked.question, &needles))?, count, at_most, next })
}

fn wanted((round, reach): (&str, Reach<'_>), asked: &Asked) -> Wanted {
    let (whose, county) = match reach {
        Reach::County(county) => (grams::of_county((round, county)), Some(county.to_owned())),
        Reach::Round => (grams::of_round(round), None),
    };
    let whose = match &asked.kind {
        Some(kind) => grams::of_kind(&whose, kind),
        None => whose,
    };
    let is_filed = asked.item.is_some() || asked.year.is_some();
    let filed = Filed { round: round.to_owned(), county, item: asked.item.clone(), year: asked.year };
    // The rarest first, after which the others are looked up.
    let grams = std::iter::once(whose).chain(grams::of_question(&asked.question));
    Wanted {
        grams: grams.collect(),
        filed: Some(filed).filter(|_| is_filed),
        after: asked.after,
        limit: asked.limit.clamp(1, MOST),
    }
}

/// Ids of a page, newest first.
struct Suggested {
    ids: Vec<String>,
    count: i64,
    at_most: bool,
    next: Option<i64>,
}

/// What the index gives, where that is what was asked.
fn as_known(conn: &mut Conn, wanted: &Wanted) -> Result<Suggested, OpsError> {
    let more = Wanted { limit: wanted.limit + 1, ..wanted.clone() };
    let (hits, count) = search::find(conn, &more)?;
    Ok(page(hits, wanted, (count, false)))
}

fn page(mut hits: Vec<search::Hit>, wanted: &Wanted, (count, at_most): (i64, bool)) -> Suggested {
    let limit = usize::try_from(wanted.limit).unwrap_or(usize::MAX);
    let more = hits.len() > limit;
    hits.truncate(limit);
    let next = hits.last().filter(|_| more).map(|hit| hit.id);
    Suggested { ids: hits.into_iter().map(|hit| hit.evidence).collect(), count, at_most, next }
}

/// What the index suggests and the pieces say, where the index knows parts of what was asked alone: two words may
/// stand in a paper without the one that begins with the first and ends with the second.
fn looked_at(conn: &mut Conn, wanted: &Wanted, needles: &[String]) -> Result<Suggested, OpsError> {
    let all = Wanted { after: None, limit: limit(ALL_LOOKED_AT), ..wanted.clone() };
    let (hits, count) = search::find(conn, &all)?;
    if hits.len() <= ALL_LOOKED_AT {
        let (hits, is_sure) = proven(conn, hits, needles)?;
        let count = i64::try_from(hits.len()).unwrap_or(i64::MAX);
        let from_here = hits.into_iter().filter(|hit| wanted.after.is_none_or(|after| hit.id < after));
        return Ok(page(from_here.collect(), wanted, (count, !is_sure)));
    }
    let some = Wanted { limit: limit(LOOKED_AT), ..wanted.clone() };
    let mut hits = if wanted.after.is_some() { search::find(conn, &some)?.0 } else { hits };
    let more = hits.len() > LOOKED_AT;
    hits.truncate(LOOKED_AT);
    let last = hits.last().map(|hit| hit.id);
    let (hits, _) = proven(conn, hits, needles)?;
    let page = page(hits, wanted, (count, true));
    // The page may not be full, and goes on all the same.
    Ok(Suggested { next: page.next.or(last.filter(|_| more)), ..page })
}

/// Hits without those that are none, and whether all that are left are some.
fn proven(
    conn: &mut Conn,
    mut hits: Vec<search::Hit>,
    needles: &[String],
) -> Result<(Vec<search::Hit>, bool), OpsError> {
    let ids: Vec<String> = hits.iter().map(|hit| hit.evidence.clone()).collect();
    let Proven { without, is_sure } = proof::of(conn, &ids, needles)?;
    hits.retain(|hit| !without.contains(&hit.evidence));
    Ok((hits, is_sure))
}

/// One more than are looked at tells whether there are more.
fn limit(looked_at: usize) -> i64 {
    i64::try_from(looked_at).unwrap_or(i64::MAX).saturating_add(1)
}

/// The pieces with these ids as hits, in this order.
fn shown(
    conn: &mut Conn,
    ids: &[String],
    (question, needles): (&str, &[String]),
) -> Result<Vec<Hit>, OpsError> {
    let rows = evidence::some(conn, ids)?;
    let mut pieces: HashMap<String, Piece> =
        pieces(conn, rows)?.into_iter().map(|piece| (piece.row.id.clone(), piece)).collect();
    let mut said: HashMap<String, Vec<(FileRow, texts::Stretch)>> = HashMap::new();
    // As it is folded, or as it was typed.
    let typed = question.split(|char: char| !char.is_alphanumeric()).find(|run| !run.is_empty());
    let words = [needles.first().map_or("", String::as_str), typed.unwrap_or_default()];
    for (file, text) in texts::stretches(conn, ids, words)? {
        said.entry(file.evidence.clone()).or_default().push((file, text));
    }
    let hit = |id: &String| {
        let piece = pieces.remove(id)?;
        let said = said.remove(id).unwrap_or_default();
        let title = passage::marked(&piece.row.title, needles);
        Some(Hit { passage: passage::of(&said, needles), title, piece })
    };
    Ok(ids.iter().filter_map(hit).collect())
}
