//! What the city says of a county: points for items, rulings on vetoes and bonus items.

use super::deed::Deed;
use super::evidence::checked_reason;
use super::scores::RoundView;
use super::{By, Office, OpsError};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::store::reviews::{self, MarkRow, RulingRow};
use crate::store::{self, audit};

/// Points that an inspector gives an item of a county.
#[derive(Debug, Clone)]
pub struct Marking {
    /// The county's code.
    pub county: String,
    /// The phase.
    pub phase: Phase,
    /// Code of the item.
    pub item: String,
    /// The points, from zero to the item's full points.
    pub points: Points,
    /// Why.
    pub reason: String,
}

/// A decision on a veto or a bonus item of a county.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// The county's code.
    pub county: String,
    /// Code of the veto or bonus item.
    pub code: String,
    /// For a veto 1 when it stands and 0 when it does not; for a bonus item the units granted.
    pub units: i64,
    /// Why.
    pub reason: String,
}

/// Writes an inspector's points over the earlier ones of the same inspector.
///
/// # Errors
/// Refuses an unknown item, points below zero or above full, and an empty reason.
pub fn give_points(office: &Office, view: &RoundView, by: &By, marking: &Marking) -> Result<(), OpsError> {
    let standard = view.standard(marking.phase);
    let unknown = || OpsError::Refused(Message::new("facts-unknown-item").with("item", &marking.item));
    let full = standard.item(&marking.item).ok_or_else(unknown)?.points;
    if marking.points < Points::ZERO || marking.points > full {
        let fault = Message::new("mark-out-of-range").with("points", marking.points);
        return Err(OpsError::Refused(fault.with("full", full.to_string()).with("item", &marking.item)));
    }
    let row = MarkRow {
        round: view.round.code.clone(),
        county: marking.county.clone(),
        phase: marking.phase.id().to_owned(),
        item: marking.item.clone(),
        inspector: by.account.clone(),
        points: marking.points.to_string(),
        reason: checked_reason(&marking.reason)?.to_owned(),
        given_at: by.at,
    };
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        reviews::write_mark(conn, &row)?;
        let detail = format!("{} {}", row.points, row.reason);
        let deed = Deed { action: "mark.give", county: Some(&row.county), subject: &row.item, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

/// Writes a ruling over the earlier one.
///
/// # Errors
/// Refuses an unknown code, units that can't be, and an empty reason.
pub fn rule(office: &Office, view: &RoundView, by: &By, ruling: &Ruling) -> Result<(), OpsError> {
    let row = RulingRow {
        round: view.round.code.clone(),
        county: ruling.county.clone(),
        code: ruling.code.clone(),
        kind: kind(view, ruling)?.to_owned(),
        units: ruling.units,
        reason: checked_reason(&ruling.reason)?.to_owned(),
        given_by: by.account.clone(),
        given_at: by.at,
    };
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        reviews::write_ruling(conn, &row)?;
        let detail = format!("{} {}", row.units, row.reason);
        let deed = Deed { action: "ruling.give", county: Some(&row.county), subject: &row.code, detail };
        Ok(audit::insert(conn, &deed.by(by))?)
    })
}

/// `veto` or `bonus`, when the sheet has the code and the units can be.
fn kind(view: &RoundView, ruling: &Ruling) -> Result<&'static str, OpsError> {
    let standard = view.standard(Phase::Final);
    let veto = standard.vetoes.iter().any(|veto| veto.code == ruling.code);
    let bonus = standard.bonuses.iter().any(|bonus| bonus.code == ruling.code);
    let most = if veto { 1 } else { MAX_UNITS };
    if !veto && !bonus {
        return Err(OpsError::Refused(Message::new("ruling-unknown-code").with("code", &ruling.code)));
    }
    if !(0..=most).contains(&ruling.units) {
        let fault = Message::new("ruling-bad-units").with("units", ruling.units).with("most", most);
        return Err(OpsError::Refused(fault.with("code", &ruling.code)));
    }
    Ok(if veto { "veto" } else { "bonus" })
}

/// The most units that are granted of a bonus item; its cap bounds the points.
const MAX_UNITS: i64 = 1_000;
