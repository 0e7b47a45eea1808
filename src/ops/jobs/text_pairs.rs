//! Which texts of a round were copied from one another, worked out anew after something changed. All texts of the
//! round are looked at together, because how common a sentence is can only be seen from all of them.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::stale::{self, Pace, Stale};
use super::work::{Made, Stop, Work};
use super::{JobKind, now};
use crate::intake::FileKind;
use crate::ops::{Office, OpsError};
use crate::reading::likeness::{Alike, Collection};
use crate::store::text_pairs::{self, PairRow};
use crate::store::{self, Conn, StoreError};

/// What pairs come from besides texts: how texts are compared.
const BASIS: &str = concat!(env!("CARGO_PKG_VERSION"), " 1");
const PACE: Pace = Pace { settled: TimeDelta::seconds(10), between: TimeDelta::minutes(5) };
/// Texts that are read at once.
const BATCH: i64 = 100;
/// The most pairs of a round that are kept, and the most passages of one, the longest.
const MOST_PAIRS: usize = 20_000;
const MOST_PASSAGES: usize = 5;

/// What was worked out of a round.
#[derive(Debug)]
pub(in crate::ops) struct Pairs {
    round: String,
    /// How often what they come from had changed before they were worked out.
    counter: i64,
    pairs: Vec<PairRow>,
}

impl Pairs {
    /// Keeps them; call it in [`crate::store::write`].
    pub(in crate::ops) fn keep(&self, conn: &mut Conn) -> Result<(), StoreError> {
        // What keeping them touches is no reason to work them out again.
        let basis = |touched: i64| basis(self.counter.saturating_add(touched));
        text_pairs::replace(conn, (&self.round, now()), (&self.pairs, basis))
    }
}

fn basis(counter: i64) -> String {
    format!("{BASIS} {counter}")
}

/// Leaves a job for each round of which the pairs do not take account of all that has changed.
pub(super) fn ask_for_stale(office: &Office) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    let states: HashMap<String, (String, NaiveDateTime)> =
        text_pairs::states(conn)?.into_iter().map(|(round, basis, at)| (round, (basis, at))).collect();
    let mut stale = text_pairs::counters(conn)?;
    stale.retain(|(round, counter)| states.get(round).is_none_or(|(known, _)| *known != basis(*counter)));
    let stale = stale.into_iter().map(|(round, _)| {
        let worked_at = states.get(&round).map(|(_, at)| *at);
        Stale { subject: round, detail: String::new(), worked_at }
    });
    Ok(stale::ask(conn, (JobKind::TextPairs, &PACE), stale.collect())?)
}

/// Works them out.
pub(super) fn make(work: &Work<'_>) -> Result<Made, Stop> {
    let pairs = work_out(work.office, &work.job.subject, || work.check())?;
    Ok(Made { pairs: Some(pairs), ..Made::default() })
}

/// Works out the pairs of a round and keeps them, at once.
///
/// # Errors
/// When the database fails.
pub fn find_copied_texts(office: &Office, round: &str) -> Result<(), OpsError> {
    let pairs = work_out(office, round, || Ok::<_, OpsError>(()))?;
    Ok(store::write(&mut *office.store.conn()?, |conn| pairs.keep(conn))?)
}

fn work_out<E: From<OpsError>>(
    office: &Office,
    round: &str,
    go_on: impl Fn() -> Result<(), E>,
) -> Result<Pairs, E> {
    let conn = &mut *office.store.conn().map_err(OpsError::from)?;
    let counters = text_pairs::counters(conn).map_err(OpsError::from)?;
    let counter = counters.into_iter().find(|(known, _)| known == round).map_or(0, |(_, counter)| counter);
    let tables = [FileKind::Xlsx.media_type()];
    let (mut collection, mut hashes) = (Collection::default(), Vec::new());
    loop {
        go_on()?;
        let after = hashes.last().map(String::as_str).unwrap_or_default();
        let some = text_pairs::next_texts(conn, round, (after, &tables, BATCH)).map_err(OpsError::from)?;
        if some.is_empty() {
            break;
        }
        for (sha256, text) in some {
            collection.add(&text);
            hashes.push(sha256);
        }
    }
    if collection.left_out() > 0 {
        tracing::warn!(round, left_out = collection.left_out(), "too many texts to compare them all");
    }
    let rows =
        collection.alike().into_iter().take(MOST_PAIRS).filter_map(|alike| row(round, &hashes, &alike));
    Ok(Pairs { round: round.to_owned(), counter, pairs: rows.collect() })
}

/// Texts come in the order of their hashes, so the first of a pair has the lesser.
fn row(round: &str, hashes: &[String], alike: &Alike) -> Option<PairRow> {
    let mut longest: Vec<_> = alike.passages.iter().collect();
    longest.sort_by_key(|passage| std::cmp::Reverse(passage.one.len()));
    longest.truncate(MOST_PASSAGES);
    longest.sort_by_key(|passage| passage.one.start);
    let places: Vec<[usize; 4]> = longest
        .into_iter()
        .map(|passage| [passage.one.start, passage.one.end, passage.other.start, passage.other.end])
        .collect();
    Some(PairRow {
        round: round.to_owned(),
        one: hashes.get(alike.one)?.clone(),
        other: hashes.get(alike.other)?.clone(),
        share: i64::from(alike.share),
        passages: serde_json::to_string(&places).ok()?,
    })
}
