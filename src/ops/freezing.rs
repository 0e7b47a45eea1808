//! Freezing a result: kept with all that it came from, shown beside today's figures, never changed.

use serde::Serialize;

use super::deed::Deed;
use super::scores::{self, RoundView};
use super::{By, Office, OpsError};
use crate::blob::Sha256Hex;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::proof::ProofCount;
use crate::domain::round::Phase;
use crate::domain::score::{FactsOf, Granted, Mark};
use crate::store::holdings::{self, LinkedFile};
use crate::store::reviews::{self, FrozenRow};
use crate::store::{self, Conn, StoreError, audit};

/// Everything that a frozen result came from; its JSON is what the SHA-256 is of.
#[derive(Debug, Serialize)]
struct Inputs<'a> {
    standard: &'a str,
    version: &'a str,
    years: Vec<Year>,
    level: &'a str,
    facts: &'a [FactsOf],
    proofs: &'a [ProofCount],
    marks: &'a [Mark],
    granted: &'a [Granted],
    files: &'a [LinkedFile],
}

/// Freezes a county's result of a phase and gives the SHA-256 of its inputs.
///
/// # Errors
/// Refuses what is frozen already, a county that does not take part, and one that has nothing to
/// show for the phase.
pub fn freeze(office: &Office, by: &By, round: &str, county: (&str, Phase)) -> Result<String, OpsError> {
    let view = scores::round(office, Some(round))?;
    let (code, phase) = county;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        if reviews::frozen(conn, round, &[code.to_owned()])?.iter().any(|row| row.phase == phase.id()) {
            return Err(OpsError::Refused(Message::new("frozen-already").with("county", code)));
        }
        let row = frozen_row(conn, by, &view, county)?;
        reviews::insert_frozen(conn, &row)?;
        let action = format!("{}.freeze", phase.id());
        let deed = Deed { action: &action, county: Some(code), subject: round, detail: row.sha256.clone() };
        audit::insert(conn, &deed.by(by))?;
        Ok(row.sha256)
    })
}

fn frozen_row(
    conn: &mut Conn,
    by: &By,
    view: &RoundView,
    (code, phase): (&str, Phase),
) -> Result<FrozenRow, OpsError> {
    let county = view.county(code)?;
    let material = scores::material(conn, view, code)?;
    let nothing = || OpsError::Refused(Message::new("frozen-nothing").with("county", &county.name));
    let result = material.phase(view, county, phase)?.ok_or_else(nothing)?;
    let standard = view.standard(phase);
    let inputs = text(&Inputs {
        standard: &standard.id,
        version: &standard.version,
        years: view.round.years_of(phase),
        level: &county.level,
        facts: &material.facts,
        proofs: &material.proofs,
        marks: &material.marks(phase)?,
        granted: &material.granted(),
        files: &holdings::linked_files(conn, &view.round.code, code)?,
    })?;
    Ok(FrozenRow {
        round: view.round.code.clone(),
        county: code.to_owned(),
        phase: phase.id().to_owned(),
        result: text(&result)?,
        sha256: Sha256Hex::of(inputs.as_bytes()).into(),
        inputs,
        frozen_by: by.account.clone(),
        frozen_at: by.at,
    })
}

fn text(value: &impl Serialize) -> Result<String, StoreError> {
    let bad = |error: serde_json::Error| StoreError::Row { table: "frozen", value: error.to_string() };
    serde_json::to_string(value).map_err(bad)
}
