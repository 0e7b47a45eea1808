//! Working out what is found in a county, and keeping it.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::scene::Scene;
use super::stakes::Stakes;
use super::{CHECKS, MOST_COUNTIES};
use crate::blob::Sha256Hex;
use crate::domain::finding::{Beyond, Finding, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::ops::scores::{self, RoundView};
use crate::ops::{Office, OpsError};
use crate::store::finding_states::{self, StateRow};
use crate::store::findings::{self, FindingRow, PieceRow};
use crate::store::{self, Conn, StoreError, changes};

/// What findings come from besides rows: the program's release.
pub(in crate::ops) const BASIS: &str = env!("CARGO_PKG_VERSION");
/// The most findings of a county that are kept, the gravest of them.
const MOST: usize = 5_000;
/// The most places of a finding that are kept and shown; what it says counts all of them.
const MOST_SPOTS: usize = 40;
/// Hexadecimal digits of a key.
const KEY: usize = 32;

/// What is kept of a finding beside its columns.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Body {
    pub(super) message: Message,
    pub(super) spots: Vec<Spot>,
    pub(super) parts: Vec<ItemYear>,
}

/// What was found in a county, and what that takes account of.
#[derive(Debug)]
pub(in crate::ops) struct Worked {
    found: Vec<(FindingRow, Vec<PieceRow>)>,
    state: StateRow,
}

impl Worked {
    /// Keeps it; call it in [`crate::store::write`].
    pub(in crate::ops) fn keep(&self, conn: &mut Conn) -> Result<(), StoreError> {
        for county in self.concerned(conn)? {
            finding_states::touch(conn, (&self.state.round, &county))?;
        }
        findings::replace(conn, (&self.state.round, &self.state.county), &self.found)?;
        finding_states::worked(conn, &self.state)
    }
}

impl Worked {
    /// The other counties of which something was found that was not before, or not any more: what they have to
    /// do with this one changes, too.
    fn concerned(&self, conn: &mut Conn) -> Result<BTreeSet<String>, StoreError> {
        let mut before = findings::beyond(conn, (&self.state.round, &self.state.county))?;
        let mut changed: Vec<String> = Vec::new();
        for (row, _) in self.found.iter().filter(|(row, _)| !row.beyond.is_empty()) {
            match before.remove(&row.key) {
                Some(known) if known == row.beyond => {}
                known => changed.extend(known.into_iter().chain([row.beyond.clone()])),
            }
        }
        changed.extend(before.into_values());
        let counties = |text: &String| serde_json::from_str::<Vec<Beyond>>(text).unwrap_or_default();
        Ok(changed.iter().flat_map(counties).map(|beyond| beyond.county).collect())
    }
}

/// Works out what is found in a county and keeps it, at once.
///
/// # Errors
/// When the county does not take part, the database fails or a row can't be read.
pub fn refresh(
    office: &Office,
    view: &RoundView,
    (county, now): (&str, NaiveDateTime),
) -> Result<(), OpsError> {
    let worked = work_out(office, view, (county, now), || Ok::<_, OpsError>(()))?;
    Ok(store::write(&mut *office.store.conn()?, |conn| worked.keep(conn))?)
}

/// Works out what is found in a county; between two checks it asks whether to go on. The numbers of changes are read
/// first: what changes meanwhile makes it work again.
pub(in crate::ops) fn work_out<E: From<OpsError>>(
    office: &Office,
    view: &RoundView,
    (county, now): (&str, NaiveDateTime),
    go_on: impl Fn() -> Result<(), E>,
) -> Result<Worked, E> {
    let conn = &mut *office.store.conn().map_err(OpsError::from)?;
    let state = begin(conn, (&view.round.code, county), now).map_err(OpsError::from)?;
    let row = view.county(county)?;
    let scene = Scene::load(conn, view, row)?;
    let mut all = Vec::new();
    for check in CHECKS {
        go_on()?;
        all.extend(check(&scene, conn)?);
    }
    let material = scores::material(conn, view, county).map_err(OpsError::from)?;
    let score = material.score(view, row, Phase::Final).map_err(OpsError::from)?;
    let stakes = Stakes::of(&score, view.standard(Phase::Final));
    let rows: Result<Vec<_>, StoreError> =
        all.iter().map(|finding| row_of(finding, stakes.at(&finding.parts), &state)).collect();
    let mut found = rows.map_err(OpsError::from)?;
    found.sort_by(|(one, _), (other, _)| other.rank.cmp(&one.rank));
    found.dedup_by(|(one, _), (other, _)| one.key == other.key);
    found.truncate(MOST);
    Ok(Worked { found, state })
}

fn begin(conn: &mut Conn, place: (&str, &str), now: NaiveDateTime) -> Result<StateRow, StoreError> {
    let state = finding_states::of_county(conn, place)?;
    let counter = changes::of_county(conn, place)?;
    Ok(StateRow { counter, basis: BASIS.to_owned(), worked_at: Some(now), ..state })
}

fn row_of(
    finding: &Finding,
    points: Points,
    state: &StateRow,
) -> Result<(FindingRow, Vec<PieceRow>), StoreError> {
    let kind = finding.kind.id();
    let subject = [&state.round, &state.county, kind, &finding.about].join("\n");
    let key: String = Sha256Hex::of(subject.as_bytes()).as_str().chars().take(KEY).collect();
    let spots = finding.spots.iter().take(MOST_SPOTS).cloned().collect();
    let body = Body { message: finding.message.clone(), spots, parts: finding.parts.clone() };
    let beyond: Vec<&Beyond> = finding.beyond.iter().take(MOST_COUNTIES).collect();
    let beyond = if beyond.is_empty() { String::new() } else { text(&beyond)? };
    let row = FindingRow {
        rank: rank(finding.severity, points, &key),
        round: state.round.clone(),
        county: state.county.clone(),
        kind: kind.to_owned(),
        severity: finding.severity.id().to_owned(),
        points: points.to_string(),
        items: spaced(finding.parts.iter().map(|part| part.item.clone())),
        years: spaced(finding.parts.iter().filter_map(|part| part.year).map(|year| year.to_string())),
        body: text(&body)?,
        beyond,
        waved: false,
        found_at: state.worked_at.unwrap_or_default(),
        key,
    };
    let pieces = pieces_of(finding, &row.key);
    Ok((row, pieces))
}

fn pieces_of(finding: &Finding, key: &str) -> Vec<PieceRow> {
    let pieces: BTreeSet<&String> = finding.spots.iter().filter_map(|spot| spot.evidence.as_ref()).collect();
    let row = |id: &String| PieceRow { finding: key.to_owned(), evidence: id.clone() };
    pieces.into_iter().map(row).collect()
}

/// Words with a space before and behind each, so that one is found as a whole.
fn spaced(words: impl Iterator<Item = String>) -> String {
    let words: BTreeSet<String> = words.collect();
    words.into_iter().fold(" ".to_owned(), |text, word| text + &word + " ")
}

/// Severity, then points, then the key, so that no two are the same; of one length, so that text sorts as they do.
fn rank(severity: Severity, points: Points, key: &str) -> String {
    let weight = match severity {
        Severity::Serious => 2,
        Severity::Notice => 1,
        Severity::Hint => 0,
    };
    let parts = (points.decimal() * Decimal::from(10_000)).to_u64().unwrap_or_default().min(99_999_999);
    format!("{weight}{parts:08}{key}")
}

fn text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value)
        .map_err(|error| StoreError::Row { table: "finding", value: error.to_string() })
}
