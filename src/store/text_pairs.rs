//! Files of a round whose texts were copied from one another, by their SHA-256, and what that was worked out from.
//! It can be worked out anew at any time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::evidence::EvidenceRow;
use super::schema::{
    blob, county_change, evidence, evidence_file, file_text, finding_state, text_pair, text_pair_state,
};
use super::texts::MADE;
use super::{Conn, StoreError, finding_states};

/// Places of files in other counties that are read at once.
const MOST_ELSEWHERE: usize = 5_000;

/// A row of `text_pair`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Selectable, Insertable)]
#[diesel(table_name = text_pair)]
pub struct PairRow {
    /// The round's code.
    pub round: String,
    /// One file, whose hash is the lesser.
    pub one: String,
    /// The other.
    pub other: String,
    /// How much of the shorter text stands in the other, in hundredths.
    pub share: i64,
    /// The longest passages: a JSON array of begin and end in one, begin and end in the other, in characters.
    pub passages: String,
}

/// The pairs in which some files are, in two statements.
///
/// # Errors
/// When the database refuses.
pub fn of_files(conn: &mut Conn, (round, hashes): (&str, &[String])) -> Result<Vec<PairRow>, StoreError> {
    let of_round = text_pair::table.filter(text_pair::round.eq(round)).select(PairRow::as_select());
    let mut pairs: Vec<PairRow> = of_round.filter(text_pair::one.eq_any(hashes)).load(conn)?;
    pairs.extend(of_round.filter(text_pair::other.eq_any(hashes)).load::<PairRow>(conn)?);
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

/// Evidence of other counties that has one of some files in use: the hash and the evidence, by county. One piece of a
/// county for each file and the first `counties` counties that have it, as a paper may be in all of a nation; in two
/// statements.
///
/// # Errors
/// When the database refuses.
pub fn used_elsewhere(
    conn: &mut Conn,
    (round, county): (&str, &str),
    (hashes, counties): (&[String], usize),
) -> Result<Vec<(String, EvidenceRow)>, StoreError> {
    let used = evidence_file::table
        .inner_join(evidence::table)
        .filter(evidence_file::sha256.eq_any(hashes))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(evidence::round.eq(round))
        .filter(evidence::county.ne(county))
        .group_by((evidence_file::sha256, evidence::county))
        .order((evidence_file::sha256, evidence::county));
    let first = used.select((evidence_file::sha256, diesel::dsl::min(evidence::id)));
    let first: Vec<(String, Option<String>)> = first.load(conn)?;
    let of_file = first.chunk_by(|(one, _), (other, _)| one == other);
    let kept: Vec<&(String, Option<String>)> =
        of_file.flat_map(|some| some.iter().take(counties)).take(MOST_ELSEWHERE).collect();
    let ids: BTreeSet<&String> = kept.iter().filter_map(|(_, id)| id.as_ref()).collect();
    let rows = evidence::table.filter(evidence::id.eq_any(ids)).select(EvidenceRow::as_select());
    let rows: Vec<EvidenceRow> = rows.load(conn)?;
    let rows: BTreeMap<&str, &EvidenceRow> = rows.iter().map(|row| (row.id.as_str(), row)).collect();
    let of =
        |(hash, id): &(String, Option<String>)| Some((hash.clone(), (*rows.get(id.as_deref()?)?).clone()));
    Ok(kept.into_iter().filter_map(of).collect())
}

/// The next texts of a round after a hash that stood in a file as text and no table: hash and text.
///
/// # Errors
/// When the database refuses.
pub fn next_texts(
    conn: &mut Conn,
    round: &str,
    (after, tables, limit): (&str, &[&str], i64),
) -> Result<Vec<(String, String)>, StoreError> {
    let used = evidence_file::table
        .inner_join(evidence::table)
        .filter(evidence_file::sha256.eq(file_text::sha256))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(evidence::round.eq(round));
    let is_table =
        blob::table.filter(blob::sha256.eq(file_text::sha256)).filter(blob::media_type.eq_any(tables));
    let rows = file_text::table
        .filter(file_text::state.eq(MADE))
        .filter(file_text::sha256.gt(after))
        .filter(diesel::dsl::exists(used))
        .filter(diesel::dsl::not(diesel::dsl::exists(is_table)));
    Ok(rows.order(file_text::sha256).limit(limit).select((file_text::sha256, file_text::text)).load(conn)?)
}

/// How often what a round's pairs come from has changed, for each round with any evidence.
///
/// # Errors
/// When the database refuses.
pub fn counters(conn: &mut Conn) -> Result<Vec<(String, i64)>, StoreError> {
    let changes: Vec<(String, i64)> =
        county_change::table.select((county_change::round, county_change::counter)).load(conn)?;
    let touched: Vec<(String, i64)> =
        finding_state::table.select((finding_state::round, finding_state::touched)).load(conn)?;
    let mut sums = BTreeMap::new();
    for (round, count) in changes.into_iter().chain(touched) {
        let sum: &mut i64 = sums.entry(round).or_default();
        *sum = sum.saturating_add(count);
    }
    Ok(sums.into_iter().collect())
}

/// What each round's pairs take account of, and when they were worked out.
///
/// # Errors
/// When the database refuses.
pub fn states(conn: &mut Conn) -> Result<Vec<(String, String, NaiveDateTime)>, StoreError> {
    Ok(text_pair_state::table.load(conn)?)
}

/// Keeps the pairs of a round over the earlier ones; counties that have a file of which the pairs are others than
/// before are touched, so that what is found in them is worked out anew. `basis` is told how often that was.
///
/// # Errors
/// When the database refuses.
pub fn replace(
    conn: &mut Conn,
    (round, worked_at): (&str, NaiveDateTime),
    (pairs, basis): (&[PairRow], impl Fn(i64) -> String),
) -> Result<(), StoreError> {
    let of_round = text_pair::table.filter(text_pair::round.eq(round));
    let before: BTreeSet<PairRow> = of_round.select(PairRow::as_select()).load(conn)?.into_iter().collect();
    let after: BTreeSet<PairRow> = pairs.iter().cloned().collect();
    for pair in before.difference(&after) {
        diesel::delete(text_pair::table.find((round, &pair.one, &pair.other))).execute(conn)?;
    }
    for pair in after.difference(&before) {
        diesel::insert_into(text_pair::table).values(pair).execute(conn)?;
    }
    let counties = users(conn, (round, before.symmetric_difference(&after)))?;
    for county in &counties {
        finding_states::touch(conn, (round, county))?;
    }
    let touched = i64::try_from(counties.len()).unwrap_or_default();
    diesel::delete(text_pair_state::table.find(round)).execute(conn)?;
    let row = (
        text_pair_state::round.eq(round),
        text_pair_state::basis.eq(basis(touched)),
        text_pair_state::worked_at.eq(worked_at),
    );
    diesel::insert_into(text_pair_state::table).values(row).execute(conn)?;
    Ok(())
}

/// The counties of a round that have a file of one of the pairs in use.
fn users<'a>(
    conn: &mut Conn,
    (round, pairs): (&str, impl Iterator<Item = &'a PairRow>),
) -> Result<BTreeSet<String>, StoreError> {
    let hashes: Vec<&String> = pairs.flat_map(|pair| [&pair.one, &pair.other]).collect();
    let mut counties = BTreeSet::new();
    for some in hashes.chunks(500) {
        let used = evidence_file::table
            .inner_join(evidence::table)
            .filter(evidence_file::sha256.eq_any(some.iter().copied()))
            .filter(evidence::round.eq(round));
        counties.extend(used.select(evidence::county).distinct().load::<String>(conn)?);
    }
    Ok(counties)
}
