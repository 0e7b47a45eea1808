//! All evidence of a county at once, for binding and freezing.

use diesel::prelude::*;
use serde::Serialize;

use super::evidence::{BlobRow, EvidenceRow, FileRow, LinkRow};
use super::schema::{blob, evidence, evidence_file, evidence_link};
use super::{Conn, StoreError};

/// All evidence of a county, oldest first: rows, links and the files that count, in three statements.
///
/// # Errors
/// When the database refuses.
pub fn of_county(conn: &mut Conn, (round, county): (&str, &str)) -> Result<Holdings, StoreError> {
    let own = || evidence::round.eq(round.to_owned()).and(evidence::county.eq(county.to_owned()));
    let rows = evidence::table.filter(own()).order(evidence::id).select(EvidenceRow::as_select());
    let links = evidence_link::table.inner_join(evidence::table).filter(own());
    let links = links.order((evidence_link::item, evidence_link::year, evidence::id));
    let files = evidence_file::table
        .inner_join(evidence::table)
        .inner_join(blob::table)
        .filter(own())
        .filter(evidence_file::revision.eq(evidence::revision))
        .order((evidence_file::evidence, evidence_file::position));
    Ok(Holdings {
        rows: rows.load(conn)?,
        links: links.select(LinkRow::as_select()).load(conn)?,
        files: files.select((FileRow::as_select(), BlobRow::as_select())).load(conn)?,
    })
}

/// All evidence of a county.
#[derive(Debug, Clone)]
pub struct Holdings {
    /// The pieces, oldest first.
    pub rows: Vec<EvidenceRow>,
    /// Where they are filed, by item, year and age.
    pub links: Vec<LinkRow>,
    /// The files that count, by piece and position.
    pub files: Vec<(FileRow, BlobRow)>,
}

/// A file that counts, where its evidence is filed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct LinkedFile {
    /// Code of the item or bonus item.
    pub item: String,
    /// The assessment year.
    pub year: i64,
    /// Id of the evidence.
    pub evidence: String,
    /// The revision that counts.
    pub revision: i64,
    /// The blob.
    pub sha256: String,
}

/// Every file that counts of a county, by item, year, evidence and position, in one statement.
///
/// # Errors
/// When the database refuses.
pub fn linked_files(conn: &mut Conn, round: &str, county: &str) -> Result<Vec<LinkedFile>, StoreError> {
    let rows = evidence::table
        .inner_join(evidence_link::table)
        .inner_join(evidence_file::table)
        .filter(evidence::round.eq(round))
        .filter(evidence::county.eq(county))
        .filter(evidence_file::revision.eq(evidence::revision))
        .select((
            evidence_link::item,
            evidence_link::year,
            evidence::id,
            evidence::revision,
            evidence_file::sha256,
        ));
    let order = (evidence_link::item, evidence_link::year, evidence::id, evidence_file::position);
    Ok(rows.order(order).load(conn)?)
}
