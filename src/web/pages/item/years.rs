//! What a county has of an item in each year: facts, what they earn and why, evidence.

use serde::Serialize;

use super::form::{Attempt, FormView};
use super::subject::Subject;
use crate::domain::facts::{Facts, Year};
use crate::domain::points::Points;
use crate::domain::round::Window;
use crate::domain::score::{ItemScore, Missing, PartScore};
use crate::domain::standard::Standard;
use crate::ops::evidence::{OfItem, Piece};
use crate::store::facts::FactRow;
use crate::texts::Lang;
use crate::web::request::Context;

/// One year of the item.
#[derive(Debug, Serialize)]
pub(super) struct YearView {
    year: i32,
    starts: String,
    ends: String,
    midterm: bool,
    at_final: bool,
    /// Where the form is sent to; none for those who only read.
    action: Option<String>,
    seen: i64,
    form: FormView,
    fault: Option<String>,
    saved: bool,
    /// Whether somebody else was faster.
    overtaken: bool,
    stated: bool,
    changed: Option<ChangedView>,
    parts: Vec<PartView>,
    pieces: Vec<PieceView>,
    /// Where the rest is, when the year has more than is shown.
    all: Option<AllView>,
    upload: Option<String>,
}

#[derive(Debug, Serialize)]
struct ChangedView {
    by: String,
    at: String,
}

/// A part of the item: what it asks for, what is there, what it earns.
#[derive(Debug, Serialize)]
pub(super) struct PartView {
    need: String,
    have: String,
    full: Points,
    earned: Points,
    provable: Points,
    /// `proven`, or a cause of lost points.
    state: &'static str,
    missing: Vec<MissingView>,
}

#[derive(Debug, Serialize)]
struct MissingView {
    kind: String,
    year: Option<i32>,
    short: u32,
    upload: Option<String>,
}

/// The list of all that an item has in a year.
#[derive(Debug, Serialize)]
struct AllView {
    address: String,
    count: i64,
}

/// A piece of evidence in a list.
#[derive(Debug, Serialize)]
pub(super) struct PieceView {
    address: String,
    title: String,
    kind: String,
    state: String,
    files: usize,
    reason: String,
    day: Option<String>,
    /// Where a small picture of its first file is.
    thumbnail: String,
}

/// What the years are shown for.
pub(super) struct Shown<'a> {
    pub(super) cx: &'a Context,
    pub(super) standard: &'a Standard,
    pub(super) subject: Subject<'a>,
    /// The address of the county's pages.
    pub(super) base: String,
    /// Whether the visitor may state facts and file evidence.
    pub(super) files: bool,
    pub(super) score: Option<&'a ItemScore>,
    pub(super) facts: &'a [FactRow],
    pub(super) found: &'a OfItem,
    /// The year that was just saved.
    pub(super) saved: Option<Year>,
}

impl Shown<'_> {
    /// One year, with what somebody tried to state in it and could not.
    pub(super) fn year(&self, window: &Window, attempt: Option<(&Attempt, String)>) -> YearView {
        let year = window.year;
        let row = self.facts.iter().find(|row| row.year == i64::from(year.0));
        let facts: Facts = row.and_then(|row| serde_json::from_str(&row.body).ok()).unwrap_or_default();
        let (attempt, fault) = attempt.map_or((None, None), |(attempt, fault)| (Some(attempt), Some(fault)));
        let changed =
            |row: &FactRow| ChangedView { by: row.changed_by.clone(), at: self.cx.moment(row.changed_at) };
        let pieces = self.pieces_of(year);
        YearView {
            year: year.0,
            starts: self.cx.day(window.starts),
            ends: self.cx.day(window.ends),
            midterm: window.midterm,
            at_final: window.at_final,
            action: self.files.then(|| format!("{}/items/{}/facts/{year}", self.base, self.subject.code())),
            seen: row.map_or(0, |row| row.version),
            form: FormView::new(self.subject, self.lang(), &facts, attempt),
            fault,
            overtaken: attempt.is_some_and(|attempt| attempt.faults.is_empty()),
            saved: self.saved == Some(year),
            stated: !facts.is_empty(),
            changed: row.map(changed),
            parts: self.parts(Some(year)),
            all: self.all(year, pieces.len()),
            pieces,
            upload: self.upload(Some(year), None),
        }
    }

    /// The parts of a year, or those that are earned once in the cycle.
    pub(super) fn parts(&self, year: Option<Year>) -> Vec<PartView> {
        let parts = self.score.map_or(&[][..], |score| score.parts.as_slice());
        parts.iter().filter(|part| part.part.year == year).map(|part| self.part(part)).collect()
    }

    fn part(&self, score: &PartScore) -> PartView {
        let lost = score.part.earned != score.part.full;
        let state = match (score.part.earned == score.provable, lost) {
            (true, false) => "proven",
            (true, true) => "not_done",
            (false, _) if score.sent_back => "sent_back",
            (false, _) => "not_proven",
        };
        PartView {
            need: self.lang().say(&score.part.need),
            have: self.lang().say(&score.part.have),
            full: Points::rounded(score.part.full),
            earned: Points::rounded(score.part.earned),
            provable: Points::rounded(score.provable),
            state,
            missing: score.missing.iter().map(|missing| self.missing(missing)).collect(),
        }
    }

    fn missing(&self, missing: &Missing) -> MissingView {
        MissingView {
            kind: self.kind(&missing.kind),
            year: missing.year.map(|year| year.0),
            short: missing.min.saturating_sub(missing.have),
            upload: self.upload(missing.year, Some(&missing.kind)),
        }
    }

    fn pieces_of(&self, year: Year) -> Vec<PieceView> {
        let code = self.subject.code();
        let here = |piece: &&Piece| piece.places.iter().any(|place| place.item == code && place.year == year);
        self.found.pieces.iter().filter(here).map(|piece| self.piece(piece)).collect()
    }

    fn all(&self, year: Year, shown: usize) -> Option<AllView> {
        let count = self.found.counts.get(&i64::from(year.0)).copied().unwrap_or_default();
        let code = self.subject.code();
        let address = format!("{}/evidence?item={code}&year={year}", self.base);
        i64::try_from(shown).is_ok_and(|shown| shown < count).then_some(AllView { address, count })
    }

    fn piece(&self, piece: &Piece) -> PieceView {
        PieceView {
            address: format!("/evidence/{}", piece.row.id),
            title: piece.row.title.clone(),
            kind: self.kind(&piece.row.kind),
            state: piece.row.state.clone(),
            files: piece.files.len(),
            reason: piece.row.reason.clone(),
            day: piece.row.day.clone(),
            thumbnail: format!("/evidence/{}/files/1/thumbnail", piece.row.id),
        }
    }

    fn upload(&self, year: Option<Year>, kind: Option<&str>) -> Option<String> {
        let year = year.map(|year| format!("&year={year}")).unwrap_or_default();
        let kind = kind.map(|kind| format!("&kind={kind}")).unwrap_or_default();
        let code = self.subject.code();
        self.files.then(|| format!("{}/evidence/new?item={code}{year}{kind}", self.base))
    }

    fn kind(&self, id: &str) -> String {
        self.standard.kind(id).map_or_else(|| id.to_owned(), |kind| kind.label.clone())
    }

    fn lang(&self) -> Lang {
        self.cx.lang
    }
}
