//! Filing new evidence: its rows are written in one transaction, which ends when its files are safe on disk.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::scan::scan;
use super::take::{all_acceptable, settle_all, still_there, unnamed};
use super::{Catalogue, Taken, audit_row};
use crate::blob::Incoming;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::proof::ReviewState;
use crate::domain::round::Phase;
use crate::domain::standard::EvidenceKind;
use crate::ops::jobs::{want_texts, want_thumbnails};
use crate::ops::scores::RoundView;
use crate::ops::{By, Office, OpsError, search};
use crate::store::evidence::{self, BlobRow, EvidenceRow, FileRow, LinkRow};
use crate::store::{self, Conn, StoreError, audit};

/// The most files of one piece of evidence, whatever the server is set to.
pub const MAX_FILES: usize = 1_000;

/// Evidence that somebody files.
#[derive(Debug, Clone)]
pub struct Filing {
    /// The county's code.
    pub county: String,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Catalogue fields by id, `title` and `date` among them.
    pub fields: BTreeMap<String, String>,
    /// Codes of the items that it proves.
    pub items: Vec<String>,
    /// The years that it proves; when there is none, the year of its day.
    pub years: Vec<Year>,
    /// Its files, in order.
    pub files: Vec<Taken>,
}

/// What became of a filing.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Id of the evidence.
    pub id: String,
    /// What the clerk should know, such as a day outside the year it was filed under.
    pub notes: Vec<Message>,
    /// Files whose bytes were used by other evidence of the county already.
    pub same: Vec<SameBytes>,
}

/// A file whose bytes are used elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameBytes {
    /// Its name here.
    pub name: String,
    /// Id of the other evidence.
    pub evidence: String,
    /// Title of the other evidence.
    pub title: String,
}

/// Files evidence of a county.
///
/// # Errors
/// Every fault at once: an unknown kind, item or field, a year outside the round, no year at all, a
/// day that is none, no file or too many. Nothing is written then.
pub fn file(office: &Office, view: &RoundView, by: &By, filing: &Filing) -> Result<Filed, OpsError> {
    let names: Vec<&str> = filing.files.iter().map(|file| file.name.as_str()).collect();
    let (catalogue, years) = check(view, filing, &names).map_err(refused)?;
    let row = row(view, by, filing, &catalogue)?;
    let files = file_rows(&row, &filing.files, by);
    let links = link_rows(&row, &filing.items, &years);
    let grams = search::grams_of(&row);
    let conn = &mut *office.store.conn()?;
    let (same, wanted) = store::write(conn, |conn| {
        let unnamed = unnamed(conn, &filing.files)?;
        let same = same_bytes(conn, &row, &filing.files)?;
        evidence::insert(conn, &row, &files, &links)?;
        let named: Vec<FileRow> = files.iter().map(|(file, _)| file.clone()).collect();
        search::index(conn, (&row.id, &grams), &named)?;
        audit::insert(conn, &audit_row(by, "evidence.file", &row, listed(&files, &links)))?;
        let (pictures, texts) =
            (want_thumbnails(conn, by, &files)?, want_texts(conn, by, (&files, office.scanner.is_some()))?);
        still_there(&office.blobs, &filing.files, &unnamed)?;
        Ok::<_, OpsError>((same, pictures || texts))
    })?;
    if wanted {
        office.bell.ring_for_files();
    }
    Ok(Filed { id: row.id, notes: notes(view, &catalogue, &years), same })
}

/// Files evidence whose files have only been received, and gives what was made of them. They are made to
/// last when nothing else is wrong, so that a refusal leaves nothing behind; `filing` has none yet.
///
/// # Errors
/// As [`file`], what is wrong with a file's name or content, and the antivirus' refusal.
pub fn file_received(
    office: &Office,
    view: &RoundView,
    by: &By,
    (mut filing, received): (Filing, Vec<(Incoming, String)>),
) -> Result<(Filed, Vec<Taken>), OpsError> {
    let files = all_acceptable(received)?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    check(view, &filing, &names).map_err(refused)?;
    scan(office, by, (&filing.county, &files))?;
    filing.files = settle_all(files)?;
    let filed = file(office, view, by, &filing)?;
    Ok((filed, filing.files))
}

/// One refusal that holds every fault.
pub(super) fn refused(faults: Vec<Message>) -> OpsError {
    OpsError::Refused(Message::new("evidence-faults").with("faults", faults))
}

fn check(view: &RoundView, filing: &Filing, names: &[&str]) -> Result<(Catalogue, Vec<Year>), Vec<Message>> {
    let mut faults = unknown_items(view, &filing.items);
    if names.is_empty() {
        faults.push(Message::new("evidence-no-file"));
    }
    if names.len() > MAX_FILES {
        let count = names.len();
        faults.push(Message::new("evidence-many-files").with("count", count).with("limit", MAX_FILES));
    }
    let catalogue = known_kind(view, &filing.kind)
        .and_then(|kind| Catalogue::read(kind, &filing.fields, names.first().copied()))
        .map_err(|more| faults.extend(more));
    let day = catalogue.as_ref().ok().and_then(|catalogue| catalogue.day);
    let years = years(view, &filing.years, day).map_err(|more| faults.extend(more));
    match (catalogue, years) {
        (Ok(catalogue), Ok(years)) if faults.is_empty() => Ok((catalogue, years)),
        _ => Err(faults),
    }
}

pub(super) fn known_kind<'a>(view: &'a RoundView, id: &str) -> Result<&'a EvidenceKind, Vec<Message>> {
    let standard = view.standard(Phase::Final);
    standard.kind(id).ok_or_else(|| {
        let known: Vec<&str> = standard.kinds.iter().map(|kind| kind.id.as_str()).collect();
        vec![Message::new("evidence-unknown-kind").with("kind", id).with("known", known.join(", "))]
    })
}

fn unknown_items(view: &RoundView, items: &[String]) -> Vec<Message> {
    if items.is_empty() {
        return vec![Message::new("evidence-no-item")];
    }
    let unknown = items.iter().filter(|item| !view.standard(Phase::Final).has_code(item));
    unknown.map(|item| Message::new("facts-unknown-item").with("item", item)).collect()
}

fn years(
    view: &RoundView,
    given: &[Year],
    day: Option<chrono::NaiveDate>,
) -> Result<Vec<Year>, Vec<Message>> {
    if !given.is_empty() {
        let outside = given.iter().filter(|year| !view.round.has_year(**year));
        let faults: Vec<Message> = outside.map(|year| view.round.year_outside(&year.to_string())).collect();
        return if faults.is_empty() { Ok(given.to_vec()) } else { Err(faults) };
    }
    match day {
        None => Err(vec![Message::new("evidence-no-year").with("years", view.round.year_names())]),
        Some(day) => view.round.year_of(day).map(|year| vec![year]).ok_or_else(|| {
            vec![
                Message::new("evidence-day-outside")
                    .with("day", day.to_string())
                    .with("years", view.round.year_names()),
            ]
        }),
    }
}

fn row(view: &RoundView, by: &By, filing: &Filing, catalogue: &Catalogue) -> Result<EvidenceRow, StoreError> {
    Ok(EvidenceRow {
        id: Uuid::now_v7().to_string(),
        round: view.round.code.clone(),
        county: filing.county.clone(),
        kind: filing.kind.clone(),
        title: catalogue.title.clone(),
        day: catalogue.day.map(|day| day.to_string()),
        fields: fields_text(catalogue)?,
        state: ReviewState::Waiting.id().to_owned(),
        reason: String::new(),
        revision: 1,
        search: catalogue.search(filing.files.iter().map(|file| file.name.as_str())),
        added_by: by.account.clone(),
        added_at: by.at,
    })
}

pub(super) fn fields_text(catalogue: &Catalogue) -> Result<String, StoreError> {
    let bad = |_fault| StoreError::Row { table: "evidence", value: catalogue.title.clone() };
    serde_json::to_string(&catalogue.fields).map_err(bad)
}

/// The rows of the files that the row's revision has.
pub(super) fn file_rows(row: &EvidenceRow, files: &[Taken], by: &By) -> Vec<(FileRow, BlobRow)> {
    let rows = (1i64..).zip(files).map(|(position, file)| {
        let sha256 = file.stored.sha256.as_str().to_owned();
        let name = file.name.clone();
        let size = i64::try_from(file.stored.size).unwrap_or(i64::MAX);
        (
            FileRow {
                evidence: row.id.clone(),
                revision: row.revision,
                position,
                name,
                sha256: sha256.clone(),
            },
            BlobRow { sha256, size, media_type: file.media_type.clone(), added_at: by.at },
        )
    });
    rows.collect()
}

fn link_rows(row: &EvidenceRow, items: &[String], years: &[Year]) -> Vec<LinkRow> {
    let items: BTreeSet<&String> = items.iter().collect();
    let years: BTreeSet<&Year> = years.iter().collect();
    let of_item = |item: &String| {
        let link = |year: &&Year| LinkRow {
            evidence: row.id.clone(),
            item: item.clone(),
            year: i64::from(year.0),
            round: row.round.clone(),
            county: row.county.clone(),
        };
        years.iter().map(link).collect::<Vec<_>>()
    };
    items.into_iter().flat_map(of_item).collect()
}

/// Where the bytes of these files are used already by other evidence of the county.
pub(super) fn same_bytes(
    conn: &mut Conn,
    row: &EvidenceRow,
    files: &[Taken],
) -> Result<Vec<SameBytes>, StoreError> {
    let hashes: Vec<String> = files.iter().map(|file| file.stored.sha256.as_str().to_owned()).collect();
    let users = evidence::users_of_blobs(conn, (&row.round, &row.county), &hashes)?;
    let others = users.into_iter().filter(|user| user.evidence != row.id);
    let named = others.map(|user| {
        let file = files.iter().find(|file| file.stored.sha256.as_str() == user.sha256);
        let name = file.map(|file| file.name.clone()).unwrap_or_default();
        SameBytes { name, evidence: user.evidence, title: user.title }
    });
    Ok(named.collect())
}

/// What was written, for the record.
pub(super) fn listed(files: &[(FileRow, BlobRow)], links: &[LinkRow]) -> String {
    let files = files.iter().map(|(file, _)| file.sha256.clone());
    let links = links.iter().map(|link| format!("{}/{}", link.item, link.year));
    files.chain(links).collect::<Vec<_>>().join(" ")
}

/// A day that lies in another year than the piece was filed under is told, not refused: a paper of
/// January often speaks of the year before.
pub(super) fn notes(view: &RoundView, catalogue: &Catalogue, years: &[Year]) -> Vec<Message> {
    let Some(day) = catalogue.day else { return Vec::new() };
    if view.round.year_of(day).is_some_and(|year| years.contains(&year)) {
        return Vec::new();
    }
    let years: Vec<String> = years.iter().map(Year::to_string).collect();
    vec![Message::new("evidence-year-differs").with("day", day.to_string()).with("years", years.join(", "))]
}
