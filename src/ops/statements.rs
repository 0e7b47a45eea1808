//! Statements of facts: checked against the rule, written with optimistic locking and an audit row.

use super::deed::Deed;
use super::scores::RoundView;
use super::{By, Office, OpsError};
use crate::domain::facts::{Facts, Year};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::score::FactsOf;
use crate::store::facts::{self, FactRow};
use crate::store::{self, Conn, StoreError, audit};

/// Id of the refusal of facts that somebody else has changed since.
pub const CHANGED: &str = "facts-changed";

/// Facts that somebody states.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The county's code.
    pub county: String,
    /// Code of the item or bonus item.
    pub item: String,
    /// The assessment year.
    pub year: Year,
    /// What is stated.
    pub facts: Facts,
    /// The version that the person saw; 0 when there was none.
    pub seen: i64,
}

/// Writes facts and gives their new version.
///
/// # Errors
/// Refuses what the rule does not take, a year outside the round, an unknown item, and a version
/// that somebody else has changed since; nothing is written then.
pub fn state(office: &Office, view: &RoundView, by: &By, statement: &Statement) -> Result<i64, OpsError> {
    check(view, statement).map_err(OpsError::Refused)?;
    let conn = &mut *office.store.conn()?;
    let row = row(view, by, statement)?;
    if write(conn, by, &row)? { Ok(row.version) } else { Err(OpsError::Refused(Message::new(CHANGED))) }
}

/// The facts that a county states of an item in a year, with their version; none when nothing was stated.
///
/// # Errors
/// When the database fails or the row can't be read.
pub fn stated(
    office: &Office,
    (round, county): (&str, &str),
    (item, year): (&str, Year),
) -> Result<Option<(Facts, i64)>, OpsError> {
    let row = facts::find(&mut *office.store.conn()?, (round, county, item, i64::from(year.0)))?;
    let read = |row: FactRow| Ok::<_, StoreError>((FactsOf::try_from(&row)?.facts, row.version));
    Ok(row.map(read).transpose()?)
}

fn check(view: &RoundView, statement: &Statement) -> Result<(), Message> {
    if !view.round.has_year(statement.year) {
        return Err(view.round.year_outside(&statement.year.to_string()));
    }
    let standard = view.standard(Phase::Final);
    if !standard.has_code(&statement.item) {
        return Err(Message::new("facts-unknown-item").with("item", &statement.item));
    }
    let Some(item) = standard.item(&statement.item) else { return Ok(()) };
    let faults = item.rule.check(&statement.facts);
    if faults.is_empty() {
        return Ok(());
    }
    let refused = Message::new("facts-faults").with("item", &statement.item);
    Err(refused.with("year", statement.year.to_string()).with("faults", faults))
}

fn row(view: &RoundView, by: &By, statement: &Statement) -> Result<FactRow, StoreError> {
    let bad = |_fault| StoreError::Row { table: "fact", value: statement.item.clone() };
    Ok(FactRow {
        round: view.round.code.clone(),
        county: statement.county.clone(),
        item: statement.item.clone(),
        year: i64::from(statement.year.0),
        body: serde_json::to_string(&statement.facts).map_err(bad)?,
        version: statement.seen.saturating_add(1),
        changed_by: by.account.clone(),
        changed_at: by.at,
    })
}

fn write(conn: &mut Conn, by: &By, row: &FactRow) -> Result<bool, StoreError> {
    store::write(conn, |conn| {
        let written = facts::write(conn, row)?;
        if written {
            let subject = &format!("{}/{}", row.item, row.year);
            let detail = row.body.clone();
            let deed = Deed { action: "facts.state", county: Some(&row.county), subject, detail };
            audit::insert(conn, &deed.by(by))?;
        }
        Ok(written)
    })
}
