//! Single rows that the edge needs before it can call an operation.

use crate::domain::message::Message;
use crate::ops::evidence::Piece;
use crate::ops::{Office, OpsError};
use crate::store::facts::{self, FactRow};
use crate::store::reviews::{self, MarkRow, RulingRow};
use crate::store::rounds::{self, CountyRow};

/// The county with this code.
pub(super) fn county(office: &Office, code: &str) -> Result<Option<CountyRow>, OpsError> {
    Ok(rounds::find_county(&mut *office.store.conn()?, code)?)
}

/// What a county of a round states of an item, by year.
pub(super) fn facts_of_item(
    office: &Office,
    (round, county): (&str, &str),
    item: &str,
) -> Result<Vec<FactRow>, OpsError> {
    Ok(facts::of_item(&mut *office.store.conn()?, (round, county), item)?)
}

/// The counties of the newest round, in the order of lists.
pub(super) fn counties(office: &Office) -> Result<Vec<CountyRow>, OpsError> {
    let conn = &mut *office.store.conn()?;
    match rounds::find(conn, None)? {
        Some(round) => Ok(rounds::counties(conn, &round.city)?),
        None => Ok(Vec::new()),
    }
}

/// The county that evidence belongs to.
pub(super) fn county_of(office: &Office, piece: &Piece) -> Result<CountyRow, OpsError> {
    let unknown = || OpsError::NotFound(Message::new("county-unknown").with("code", &piece.row.county));
    county(office, &piece.row.county)?.ok_or_else(unknown)
}

/// What the city decided of vetoes and bonus items of a county.
pub(super) fn rulings(office: &Office, (round, county): (&str, &str)) -> Result<Vec<RulingRow>, OpsError> {
    Ok(reviews::rulings(&mut *office.store.conn()?, round, &[county.to_owned()])?)
}

/// The points that inspectors gave an item of a county.
pub(super) fn marks_of_item(
    office: &Office,
    (round, county): (&str, &str),
    item: &str,
) -> Result<Vec<MarkRow>, OpsError> {
    let mut rows = reviews::marks(&mut *office.store.conn()?, round, &[county.to_owned()])?;
    rows.retain(|row| row.item == item);
    Ok(rows)
}
