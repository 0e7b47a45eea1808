//! The inspectors' queue: what waits for review in all counties, oldest first.

use super::Piece;
use super::find::pieces;
use crate::domain::proof::ReviewState;
use crate::ops::{Office, OpsError};
use crate::store::listing;

/// What waits.
#[derive(Debug, Clone)]
pub struct Queue {
    /// County codes with the number of pieces, for counties that have any.
    pub counts: Vec<(String, i64)>,
    /// The oldest pieces.
    pub pieces: Vec<Piece>,
}

/// The queue of a round: of one county, or of all.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn queue(office: &Office, (round, county): (&str, Option<&str>), limit: i64) -> Result<Queue, OpsError> {
    let conn = &mut *office.store.conn()?;
    let place = (round, ReviewState::Waiting.id());
    let counts = listing::counts_in_state(conn, place)?;
    let rows = listing::oldest_in_state(conn, place, county, limit)?;
    Ok(Queue { counts, pieces: pieces(conn, rows)? })
}
