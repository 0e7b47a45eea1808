//! Reading what was found: pages, counts, what is about some evidence.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use serde::Deserialize;

use super::working::Body;
use crate::domain::finding::{Beyond, FindingKind, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::role::Role;
use crate::ops::{Office, OpsError};
use crate::store::findings::{self, FindingFilter, FindingRow, WavedRow};
use crate::store::{Conn, StoreError};

/// A finding with what became of it.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is known by, the same each time it is found.
    pub key: String,
    /// The county's code.
    pub county: String,
    /// What was found.
    pub kind: FindingKind,
    /// How much it weighs.
    pub severity: Severity,
    /// Points that may be lost by it.
    pub points: Points,
    /// What is wrong and why one can tell.
    pub message: Message,
    /// Where one can see it.
    pub spots: Vec<Spot>,
    /// The items and years that it is about.
    pub parts: Vec<ItemYear>,
    /// Where in other counties; always empty for those who read one county.
    pub beyond: Vec<Beyond>,
    /// When it was first found.
    pub found_at: NaiveDateTime,
    /// Who said that it is nothing, and why.
    pub waved: Option<Waved>,
}

/// That somebody waved a finding off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waved {
    /// Why.
    pub reason: String,
    /// Name of the account.
    pub account: String,
    /// When.
    pub at: NaiveDateTime,
}

/// Some findings.
#[derive(Debug, Clone)]
pub struct Page {
    /// The gravest first.
    pub found: Vec<Found>,
    /// Where it goes on, when there is more.
    pub next: Option<String>,
}

/// A page of findings, for somebody of a role: what is in other counties is for the city alone.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn list(office: &Office, (round, role): (&str, Role), filter: &FindingFilter) -> Result<Page, OpsError> {
    list_by(&mut *office.store.conn()?, (round, role), filter)
}

pub(in crate::ops) fn list_by(
    conn: &mut Conn,
    (round, role): (&str, Role),
    filter: &FindingFilter,
) -> Result<Page, OpsError> {
    let limit = filter.limit.clamp(1, 1_000);
    let asked = FindingFilter { limit: limit.saturating_add(1), ..filter.clone() };
    let mut rows = findings::page(conn, round, &asked)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| row.rank.clone());
    Ok(Page { found: told(conn, role, rows)?, next })
}

/// One finding of a county.
///
/// # Errors
/// When it is not found, or not any more; when the database fails.
pub fn one(office: &Office, role: Role, (key, place): (&str, (&str, &str))) -> Result<Found, OpsError> {
    let conn = &mut *office.store.conn()?;
    let row = known(conn, key, place)?;
    let unknown = || OpsError::NotFound(Message::new("finding-unknown").with("finding", key));
    told(conn, role, vec![row])?.pop().ok_or_else(unknown)
}

/// The row of a finding that is there.
pub(super) fn known(conn: &mut Conn, key: &str, place: (&str, &str)) -> Result<FindingRow, OpsError> {
    let unknown = || OpsError::NotFound(Message::new("finding-unknown").with("finding", key));
    findings::find(conn, key, place)?.ok_or_else(unknown)
}

/// How many findings of each severity, the gravest first, nobody in a county has waved off.
///
/// # Errors
/// When the database fails.
pub fn counts(office: &Office, (round, county): (&str, &str)) -> Result<[(Severity, i64); 3], OpsError> {
    let rows = findings::open_counts(&mut *office.store.conn()?, (round, county))?;
    let count = |severity: Severity| {
        let of = rows.iter().filter(|(known, _)| known == severity.id());
        of.map(|(_, count)| count).sum()
    };
    Ok(Severity::ALL.map(|severity| (severity, count(severity))))
}

/// How many findings of each county nobody has waved off, for counties that have any.
///
/// # Errors
/// When the database fails.
pub fn by_county(office: &Office, round: &str) -> Result<Vec<(String, i64)>, OpsError> {
    Ok(findings::open_by_county(&mut *office.store.conn()?, round)?)
}

/// The gravest open finding about each of some evidence that has any.
///
/// # Errors
/// When the database fails.
pub fn of_evidence(office: &Office, ids: &[String]) -> Result<HashMap<String, Severity>, OpsError> {
    let mut gravest: HashMap<String, Severity> = HashMap::new();
    for (id, severity) in findings::open_of_evidence(&mut *office.store.conn()?, ids)? {
        let Some(severity) = Severity::from_id(&severity) else { continue };
        let known = gravest.entry(id).or_insert(severity);
        *known = severity.min(*known);
    }
    Ok(gravest)
}

fn told(conn: &mut Conn, role: Role, rows: Vec<FindingRow>) -> Result<Vec<Found>, OpsError> {
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let mut waved = findings::waved(conn, &keys)?;
    let found = rows.iter().map(|row| found(row, (role, waved.remove(&row.key))));
    // A kind that another release knew is left out until its findings are worked out anew.
    Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn found(row: &FindingRow, (role, waved): (Role, Option<WavedRow>)) -> Result<Option<Found>, StoreError> {
    let (Some(kind), Some(severity)) = (FindingKind::from_id(&row.kind), Severity::from_id(&row.severity))
    else {
        return Ok(None);
    };
    let body: Body = read(&row.body)?;
    let for_city = role.of_city() && !row.beyond.is_empty();
    Ok(Some(Found {
        key: row.key.clone(),
        county: row.county.clone(),
        kind,
        severity,
        points: row.points.parse().map_err(|_fault| bad(&row.points))?,
        message: body.message,
        spots: body.spots,
        parts: body.parts,
        beyond: if for_city { read(&row.beyond)? } else { Vec::new() },
        found_at: row.found_at,
        waved: waved.map(|row| Waved { reason: row.reason, account: row.account, at: row.at }),
    }))
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_fault| bad(text))
}

fn bad(value: &str) -> StoreError {
    StoreError::Row { table: "finding", value: value.chars().take(100).collect() }
}
