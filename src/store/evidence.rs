//! Evidence: its row, its files by revision, and the items and years that it is filed under.

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::conn::{execute, one};
pub use super::listing::{Filter, OfYear, newest_filed, page};
use super::rounds::named;
use super::schema::{blob, evidence, evidence_file, evidence_link};
use super::{Conn, StoreError, changes, search};
use crate::domain::facts::Year;
use crate::domain::proof::ProofCount;

/// A row of `evidence`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = evidence, treat_none_as_default_value = false)]
pub struct EvidenceRow {
    /// UUIDv7, so that newer rows sort after older ones.
    pub id: String,
    /// The round's code.
    pub round: String,
    /// The county's code.
    pub county: String,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The day it speaks of, ISO 8601.
    pub day: Option<String>,
    /// The catalogue fields of its kind, a JSON object of strings.
    pub fields: String,
    /// `waiting`, `accepted` or `sent_back`.
    pub state: String,
    /// Why it was sent back.
    pub reason: String,
    /// The revision that counts.
    pub revision: i64,
    /// Title, file names and fields, in lower case, for search.
    pub search: String,
    /// Name of the account.
    pub added_by: String,
    /// When.
    pub added_at: NaiveDateTime,
}

/// A row of `evidence_file`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = evidence_file, treat_none_as_default_value = false)]
pub struct FileRow {
    /// Id of the evidence.
    pub evidence: String,
    /// The revision that it belongs to.
    pub revision: i64,
    /// Its place among the files, from 1.
    pub position: i64,
    /// Its original name.
    pub name: String,
    /// The blob.
    pub sha256: String,
}

/// A row of `blob`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = blob, treat_none_as_default_value = false)]
pub struct BlobRow {
    /// Its name.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// Media type, by content.
    pub media_type: String,
    /// When its bytes first came.
    pub added_at: NaiveDateTime,
}

/// A row of `evidence_link`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = evidence_link, treat_none_as_default_value = false)]
pub struct LinkRow {
    /// Id of the evidence.
    pub evidence: String,
    /// Code of the item or bonus item.
    pub item: String,
    /// The assessment year.
    pub year: i64,
    /// The round of the evidence, so that a county's links are found by themselves.
    pub round: String,
    /// The county of the evidence.
    pub county: String,
}

/// Keeps new evidence with its files and links.
///
/// # Errors
/// When the database refuses.
pub fn insert(
    conn: &mut Conn,
    row: &EvidenceRow,
    files: &[(FileRow, BlobRow)],
    links: &[LinkRow],
) -> Result<(), StoreError> {
    execute(conn, diesel::insert_into(evidence::table).values(row))?;
    insert_files(conn, files)?;
    for link in links {
        let values = (link, evidence_link::kind.eq(&row.kind), evidence_link::state.eq(&row.state));
        execute(conn, diesel::insert_into(evidence_link::table).values(values))?;
    }
    changes::bump(conn, &row.round, &row.county)
}

/// Keeps the files of a revision; a blob that is known already stays as it is.
///
/// # Errors
/// When the database refuses.
pub fn insert_files(conn: &mut Conn, files: &[(FileRow, BlobRow)]) -> Result<(), StoreError> {
    for (file, bytes) in files {
        let known = blob::table.find(&bytes.sha256).select(blob::size);
        if one::<_, i64>(conn, known)?.is_none() {
            execute(conn, diesel::insert_into(blob::table).values(bytes))?;
        }
        execute(conn, diesel::insert_into(evidence_file::table).values(file))?;
    }
    Ok(())
}

/// Files evidence under an item and a year; `false` when it was there already.
///
/// # Errors
/// When the database refuses.
pub fn insert_link(conn: &mut Conn, link: &LinkRow) -> Result<bool, StoreError> {
    let key = (link.evidence.as_str(), link.item.as_str(), link.year);
    let known = diesel::select(exists(evidence_link::table.find(key))).get_result::<bool>(conn)?;
    if !known {
        diesel::insert_into(evidence_link::table).values(link).execute(conn)?;
        follow(conn, &link.evidence)?;
        search::refresh(conn, &link.evidence)?;
        changes::bump(conn, &link.round, &link.county)?;
    }
    Ok(!known)
}

/// Takes evidence from an item and a year, without deleting it; `false` when it was not there.
///
/// # Errors
/// When the database refuses.
pub fn remove_link(conn: &mut Conn, link: &LinkRow) -> Result<bool, StoreError> {
    let key = (link.evidence.as_str(), link.item.as_str(), link.year);
    let removed = diesel::delete(evidence_link::table.find(key)).execute(conn)? == 1;
    if removed {
        search::refresh(conn, &link.evidence)?;
        changes::bump(conn, &link.round, &link.county)?;
    }
    Ok(removed)
}

/// The evidence with this id.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: &str) -> Result<Option<EvidenceRow>, StoreError> {
    Ok(evidence::table.find(id).select(EvidenceRow::as_select()).first(conn).optional()?)
}

/// The evidence with this id, when it is this county's. What is another's is found no more than what is not
/// there, so that both take equally long.
///
/// # Errors
/// When the database refuses.
pub fn find_of_county(conn: &mut Conn, id: &str, county: &str) -> Result<Option<EvidenceRow>, StoreError> {
    let own = evidence::table.find(id).filter(evidence::county.eq(county));
    Ok(own.select(EvidenceRow::as_select()).first(conn).optional()?)
}

/// Some evidence, newest first, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn some(conn: &mut Conn, ids: &[String]) -> Result<Vec<EvidenceRow>, StoreError> {
    let rows = evidence::table.filter(evidence::id.eq_any(ids)).order(evidence::id.desc());
    Ok(rows.select(EvidenceRow::as_select()).load(conn)?)
}

/// The evidence whose revision that counts has this file.
///
/// # Errors
/// When the database refuses.
pub fn using(conn: &mut Conn, sha256: &str) -> Result<Vec<String>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .filter(evidence_file::sha256.eq(sha256))
        .filter(evidence_file::revision.eq(evidence::revision));
    Ok(rows.select(evidence::id).distinct().load(conn)?)
}

/// Those of some evidence that are this county's, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn find_some_of_county(
    conn: &mut Conn,
    ids: &[String],
    county: &str,
) -> Result<Vec<EvidenceRow>, StoreError> {
    let own = evidence::table.filter(evidence::id.eq_any(ids)).filter(evidence::county.eq(county));
    Ok(own.order(evidence::id.desc()).select(EvidenceRow::as_select()).load(conn)?)
}

/// Writes all of a row over the earlier one, its round, county and origin aside.
///
/// # Errors
/// When the database refuses.
pub fn update(conn: &mut Conn, row: &EvidenceRow) -> Result<(), StoreError> {
    diesel::update(evidence::table.find(&row.id))
        .set((
            evidence::kind.eq(&row.kind),
            evidence::title.eq(&row.title),
            evidence::day.eq(&row.day),
            evidence::fields.eq(&row.fields),
            evidence::state.eq(&row.state),
            evidence::reason.eq(&row.reason),
            evidence::revision.eq(row.revision),
            evidence::search.eq(&row.search),
        ))
        .execute(conn)?;
    follow(conn, &row.id)?;
    changes::bump(conn, &row.round, &row.county)
}

/// Sets the state of review of a row.
///
/// # Errors
/// When the database refuses.
pub fn set_state(
    conn: &mut Conn,
    row: &EvidenceRow,
    (state, reason): (&str, &str),
) -> Result<(), StoreError> {
    diesel::update(evidence::table.find(&row.id))
        .set((evidence::state.eq(state), evidence::reason.eq(reason)))
        .execute(conn)?;
    follow(conn, &row.id)?;
    changes::bump(conn, &row.round, &row.county)
}

/// The links of evidence have its kind and state, so that what is proven is counted in one index.
fn follow(conn: &mut Conn, id: &str) -> Result<(), StoreError> {
    let row = evidence::table.find(id);
    let kind = row.select(evidence::kind).single_value().assume_not_null();
    let state = row.select(evidence::state).single_value().assume_not_null();
    diesel::update(evidence_link::table.filter(evidence_link::evidence.eq(id)))
        .set((evidence_link::kind.eq(kind), evidence_link::state.eq(state)))
        .execute(conn)?;
    Ok(())
}

/// Where some evidence is filed, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn links_of(conn: &mut Conn, ids: &[String]) -> Result<Vec<LinkRow>, StoreError> {
    let rows = evidence_link::table.filter(evidence_link::evidence.eq_any(ids));
    let rows = rows.order((evidence_link::evidence, evidence_link::item, evidence_link::year));
    Ok(rows.select(LinkRow::as_select()).load(conn)?)
}

/// The files that count of some evidence, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn files_of(conn: &mut Conn, ids: &[String]) -> Result<Vec<(FileRow, BlobRow)>, StoreError> {
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(blob::table)
        .filter(evidence_file::evidence.eq_any(ids))
        .filter(evidence_file::revision.eq(evidence::revision))
        .order((evidence_file::evidence, evidence_file::position));
    Ok(rows.select((FileRow::as_select(), BlobRow::as_select())).load(conn)?)
}

/// The file at a position of the revision that counts of a piece, in one statement; of any county, or of this one.
///
/// # Errors
/// When the database refuses.
pub fn find_file(
    conn: &mut Conn,
    (id, position): (&str, i64),
    county: Option<&str>,
) -> Result<Option<(FileRow, BlobRow)>, StoreError> {
    let statement = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(blob::table)
        .filter(evidence_file::evidence.eq(id))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(evidence_file::position.eq(position))
        .filter(evidence::county.eq(county.unwrap_or_default()).or(county.is_none().into_sql::<Bool>()))
        .select((evidence_file::all_columns, blob::all_columns));
    Ok(one(conn, statement)?)
}

/// A use of some bytes: their hash, the evidence and its title.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct UserOfBlob {
    /// The blob.
    pub sha256: String,
    /// Id of the evidence.
    pub evidence: String,
    /// Its title.
    pub title: String,
}

/// Where some bytes are used in a county, earlier revisions aside, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn users_of_blobs(
    conn: &mut Conn,
    place: (&str, &str),
    hashes: &[String],
) -> Result<Vec<UserOfBlob>, StoreError> {
    let (round, county) = place;
    if let [hash] = hashes {
        // Most uploads have one file, whose bytes are mostly new.
        let known = diesel::select(exists(evidence_file::table.filter(evidence_file::sha256.eq(hash))));
        if one(conn, known)? != Some(true) {
            return Ok(Vec::new());
        }
    }
    let rows = evidence_file::table
        .inner_join(evidence::table)
        .filter(evidence_file::sha256.eq_any(hashes))
        .filter(evidence_file::revision.eq(evidence::revision))
        .filter(evidence::round.eq(round))
        .filter(evidence::county.eq(county))
        .select((evidence_file::sha256, evidence::id, evidence::title));
    Ok(rows.distinct().order((evidence_file::sha256, evidence::id)).load(conn)?)
}

/// What the score needs to know of the evidence of some counties: county and count, in one statement.
///
/// # Errors
/// When the database refuses or a row can't be read.
pub fn proof_counts(
    conn: &mut Conn,
    round: &str,
    counties: &[String],
) -> Result<Vec<(String, ProofCount)>, StoreError> {
    let rows: Vec<(String, String, i64, String, String, i64)> = evidence_link::table
        .filter(evidence_link::round.eq(round))
        .filter(evidence_link::county.eq_any(counties))
        .group_by((
            evidence_link::county,
            evidence_link::item,
            evidence_link::year,
            evidence_link::kind,
            evidence_link::state,
        ))
        .select((
            evidence_link::county,
            evidence_link::item,
            evidence_link::year,
            evidence_link::kind,
            evidence_link::state,
            count_star(),
        ))
        .load(conn)?;
    rows.into_iter().map(proof_count).collect()
}

fn proof_count(row: (String, String, i64, String, String, i64)) -> Result<(String, ProofCount), StoreError> {
    let (county, item, year, kind, state, count) = row;
    let bad = |value: String| StoreError::Row { table: "evidence_link", value };
    let year = Year(i32::try_from(year).map_err(|_fault| bad(year.to_string()))?);
    let count = u32::try_from(count).map_err(|_fault| bad(count.to_string()))?;
    let state = named("evidence", &state)?;
    Ok((county, ProofCount { item, year, kind, state, count }))
}
