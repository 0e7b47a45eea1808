//! Which items the written reports of counties mention. Reports are what was filed as such (reports, summaries) and
//! says something; how they are read is `reading`'s.

use std::collections::HashMap;

use super::scores::RoundView;
use super::{Office, OpsError};
use crate::domain::lexicon::cues;
use crate::domain::message::Message;
use crate::domain::standard::{EvidenceKind, Item, Standard};
use crate::reading::coverage::Coverage;
use crate::reading::lexicon::Lexicon;
use crate::report::{AbsentItem, Written};
use crate::store::Conn;
use crate::store::written::{self, WrittenRow};

/// The most characters of a report; what is longer is a book.
pub const LONGEST: usize = 60_000;
/// Reports of a county that are read, the newest.
const OF_COUNTY: usize = 8;
/// The same, where all counties are shown.
pub const OF_EACH: usize = 3;
/// Files that are looked at before those are chosen.
const FILES: i64 = 2_000;

/// A report as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The county's code.
    pub county: String,
    /// Id of the evidence.
    pub evidence: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// The reports of a county, newest first.
///
/// # Errors
/// When the database fails.
pub fn of_county(office: &Office, view: &RoundView, county: &str) -> Result<Vec<Report>, OpsError> {
    read(&mut *office.store.conn()?, view, (&[county.to_owned()], OF_COUNTY))
}

/// The newest reports of each of some counties.
///
/// # Errors
/// When the database fails.
pub fn of_some(office: &Office, view: &RoundView, counties: &[String]) -> Result<Vec<Report>, OpsError> {
    read(&mut *office.store.conn()?, view, (counties, OF_EACH))
}

/// What a county's reports leave out; none where there are no reports.
///
/// # Errors
/// When the database fails.
pub(super) fn absent(
    conn: &mut Conn,
    view: &RoundView,
    (county, sheet): (&str, &Standard),
) -> Result<Option<Written>, OpsError> {
    let reports = read(conn, view, (&[county.to_owned()], OF_COUNTY))?;
    if reports.is_empty() {
        return Ok(None);
    }
    let lexicon = lexicon(sheet)?;
    let read: Vec<Coverage<'_>> = reports.iter().map(|report| Coverage::of(&report.text, &lexicon)).collect();
    let absent = |item: &usize| read.iter().all(|coverage| coverage.absent.contains(item));
    let items = sheet.items.iter().enumerate().filter(|(item, _)| absent(item));
    let line =
        |item: &Item| AbsentItem { code: item.code.clone(), name: item.name.clone(), points: item.points };
    Ok(Some(Written { reports: reports.len(), absent: items.map(|(_, item)| line(item)).collect() }))
}

/// The words of a sheet.
///
/// # Errors
/// When there are more than can be looked for at once.
pub fn lexicon(sheet: &Standard) -> Result<Lexicon, OpsError> {
    let words: Vec<_> = sheet.items.iter().map(cues).collect();
    Lexicon::of(&words).map_err(|cause| {
        tracing::error!(%cause, "the words of a sheet");
        OpsError::Refused(Message::new("cli-coverage-words"))
    })
}

fn read(
    conn: &mut Conn,
    view: &RoundView,
    (counties, most): (&[String], usize),
) -> Result<Vec<Report>, OpsError> {
    let kinds = kinds(view);
    let longest = i64::try_from(LONGEST).unwrap_or(i64::MAX);
    let rows = written::newest(conn, (&view.round.code, counties), &kinds, (longest, FILES))?;
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut few = |row: &WrittenRow| {
        let count = counts.entry(row.county.clone()).or_default();
        *count += 1;
        *count <= most
    };
    let rows: Vec<WrittenRow> = rows.into_iter().filter(|row| few(row)).collect();
    let hashes: Vec<String> = rows.iter().map(|row| row.sha256.clone()).collect();
    let texts: HashMap<String, String> = written::texts(conn, &hashes)?.into_iter().collect();
    let report = |row: WrittenRow| Report {
        text: texts.get(&row.sha256).cloned().unwrap_or_default(),
        county: row.county,
        evidence: row.evidence,
        title: row.title,
    };
    Ok(rows.into_iter().map(report).collect())
}

/// Ids of the kinds of evidence that are written reports, in the sheets of the round.
fn kinds(view: &RoundView) -> Vec<String> {
    let phases = crate::domain::round::Phase::ALL;
    let kinds = phases.iter().flat_map(|phase| &view.standard(*phase).kinds).filter(|kind| is_report(kind));
    let mut ids: Vec<String> = kinds.map(|kind| kind.id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn is_report(kind: &EvidenceKind) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| kind.label.contains(word));
    matches!(kind.id.as_str(), "report" | "summary")
        || (says(&["报告", "報告", "汇报", "彙報", "总结", "總結"])
            && !says(&["媒体", "媒體", "预算", "預算"]))
}
