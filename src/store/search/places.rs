//! Where pieces are filed, by their numbers in the index, so that hits are narrowed without a look at other tables.
//! A piece stands under each of its items and years, and once a year under no item. It is kept beside the grams, so
//! that whoever files a piece elsewhere does not have to read what it says.

use diesel::prelude::*;

use crate::store::prepared::Prepared;
use crate::store::{Conn, StoreError};

/// The same on both databases. Items come before counties, since one item of all counties is asked for as well.
pub(super) const TABLES: &str = "
CREATE TABLE search_place (
    round TEXT NOT NULL, item TEXT NOT NULL, county TEXT NOT NULL, year BIGINT NOT NULL, piece BIGINT NOT NULL,
    PRIMARY KEY (round, item, county, year, piece)
);
CREATE INDEX search_place_of_piece ON search_place (piece);
CREATE TABLE search_state (version BIGINT NOT NULL);";

/// A place where pieces are filed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filed {
    /// The round's code.
    pub round: String,
    /// The county's code; none for all of the round.
    pub county: Option<String>,
    /// Code of the item; none for any.
    pub item: Option<String>,
    /// The year; none for any.
    pub year: Option<i64>,
}

impl Filed {
    /// The numbers of the pieces that are filed there, as a query in the words of both databases; whatever is not
    /// asked for still takes its value.
    pub(super) fn query(&self, [round, item, county, year]: [&str; 4]) -> String {
        let asked = |is_asked: bool, column: &str, value: &str| {
            if is_asked { format!("{column} = {value}") } else { format!("{value} IS NOT NULL") }
        };
        format!(
            "SELECT piece FROM search_place WHERE round = {round} AND item = {item} AND {} AND {}",
            asked(self.county.is_some(), "county", county),
            asked(self.year.is_some(), "year", year)
        )
    }
}

/// Keeps where a piece is filed now; one that is not in the index yet gets it when it is taken in.
///
/// # Errors
/// When the database refuses.
pub fn refresh(conn: &mut Conn, evidence: &str) -> Result<(), StoreError> {
    let removed = "DELETE FROM search_place WHERE piece = (SELECT id FROM search_piece WHERE evidence = ?)";
    Prepared::new(removed).text(evidence).execute(conn)?;
    add(conn, evidence)
}

/// Keeps where a piece is filed that was not in the index before. Under no item it stands once a year, of however many
/// items.
pub(super) fn add(conn: &mut Conn, evidence: &str) -> Result<(), StoreError> {
    let added = "INSERT INTO search_place (round, item, county, year, piece) \
                 SELECT l.round, l.item, l.county, l.year, p.id FROM evidence_link l \
                 JOIN search_piece p ON p.evidence = l.evidence WHERE l.evidence = ? UNION ALL \
                 SELECT l.round, '', l.county, l.year, p.id FROM evidence_link l \
                 JOIN search_piece p ON p.evidence = l.evidence WHERE l.evidence = ? ON CONFLICT DO NOTHING";
    Prepared::new(added).text(evidence).text(evidence).execute(conn)?;
    Ok(())
}
