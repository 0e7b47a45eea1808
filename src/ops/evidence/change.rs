//! Changes of evidence that is there: a new revision, another link, a link less.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::filing::{fields_text, file_rows, known_kind, listed, refused, same_bytes};
use super::scan::scan;
use super::take::{all_acceptable, settle_all, still_there, unnamed};
use super::{Catalogue, SameBytes, Taken, audit_row};
use crate::blob::Incoming;
use crate::domain::facts::Year;
use crate::domain::message::Message;
use crate::domain::proof::ReviewState;
use crate::domain::round::Phase;
use crate::ops::jobs::{want_texts, want_thumbnails};
use crate::ops::scores::RoundView;
use crate::ops::{By, Office, OpsError, search};
use crate::store::evidence::{self, EvidenceRow, LinkRow};
use crate::store::revisions::{self, RevisionRow};
use crate::store::{self, Conn, StoreError, audit};

/// What a new revision says.
#[derive(Debug, Clone)]
pub struct Change {
    /// The revision that the person saw.
    pub seen: i64,
    /// Id of its kind in the sheet.
    pub kind: String,
    /// Catalogue fields by id.
    pub fields: BTreeMap<String, String>,
    /// The new files; when there is none, the files stay as they are.
    pub files: Vec<Taken>,
}

/// An item and a year that evidence is filed under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Code of the item or bonus item.
    pub item: String,
    /// The assessment year.
    pub year: Year,
}

/// What an earlier revision said, as it is kept.
#[derive(Serialize)]
struct Before<'a> {
    kind: &'a str,
    title: &'a str,
    day: Option<&'a str>,
    fields: &'a str,
    state: &'a str,
    reason: &'a str,
}

/// Writes a new revision and keeps the earlier one; it waits for review again.
///
/// # Errors
/// Refuses what filing would refuse, and a revision that somebody else has changed since.
pub fn revise(
    office: &Office,
    view: &RoundView,
    by: &By,
    (id, change): (&str, &Change),
) -> Result<Vec<SameBytes>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let same = store::write(conn, |conn| {
        let name = change.files.first().map(|file| file.name.as_str());
        let (old, catalogue) = check(conn, view, (id, change, name))?;
        let unnamed = unnamed(conn, &change.files)?;
        let same = write_revision(conn, by, &old, (change, &catalogue, office.scanner.is_some()))?;
        still_there(&office.blobs, &change.files, &unnamed)?;
        Ok::<_, OpsError>(same)
    })?;
    office.bell.ring_for_files();
    Ok(same)
}

/// Writes a new revision whose files have only been received. They are made to last when nothing else is
/// wrong, so that a refusal leaves nothing behind; `change` has none yet.
///
/// # Errors
/// As [`revise`], and what is wrong with a file's name or content.
pub fn revise_received(
    office: &Office,
    view: &RoundView,
    by: &By,
    (id, mut change, received): (&str, Change, Vec<(Incoming, String)>),
) -> Result<Vec<SameBytes>, OpsError> {
    let files = all_acceptable(received)?;
    let name = files.first().map(|file| file.name.as_str());
    let (old, _) = check(&mut *office.store.conn()?, view, (id, &change, name))?;
    scan(office, by, (&old.county, &files))?;
    change.files = settle_all(files)?;
    revise(office, view, by, (id, &change))
}

/// What is there now and what would be written; `name` is that of the first new file.
fn check(
    conn: &mut Conn,
    view: &RoundView,
    (id, change, name): (&str, &Change, Option<&str>),
) -> Result<(EvidenceRow, Catalogue), OpsError> {
    let old = known(conn, id)?;
    if old.revision != change.seen {
        return Err(OpsError::Refused(Message::new("evidence-changed")));
    }
    let kind = known_kind(view, &change.kind).map_err(refused)?;
    let name = name.unwrap_or(old.title.as_str());
    let catalogue = Catalogue::read(kind, &change.fields, Some(name)).map_err(refused)?;
    Ok((old, catalogue))
}

fn write_revision(
    conn: &mut Conn,
    by: &By,
    old: &EvidenceRow,
    (change, catalogue, scanner): (&Change, &Catalogue, bool),
) -> Result<Vec<SameBytes>, StoreError> {
    let mut row = EvidenceRow {
        kind: change.kind.clone(),
        title: catalogue.title.clone(),
        day: catalogue.day.map(|day| day.to_string()),
        fields: fields_text(catalogue)?,
        state: ReviewState::Waiting.id().to_owned(),
        reason: String::new(),
        revision: old.revision.saturating_add(1),
        ..old.clone()
    };
    let files = match change.files.as_slice() {
        [] => carried(conn, &row)?,
        files => file_rows(&row, files, by),
    };
    row.search = catalogue.search(files.iter().map(|(file, _)| file.name.as_str()));
    let same = same_bytes(conn, &row, &change.files)?;
    revisions::insert(conn, &before(old, by)?)?;
    evidence::update(conn, &row)?;
    evidence::insert_files(conn, &files)?;
    let named: Vec<evidence::FileRow> = files.iter().map(|(file, _)| file.clone()).collect();
    search::index(conn, (&row.id, &search::grams_of(&row)), &named)?;
    audit::insert(conn, &audit_row(by, "evidence.revise", &row, listed(&files, &[])))?;
    if !change.files.is_empty() {
        want_thumbnails(conn, by, &files)?;
        want_texts(conn, by, (&files, scanner))?;
    }
    Ok(same)
}

/// The files that count now, for the next revision.
fn carried(
    conn: &mut Conn,
    row: &EvidenceRow,
) -> Result<Vec<(evidence::FileRow, evidence::BlobRow)>, StoreError> {
    let mut files = evidence::files_of(conn, std::slice::from_ref(&row.id))?;
    for (file, _) in &mut files {
        file.revision = row.revision;
    }
    Ok(files)
}

fn before(old: &EvidenceRow, by: &By) -> Result<RevisionRow, StoreError> {
    let body = Before {
        kind: &old.kind,
        title: &old.title,
        day: old.day.as_deref(),
        fields: &old.fields,
        state: &old.state,
        reason: &old.reason,
    };
    let bad = |_fault| StoreError::Row { table: "evidence_revision", value: old.id.clone() };
    Ok(RevisionRow {
        evidence: old.id.clone(),
        revision: old.revision,
        body: serde_json::to_string(&body).map_err(bad)?,
        changed_by: by.account.clone(),
        changed_at: by.at,
    })
}

/// Files evidence under one more item and year; nothing happens when it is there already.
///
/// # Errors
/// Refuses an unknown item and a year outside the round.
pub fn link(office: &Office, view: &RoundView, by: &By, (id, place): (&str, &Place)) -> Result<(), OpsError> {
    check_place(view, place)?;
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let row = known(conn, id)?;
        file_under(conn, by, (&row, place))?;
        Ok(())
    })
}

/// Takes evidence from an item and a year; the evidence itself stays.
///
/// # Errors
/// When it is not filed there.
pub fn unlink(office: &Office, by: &By, (id, place): (&str, &Place)) -> Result<(), OpsError> {
    let conn = &mut *office.store.conn()?;
    store::write(conn, |conn| {
        let row = known(conn, id)?;
        if take_from(conn, by, (&row, place))? {
            return Ok(());
        }
        let fault = Message::new("evidence-not-linked").with("item", &place.item);
        Err(OpsError::NotFound(fault.with("year", place.year.to_string())))
    })
}

/// Refuses an item that the sheet does not have, and a year outside the round.
pub(super) fn check_place(view: &RoundView, place: &Place) -> Result<(), OpsError> {
    if !view.standard(Phase::Final).has_code(&place.item) {
        return Err(OpsError::Refused(Message::new("facts-unknown-item").with("item", &place.item)));
    }
    if !view.round.has_year(place.year) {
        return Err(OpsError::Refused(view.round.year_outside(&place.year.to_string())));
    }
    Ok(())
}

/// Files a piece in a place, in the transaction of its caller; `false` when it was there.
pub(super) fn file_under(
    conn: &mut Conn,
    by: &By,
    (row, place): (&EvidenceRow, &Place),
) -> Result<bool, StoreError> {
    let link = link_row(row, place);
    let added = evidence::insert_link(conn, &link)?;
    if added {
        audit::insert(conn, &audit_row(by, "evidence.link", row, listed(&[], &[link])))?;
    }
    Ok(added)
}

/// Takes a piece from a place, in the transaction of its caller; `false` when it was not there.
pub(super) fn take_from(
    conn: &mut Conn,
    by: &By,
    (row, place): (&EvidenceRow, &Place),
) -> Result<bool, StoreError> {
    let link = link_row(row, place);
    let removed = evidence::remove_link(conn, &link)?;
    if removed {
        audit::insert(conn, &audit_row(by, "evidence.unlink", row, listed(&[], &[link])))?;
    }
    Ok(removed)
}

fn link_row(row: &EvidenceRow, place: &Place) -> LinkRow {
    LinkRow {
        evidence: row.id.clone(),
        item: place.item.clone(),
        year: i64::from(place.year.0),
        round: row.round.clone(),
        county: row.county.clone(),
    }
}

/// The row with this id.
pub(super) fn known(conn: &mut Conn, id: &str) -> Result<EvidenceRow, OpsError> {
    let row = evidence::find(conn, id)?;
    row.ok_or_else(|| OpsError::NotFound(Message::new("evidence-unknown").with("id", id)))
}
