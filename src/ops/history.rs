//! What was done to an item of a county, from the record: facts stated, evidence filed, changed and reviewed,
//! comments. What the city gave stands with its marks, not here.

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

/// A deed about an item.
#[derive(Debug, Clone)]
pub struct Told {
    /// What was done.
    pub row: AuditRow,
    /// The title of the piece that it was done to.
    pub title: Option<String>,
}

/// The newest deeds about an item and the pieces that are filed under it, newest first.
///
/// # Errors
/// When the database fails.
pub fn of_item(
    office: &Office,
    view: &RoundView,
    (county, item): (&str, &str),
) -> Result<Vec<Told>, OpsError> {
    let years = view.round.years.iter().map(|window| format!("{item}/{}", window.year));
    let subjects: Vec<String> = years.chain([item.to_owned()]).collect();
    let place = (view.round.code.as_str(), county);
    let rows = audit::about(&mut *office.store.conn()?, (place, item, &subjects), (&ACTIONS, MOST))?;
    Ok(rows.into_iter().map(|(row, title)| Told { row, title }).collect())
}
