//! Which items the written reports of counties mention. Reports are what the sheet says are reports (`Tells::Report`)
//! and says something; how they are read is `reading`'s. How often a text mentions each item never changes, so it is
//! remembered: a table of all counties reads each text once.

use std::collections::HashMap;
use std::sync::Arc;

use super::scores::RoundView;
use super::{Office, OpsError};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::domain::standard::{Item, Standard, Tells};
use crate::reading::coverage::Coverage;
use crate::reading::lexicon::Lexicon;
use crate::report::{AbsentItem, Written};
use crate::store::Conn;
use crate::store::written::{self, WrittenRow};

/// The most characters of a report; what is longer is a shelf of books.
pub const LONGEST: usize = 1_000_000;
/// The most characters of a text that is pasted.
pub const LONGEST_PASTED: usize = 60_000;
/// Reports of a county that are read, the newest.
const OF_COUNTY: usize = 8;
/// The same, where all counties are shown.
pub const OF_EACH: usize = 3;
/// Characters of a county's reports that are read together; the newest report always is.
const TOGETHER: i64 = 2_000_000;
/// Characters that are read for one asking where all counties are shown; what was read before costs nothing.
const AT_ONCE: i64 = 3_000_000;
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

/// How often a report mentions the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The county's code.
    pub county: String,
    /// By the items of the sheet; none when there was too much to read for one asking.
    pub times: Option<Times>,
}

/// How often each item of a sheet is mentioned.
pub type Times = Arc<[usize]>;

/// The reports of a county, newest first.
///
/// # Errors
/// When the database fails.
pub fn of_county(office: &Office, view: &RoundView, county: &str) -> Result<Vec<Report>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let rows = newest(conn, view, (&[county.to_owned()], OF_COUNTY))?;
    let texts = texts(conn, rows.iter())?;
    let report = |row: WrittenRow| Report {
        text: texts.get(&row.sha256).cloned().unwrap_or_default(),
        county: row.county,
        evidence: row.evidence,
        title: row.title,
    };
    Ok(rows.into_iter().map(report).collect())
}

/// How often the newest reports of each of some counties mention the items of the final's sheet.
///
/// # Errors
/// When the database fails.
pub fn counted(office: &Office, view: &RoundView, counties: &[String]) -> Result<Vec<Counted>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let rows = newest(conn, view, (counties, OF_EACH))?;
    count(office, conn, (view, Phase::Final), rows)
}

/// How often some reports together mention the items; none where none was read.
pub fn together(reports: &[&Counted]) -> Option<Vec<usize>> {
    let mut read = reports.iter().filter_map(|report| report.times.as_ref());
    let first = read.next()?.to_vec();
    let add = |sums: Vec<usize>, times: &Times| {
        sums.iter().zip(times.iter()).map(|(sum, times)| sum.saturating_add(*times)).collect()
    };
    Some(read.fold(first, add))
}

/// What a county's reports leave out; none where there are no reports.
///
/// # Errors
/// When the database fails.
pub(super) fn absent(
    office: &Office,
    conn: &mut Conn,
    view: &RoundView,
    (county, phase): (&str, Phase),
) -> Result<Option<Written>, OpsError> {
    let rows = newest(conn, view, (&[county.to_owned()], OF_COUNTY))?;
    let counted = count(office, conn, (view, phase), rows)?;
    let read: Vec<&Times> = counted.iter().filter_map(|report| report.times.as_ref()).collect();
    if read.is_empty() {
        return Ok(None);
    }
    let absent = |item: usize| read.iter().all(|times| times.get(item).is_none_or(|times| *times == 0));
    let items = view.standard(phase).items.iter().enumerate().filter(|(item, _)| absent(*item));
    let line =
        |item: &Item| AbsentItem { code: item.code.clone(), name: item.name.clone(), points: item.points };
    Ok(Some(Written { reports: read.len(), absent: items.map(|(_, item)| line(item)).collect() }))
}

/// The words of a sheet.
///
/// # Errors
/// When there are more than can be looked for at once.
pub fn lexicon(sheet: &Standard) -> Result<Lexicon, OpsError> {
    Lexicon::of_sheet(sheet).map_err(|cause| {
        tracing::error!(%cause, "the words of a sheet");
        OpsError::Refused(Message::new("cli-coverage-words"))
    })
}

/// The newest reports of each county, as many as are read together.
fn newest(
    conn: &mut Conn,
    view: &RoundView,
    (counties, most): (&[String], usize),
) -> Result<Vec<WrittenRow>, OpsError> {
    let kinds = view.kinds_that_tell(Tells::Report);
    let longest = i64::try_from(LONGEST).unwrap_or(i64::MAX);
    let rows = written::newest(conn, (&view.round.code, counties), &kinds, (longest, FILES))?;
    let mut taken: HashMap<String, (usize, i64)> = HashMap::new();
    let mut fits = |row: &WrittenRow| {
        let (count, characters) = taken.entry(row.county.clone()).or_default();
        let together = characters.saturating_add(row.characters);
        let fits = *count < most && (*count == 0 || together <= TOGETHER);
        if fits {
            (*count, *characters) = (count.saturating_add(1), together);
        }
        fits
    };
    Ok(rows.into_iter().filter(|row| fits(row)).collect())
}

/// How often these reports mention the items of a phase's sheet: what is remembered, and what is read now.
fn count(
    office: &Office,
    conn: &mut Conn,
    (view, phase): (&RoundView, Phase),
    rows: Vec<WrittenRow>,
) -> Result<Vec<Counted>, OpsError> {
    let key =
        |row: &WrittenRow| format!("{} {} {} {}", view.sheets(), phase.id(), row.sha256, row.characters);
    let mut known: HashMap<String, Times> =
        rows.iter().filter_map(|row| Some((key(row), office.memory.mentions(&key(row))?))).collect();
    let mut left = AT_ONCE;
    let new: Vec<&WrittenRow> = rows
        .iter()
        .filter(|row| !known.contains_key(&key(row)))
        .take_while(|row| {
            let begun = left == AT_ONCE;
            left = left.saturating_sub(row.characters);
            begun || left >= 0
        })
        .collect();
    if !new.is_empty() {
        let sheet = view.standard(phase);
        let lexicon = lexicon(sheet)?;
        let texts = texts(conn, new.iter().copied())?;
        for row in new {
            let coverage = Coverage::of(texts.get(&row.sha256).map_or("", String::as_str), &lexicon);
            let times: Times = (0..sheet.items.len()).map(|item| coverage.of_item(item).count()).collect();
            office.memory.remember_mentions(key(row), &times);
            known.insert(key(row), times);
        }
    }
    let counted = |row: WrittenRow| Counted { times: known.get(&key(&row)).cloned(), county: row.county };
    Ok(rows.into_iter().map(counted).collect())
}

fn texts<'a>(
    conn: &mut Conn,
    rows: impl Iterator<Item = &'a WrittenRow>,
) -> Result<HashMap<String, String>, OpsError> {
    let hashes: Vec<String> = rows.map(|row| row.sha256.clone()).collect();
    Ok(written::texts(conn, &hashes)?.into_iter().collect())
}
