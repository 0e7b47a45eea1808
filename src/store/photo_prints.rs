//! What was read out of pictures, by their SHA-256: a print to find the same photo by, and what the camera wrote.
//! And the pairs of prints that show one photo, found once for all.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{blob, evidence, evidence_file, photo_pair, photo_print};
use super::{Conn, StoreError};

/// Hashes that one statement names.
const BATCH: usize = 1_000;

/// A row of `photo_print`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = photo_print, treat_none_as_default_value = false)]
pub struct PrintRow {
    /// The blob.
    pub sha256: String,
    /// The print in Base64; empty for a picture that is compared with none.
    pub print: String,
    /// Whether it was compared with all others that were there.
    pub compared: bool,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// Its media type.
    pub media_type: String,
    /// When it was shot, on the camera's own clock.
    pub shot_at: Option<NaiveDateTime>,
    /// Where, in degrees, such as `31.2304 121.4737`; empty where the camera did not say.
    pub place: String,
    /// The camera's maker and model, or nothing.
    pub camera: String,
    /// The program that wrote the file, or nothing.
    pub software: String,
    /// When it was read.
    pub made_at: NaiveDateTime,
    /// Whether it looks like a photo of a screen.
    pub screen: bool,
    /// By which readers; 0 did not look for screens.
    pub reader: i64,
}

/// What is asked of many rows: all but the print itself.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = photo_print)]
pub struct MarksRow {
    /// The blob.
    pub sha256: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// Its media type.
    pub media_type: String,
    /// When it was shot, on the camera's own clock.
    pub shot_at: Option<NaiveDateTime>,
    /// Where, in degrees, or nothing.
    pub place: String,
    /// The camera's maker and model, or nothing.
    pub camera: String,
    /// The program that wrote the file, or nothing.
    pub software: String,
    /// Whether it looks like a photo of a screen.
    pub screen: bool,
}

/// Keeps a row over the earlier one. A print that is the same was compared already if it was.
///
/// # Errors
/// When the database refuses.
pub fn write(conn: &mut Conn, row: &PrintRow) -> Result<(), StoreError> {
    let same = photo_print::table.find(&row.sha256).filter(photo_print::print.eq(&row.print));
    let compared: Option<bool> = same.select(photo_print::compared).first(conn).optional()?;
    let row = PrintRow { compared: row.compared || compared.unwrap_or_default(), ..row.clone() };
    diesel::delete(photo_print::table.find(&row.sha256)).execute(conn)?;
    diesel::insert_into(photo_print::table).values(&row).execute(conn)?;
    Ok(())
}

/// The next pictures after a hash that were not read by these readers yet.
///
/// # Errors
/// When the database refuses.
pub fn unread(conn: &mut Conn, reader: i64, (after, limit): (&str, i64)) -> Result<Vec<String>, StoreError> {
    let read = photo_print::table
        .filter(photo_print::sha256.eq(blob::sha256))
        .filter(photo_print::reader.ge(reader));
    let rows = blob::table
        .filter(blob::media_type.like("image/%"))
        .filter(blob::sha256.gt(after))
        .filter(diesel::dsl::not(diesel::dsl::exists(read)));
    Ok(rows.order(blob::sha256).limit(limit).select(blob::sha256).load(conn)?)
}

/// What the cameras wrote of some files.
///
/// # Errors
/// When the database refuses.
pub fn marks(conn: &mut Conn, hashes: &[String]) -> Result<Vec<MarksRow>, StoreError> {
    let mut all = Vec::new();
    for hashes in hashes.chunks(BATCH) {
        let rows = photo_print::table.filter(photo_print::sha256.eq_any(hashes));
        all.extend(rows.select(MarksRow::as_select()).load::<MarksRow>(conn)?);
    }
    Ok(all)
}

/// What the cameras wrote of all photos shot at some places, each as it is kept.
///
/// # Errors
/// When the database refuses.
pub fn marks_at(conn: &mut Conn, places: &[String]) -> Result<Vec<MarksRow>, StoreError> {
    let mut all = Vec::new();
    for places in places.chunks(BATCH) {
        let rows = photo_print::table.filter(photo_print::place.eq_any(places)).order(photo_print::sha256);
        all.extend(rows.select(MarksRow::as_select()).load::<MarksRow>(conn)?);
    }
    Ok(all)
}

/// Hashes and prints of pictures that were compared with all others, or of those that were not yet.
///
/// # Errors
/// When the database refuses.
pub fn prints(conn: &mut Conn, compared: bool) -> Result<Vec<(String, String)>, StoreError> {
    let rows =
        photo_print::table.filter(photo_print::compared.eq(compared)).filter(photo_print::print.ne(""));
    let rows = rows.order(photo_print::sha256).select((photo_print::sha256, photo_print::print));
    Ok(rows.load(conn)?)
}

/// Keeps pairs that were found, and that some prints were compared with all.
///
/// # Errors
/// When the database refuses.
pub fn keep_pairs(
    conn: &mut Conn,
    pairs: &[(String, String)],
    compared: &[String],
) -> Result<(), StoreError> {
    for (one, other) in pairs {
        diesel::delete(photo_pair::table.find((one, other))).execute(conn)?;
        let row = (photo_pair::one.eq(one), photo_pair::other.eq(other));
        diesel::insert_into(photo_pair::table).values(row).execute(conn)?;
    }
    for hashes in compared.chunks(BATCH) {
        let rows = photo_print::table.filter(photo_print::sha256.eq_any(hashes));
        diesel::update(rows).set(photo_print::compared.eq(true)).execute(conn)?;
    }
    Ok(())
}

/// The pairs that some files are in.
///
/// # Errors
/// When the database refuses.
pub fn pairs_of(conn: &mut Conn, hashes: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let mut all: Vec<(String, String)> = Vec::new();
    for hashes in hashes.chunks(BATCH) {
        let ones = photo_pair::table.filter(photo_pair::one.eq_any(hashes));
        all.extend(ones.select((photo_pair::one, photo_pair::other)).load::<(String, String)>(conn)?);
        let others = photo_pair::table.filter(photo_pair::other.eq_any(hashes));
        all.extend(others.select((photo_pair::one, photo_pair::other)).load::<(String, String)>(conn)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// A use of some bytes in a county.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Use {
    /// The county's code.
    pub county: String,
    /// The blob.
    pub sha256: String,
    /// Id of the evidence.
    pub evidence: String,
    /// Its title.
    pub title: String,
    /// The position of the file in it.
    pub position: i64,
}

/// Where some bytes are used in other counties of a round, earlier revisions aside; a statement for each thousand.
///
/// # Errors
/// When the database refuses.
pub fn uses_elsewhere(
    conn: &mut Conn,
    (round, county): (&str, &str),
    hashes: &[String],
) -> Result<Vec<Use>, StoreError> {
    let mut all = Vec::new();
    for hashes in hashes.chunks(BATCH) {
        let rows = evidence_file::table
            .inner_join(evidence::table)
            .filter(evidence_file::sha256.eq_any(hashes))
            .filter(evidence_file::revision.eq(evidence::revision))
            .filter(evidence::round.eq(round))
            .filter(evidence::county.ne(county))
            .order((evidence::county, evidence::id, evidence_file::position));
        let rows = rows.select((
            evidence::county,
            evidence_file::sha256,
            evidence::id,
            evidence::title,
            evidence_file::position,
        ));
        all.extend(rows.load::<Use>(conn)?);
    }
    Ok(all)
}
