//! Where pieces are filed, by their numbers in the index, so that hits are narrowed without a look at other tables.
//! A piece stands under each of its items and years, and once a year under no item. It is kept beside the grams, so
//! that whoever files a piece elsewhere does not have to read what it says.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{NUMBER_OF, Number};
use crate::store::conn::all;
use crate::store::prepared::Prepared;
use crate::store::schema::evidence_link;
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
    let known = Prepared::new(NUMBER_OF).text(evidence).get_result::<Number>(conn).optional()?;
    known.map_or(Ok(()), |known| renew(conn, evidence, known.number))
}

/// Keeps where a piece is filed now over its earlier places.
pub(super) fn renew(conn: &mut Conn, evidence: &str, piece: i64) -> Result<(), StoreError> {
    Prepared::new("DELETE FROM search_place WHERE piece = ?").number(piece).execute(conn)?;
    add(conn, evidence, piece)
}

/// Keeps where a piece is filed that has no place yet. Each place by itself: a statement that adds several keeps what it
/// may have to take back, and has FTS5 write out what it gathers until the commit.
pub(super) fn add(conn: &mut Conn, evidence: &str, piece: i64) -> Result<(), StoreError> {
    let of = evidence_link::table.filter(evidence_link::evidence.eq(evidence));
    let links = (evidence_link::round, evidence_link::item, evidence_link::county, evidence_link::year);
    let links: Vec<(String, String, String, i64)> = all(conn, of.select(links))?;
    let each = links.iter().map(|(round, item, county, year)| (round, item.as_str(), county, *year));
    let in_all = links.iter().map(|(round, _, county, year)| (round, "", county, *year));
    let places: BTreeSet<_> = each.chain(in_all).collect();
    let kept = "INSERT INTO search_place (round, item, county, year, piece) VALUES (?, ?, ?, ?, ?)";
    for (round, item, county, year) in places {
        let place = Prepared::new(kept).text(round).text(item).text(county);
        place.number(year).number(piece).execute(conn)?;
    }
    Ok(())
}
