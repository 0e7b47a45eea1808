//! What was done to an item of a county, from the record: facts stated, evidence filed, changed and reviewed,
//! comments. What the city gave stands with its marks, not here.

use super::evidence::Piece;
use super::scores::RoundView;
use super::{Office, OpsError};
use crate::store::audit::{self, AuditRow};

/// What is told.
pub const ACTIONS: [&str; 8] = [
    "comment.add",
    "evidence.accepted",
    "evidence.file",
    "evidence.link",
    "evidence.revise",
    "evidence.sent_back",
    "evidence.unlink",
    "facts.state",
];
/// The most lines.
const MOST: i64 = 30;

/// The newest deeds about an item and the pieces that are filed under it, newest first.
///
/// # Errors
/// When the database fails.
pub fn of_item(
    office: &Office,
    view: &RoundView,
    (county, item): (&str, &str),
    pieces: &[Piece],
) -> Result<Vec<AuditRow>, OpsError> {
    let years = view.round.years.iter().map(|window| format!("{item}/{}", window.year));
    let subjects: Vec<String> =
        years.chain([item.to_owned()]).chain(pieces.iter().map(|piece| piece.row.id.clone())).collect();
    Ok(audit::about(&mut *office.store.conn()?, (county, &subjects), (&ACTIONS, MOST))?)
}
