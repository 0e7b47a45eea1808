//! One step for many pieces of evidence: all of them in one transaction, each with its audit row, and what they
//! were before is kept for a while, so that whoever did it can take it back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Place;
use super::change::{check_place, file_under, take_from};
use super::review::{Verdict, judged, write_verdict};
use crate::domain::message::Message;
use crate::domain::proof::ReviewState;
use crate::ops::scores::RoundView;
use crate::ops::{By, Office, OpsError};
use crate::store::evidence::{self, EvidenceRow};
use crate::store::undo::{self as kept, UndoRow};
use crate::store::{self, Conn, StoreError};

/// The most pieces of one step.
pub const MOST: usize = 500;

/// A piece as the person saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub id: String,
    /// Its revision.
    pub revision: i64,
}

/// What is done to all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Filed under one more item and year.
    Link(Place),
    /// Taken from an item and a year.
    Unlink(Place),
    /// Accepted or sent back.
    Judge(Verdict),
}

/// Whose step it is: those who file, or those who review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Where pieces are filed.
    Places,
    /// What the city says of them.
    Reviews,
}

/// What a step has done, as long as it can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// Its id.
    pub id: String,
    /// How many pieces it has changed.
    pub count: usize,
    /// Whose step it was.
    pub family: Family,
    /// Id of the message that says what it was, and what it was about.
    pub done: Message,
}

/// What was changed, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    became: Became,
    pieces: Vec<Before>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Became {
    Linked(Place),
    Unlinked(Place),
    Judged { state: ReviewState, reason: String },
}

/// A piece that was changed, with what was said of it before.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    id: String,
    revision: i64,
    state: String,
    reason: String,
}

/// Does a step to pieces of a county, all or none; gives the id under which it can be taken back, or nothing when
/// all of them were that way already.
///
/// # Errors
/// Refuses none or too many pieces, an unknown place, a bad reason, and a piece that somebody changed since it
/// was seen; when one of them is not the county's.
pub fn change_together(
    office: &Office,
    view: &RoundView,
    by: &By,
    (county, seen, step): (&str, &[Seen], &Step),
) -> Result<Option<String>, OpsError> {
    if seen.is_empty() {
        return Err(OpsError::Refused(Message::new("evidence-none-chosen")));
    }
    if seen.len() > MOST {
        let many = Message::new("evidence-many-chosen").with("count", seen.len());
        return Err(OpsError::Refused(many.with("limit", MOST)));
    }
    let became = became(view, step)?;
    let conn = &mut *office.store.conn()?;
    let id = Uuid::now_v7().to_string();
    store::write(conn, |conn| {
        let rows = as_seen(conn, county, seen)?;
        let mut changed = Vec::new();
        for row in &rows {
            if change(conn, by, (row, &became))? {
                changed.push(before(row));
            }
        }
        if changed.is_empty() {
            return Ok(None);
        }
        let kept = Kept { became: became.clone(), pieces: changed };
        kept::insert(conn, &undo_row(&id, by, (county, &kept))?)?;
        Ok(Some(id.clone()))
    })
}

fn became(view: &RoundView, step: &Step) -> Result<Became, OpsError> {
    match step {
        Step::Link(place) => {
            check_place(view, place)?;
            Ok(Became::Linked(place.clone()))
        }
        Step::Unlink(place) => Ok(Became::Unlinked(place.clone())),
        Step::Judge(verdict) => {
            let (state, reason) = judged(verdict)?;
            Ok(Became::Judged { state, reason: reason.to_owned() })
        }
    }
}

/// The rows of what was seen, if all of them are still as they were.
fn as_seen(conn: &mut Conn, county: &str, seen: &[Seen]) -> Result<Vec<EvidenceRow>, OpsError> {
    let ids: Vec<String> = seen.iter().map(|piece| piece.id.clone()).collect();
    let rows = evidence::find_some_of_county(conn, &ids, county)?;
    for piece in seen {
        let row = rows.iter().find(|row| row.id == piece.id);
        let row =
            row.ok_or_else(|| OpsError::NotFound(Message::new("evidence-unknown").with("id", &piece.id)))?;
        if row.revision != piece.revision {
            let fault = Message::new("evidence-changed-among").with("title", &row.title);
            return Err(OpsError::Refused(fault));
        }
    }
    Ok(rows)
}

/// Changes one piece; `false` when it was that way already.
fn change(conn: &mut Conn, by: &By, (row, became): (&EvidenceRow, &Became)) -> Result<bool, StoreError> {
    match became {
        Became::Linked(place) => file_under(conn, by, (row, place)),
        Became::Unlinked(place) => take_from(conn, by, (row, place)),
        Became::Judged { state, reason } => {
            let other = row.state != state.id() || row.reason != *reason;
            if other {
                write_verdict(conn, by, row, (*state, reason))?;
            }
            Ok(other)
        }
    }
}

fn before(row: &EvidenceRow) -> Before {
    Before {
        id: row.id.clone(),
        revision: row.revision,
        state: row.state.clone(),
        reason: row.reason.clone(),
    }
}

fn undo_row(id: &str, by: &By, (county, kept): (&str, &Kept)) -> Result<UndoRow, StoreError> {
    let bad = |_fault| StoreError::Row { table: "undo", value: id.to_owned() };
    Ok(UndoRow {
        id: id.to_owned(),
        county: county.to_owned(),
        account: by.account.clone(),
        done_at: by.at,
        body: serde_json::to_string(kept).map_err(bad)?,
    })
}

impl Became {
    fn family(&self) -> Family {
        match self {
            Self::Linked(_) | Self::Unlinked(_) => Family::Places,
            Self::Judged { .. } => Family::Reviews,
        }
    }

    fn done(&self) -> Message {
        let at = |id, place: &Place| {
            Message::new(id).with("item", &place.item).with("year", place.year.to_string())
        };
        match self {
            Self::Linked(place) => at("evidence-all-linked", place),
            Self::Unlinked(place) => at("evidence-all-unlinked", place),
            Self::Judged { state: ReviewState::SentBack, .. } => Message::new("evidence-all-sent-back"),
            Self::Judged { .. } => Message::new("evidence-all-accepted"),
        }
    }
}

/// What an account did in a county under this id, as long as it can be taken back.
///
/// # Errors
/// When the database fails or the row can't be read.
pub fn undoable(
    office: &Office,
    id: &str,
    (county, account): (&str, &str),
) -> Result<Option<Undoable>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let Some(row) = kept::find(conn, id, (county, account))? else { return Ok(None) };
    let kept = read(&row)?;
    let (count, family) = (kept.pieces.len(), kept.became.family());
    Ok(Some(Undoable { id: row.id, count, family, done: kept.became.done().with("count", count) }))
}

/// Takes a step back: the opposite to every piece that it changed, all or none. Gives how many they were.
///
/// # Errors
/// When there is no such step of this account, or not any more; refuses when somebody has changed or judged one
/// of the pieces since.
pub fn undo(office: &Office, by: &By, (county, id, family): (&str, &str, Family)) -> Result<usize, OpsError> {
    let gone = || OpsError::NotFound(Message::new("evidence-undo-gone"));
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let row = kept::find(conn, id, (county, &by.account))?.ok_or_else(gone)?;
        let Kept { became, pieces } = read(&row)?;
        if became.family() != family {
            return Err(gone());
        }
        let seen: Vec<Seen> =
            pieces.iter().map(|piece| Seen { id: piece.id.clone(), revision: piece.revision }).collect();
        let rows = as_seen(conn, county, &seen)?;
        for (row, was) in
            rows.iter().filter_map(|row| pieces.iter().find(|was| was.id == row.id).map(|was| (row, was)))
        {
            restore(conn, by, (row, was, &became))?;
        }
        kept::remove(conn, id)?;
        Ok(pieces.len())
    })
}

fn restore(
    conn: &mut Conn,
    by: &By,
    (row, was, became): (&EvidenceRow, &Before, &Became),
) -> Result<(), OpsError> {
    let stands = match became {
        Became::Linked(place) => take_from(conn, by, (row, place))?,
        Became::Unlinked(place) => file_under(conn, by, (row, place))?,
        Became::Judged { state, reason } => {
            let stands = row.state == state.id() && row.reason == *reason;
            if stands {
                let earlier = ReviewState::from_id(&was.state);
                let bad = || StoreError::Row { table: "undo", value: was.state.clone() };
                write_verdict(conn, by, row, (earlier.ok_or_else(bad)?, &was.reason))?;
            }
            stands
        }
    };
    if stands {
        return Ok(());
    }
    Err(OpsError::Refused(Message::new("evidence-changed-among").with("title", &row.title)))
}

fn read(row: &UndoRow) -> Result<Kept, StoreError> {
    let bad = |_fault| StoreError::Row { table: "undo", value: row.id.clone() };
    serde_json::from_str(&row.body).map_err(bad)
}
