//! What papers say of themselves against what the catalogue says of them: number, day and office; no signature, no
//! day; a day outside the year that the paper is filed under; minutes that name nobody of the army.
//!
//! Which papers are asked for what follows from the sheet. A kind with `doc_no`, `issuer` or `meeting_date` is a
//! written paper; one with `issuer` is signed, one with `date` dated; one with `meeting_date` and `attendees` is
//! minutes. Minutes have to name persons of the army where the item's own words (its name, note, rule) speak of the army.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::passage::spot_at;
use super::scene::{Scene, parts_of};
use crate::domain::day::parse_day;
use crate::domain::finding::{Finding, FindingKind, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::domain::rule::Rule;
use crate::domain::standard::{EvidenceKind, Item, Per};
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::ops::texts::{self, TextOfFile};
use crate::reading::paper::{Basis, DocNumber, Paper, army_persons, is_same_unit};
use crate::store::Conn;

/// Pieces whose texts are in memory at once.
const AT_ONCE: usize = 200;
/// Files of a piece that are read.
const FILES: usize = 4;
/// Shorter texts are no papers: a cover, a stamp.
const SHORTEST: usize = 80;
/// How far outside the year's window a plan or a summary may be dated.
const TOLERANCE: Days = Days::new(92);
/// Words of an item that speak of the army.
const ARMY: [&str; 7] = ["军地", "议军", "部队", "驻军", "人武部", "军分区", "官兵"];

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let mut found = Vec::new();
    for some in scene.pieces.chunks(AT_ONCE) {
        let written: Vec<(&Piece, &EvidenceKind)> =
            some.iter().filter_map(|piece| Some((piece, written(scene, piece)?))).collect();
        let ids: Vec<String> = written.iter().map(|(piece, _)| piece.row.id.clone()).collect();
        let mut texts = texts::of_ids(conn, &ids)?;
        for (piece, kind) in written {
            let texts = texts.remove(&piece.row.id).unwrap_or_default();
            found.extend(Look::at(scene, (piece, kind), &texts).into_iter().flat_map(|look| look.found()));
        }
    }
    Ok(found)
}

/// The kind of a piece, when it is a written paper.
fn written<'a>(scene: &'a Scene<'_>, piece: &Piece) -> Option<&'a EvidenceKind> {
    let kind = scene.view.final_standard.kind(&piece.row.kind)?;
    ["doc_no", "issuer", "meeting_date"].iter().any(|field| has(kind, field)).then_some(kind)
}

fn has(kind: &EvidenceKind, field: &str) -> bool {
    kind.fields.iter().any(|known| known == field)
}

/// A piece, and what its files say of themselves.
struct Look<'a> {
    scene: &'a Scene<'a>,
    piece: &'a Piece,
    kind: &'a EvidenceKind,
    papers: Vec<(&'a TextOfFile, Paper)>,
}

impl<'a> Look<'a> {
    /// Nothing when its files say too little.
    fn at(
        scene: &'a Scene<'a>,
        (piece, kind): (&'a Piece, &'a EvidenceKind),
        texts: &'a [TextOfFile],
    ) -> Option<Self> {
        let long = texts.iter().filter(|text| text.text.chars().take(SHORTEST).count() == SHORTEST);
        let papers: Vec<_> = long.take(FILES).map(|text| (text, Paper::read(&text.text))).collect();
        (!papers.is_empty()).then_some(Self { scene, piece, kind, papers })
    }

    fn found(&self) -> Vec<Finding> {
        let found = [self.number(), self.day(), self.issuer(), self.unsigned(), self.without_army()];
        found.into_iter().chain(self.outside()).flatten().collect()
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.piece.fields.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    fn number(&self) -> Option<Finding> {
        let catalogue = self.field("doc_no")?;
        let ours = DocNumber::parse(catalogue)?;
        let told = self.papers.iter().filter_map(|(text, paper)| Some((*text, paper.number.as_ref()?)));
        let told: Vec<_> = told.collect();
        if told.iter().any(|(_, number)| number.what.agrees_with(&ours)) {
            return None;
        }
        let (text, number) = told.first()?;
        let spot = spot_at(self.piece, text, &number.place);
        let message = Message::new("finding-said-differs-number").with("catalogue", catalogue);
        let message = message.with("paper", &spot.passage);
        Some(self.told((FindingKind::PaperDiffers, "doc_no"), message, vec![spot]))
    }

    fn day(&self) -> Option<Finding> {
        let is_meeting = has(self.kind, "meeting_date");
        let name = if is_meeting { "meeting_date" } else { "date" };
        let ours = parse_day(self.field(name)?)?;
        let told: Vec<_> = self
            .papers
            .iter()
            .filter_map(|(text, paper)| {
                let day = if is_meeting { paper.meeting.clone() } else { own_day(paper) };
                day.map(|day| (*text, day))
            })
            .collect();
        if told.iter().any(|(_, day)| day.what == ours) {
            return None;
        }
        let (text, day) = told.first()?;
        let message = Message::new("finding-said-differs-day");
        let message = message.with("catalogue", ours.to_string()).with("paper", day.what.to_string());
        Some(self.told(
            (FindingKind::PaperDiffers, name),
            message,
            vec![spot_at(self.piece, text, &day.place)],
        ))
    }

    fn issuer(&self) -> Option<Finding> {
        let catalogue = self.field("issuer")?;
        let named = |(text, paper): &(&'a TextOfFile, Paper)| -> Vec<_> {
            let names = [paper.heading.clone(), paper.signer.clone()];
            names.into_iter().flatten().map(|name| (*text, name)).collect()
        };
        let told: Vec<_> = self.papers.iter().flat_map(named).collect();
        if told.iter().any(|(_, name)| is_same_unit(catalogue, &name.what)) {
            return None;
        }
        let (text, name) = told.first()?;
        let message = Message::new("finding-said-differs-issuer");
        let message = message.with("catalogue", catalogue).with("paper", name.what.trim());
        let finding = self.told(
            (FindingKind::PaperDiffers, "issuer"),
            message,
            vec![spot_at(self.piece, text, &name.place)],
        );
        Some(Finding { severity: Severity::Hint, ..finding })
    }

    /// One finding for a paper that is not signed, not dated, or neither.
    fn unsigned(&self) -> Option<Finding> {
        let any = |told: fn(&Paper) -> bool| self.papers.iter().any(|(_, paper)| told(paper));
        let unsigned = has(self.kind, "issuer") && !any(Paper::is_signed);
        let undated = has(self.kind, "date") && !any(|paper| paper.day.is_some());
        let message = match (unsigned, undated) {
            (true, true) => "finding-said-bare-paper",
            (true, false) => "finding-said-unsigned",
            (false, true) => "finding-said-undated",
            (false, false) => return None,
        };
        let spots = self.first_spot().into_iter().collect();
        Some(self.told((FindingKind::PaperUnsigned, "signature"), Message::new(message), spots))
    }

    fn without_army(&self) -> Option<Finding> {
        if !(has(self.kind, "meeting_date") && has(self.kind, "attendees")) {
            return None;
        }
        let sheet = &self.scene.view.final_standard;
        let wants = |place: &&ItemYear| sheet.item(&place.item).is_some_and(speaks_of_army);
        let all: Vec<ItemYear> = parts_of(self.piece).collect();
        let parts: Vec<ItemYear> = all.iter().filter(wants).cloned().collect();
        let fields = self.piece.fields.values().map(String::as_str);
        let texts = self.papers.iter().map(|(text, _)| text.text.as_str()).chain(fields);
        if parts.is_empty() || texts.into_iter().any(|text| !army_persons(text).is_empty()) {
            return None;
        }
        let spots = self.first_spot().into_iter().collect();
        let message = Message::new("finding-said-no-army");
        let finding = self.told((FindingKind::MinutesWithoutArmy, "army"), message, spots);
        Some(Finding { parts, ..finding })
    }

    /// One finding for each year whose window the paper's day misses, where the sheet wants one of its kind each year.
    fn outside(&self) -> Vec<Option<Finding>> {
        let told = |(text, paper): &(&'a TextOfFile, Paper)| {
            let meeting = paper.meeting.clone().filter(|_| has(self.kind, "meeting_date"));
            meeting.or_else(|| own_day(paper)).map(|day| (*text, day))
        };
        let days: Vec<_> = self.papers.iter().filter_map(told).collect();
        let Some((text, day)) = days.first() else { return Vec::new() };
        let sheet = &self.scene.view.final_standard;
        let yearly = |part: &ItemYear| {
            let needs = sheet.item(&part.item).map(|item| item.needs.as_slice()).unwrap_or_default();
            needs.iter().any(|need| need.kind == self.kind.id && need.per == Per::Year)
        };
        let parts: BTreeSet<ItemYear> = parts_of(self.piece).filter(yearly).collect();
        let missed = |window: &&crate::domain::round::Window| {
            let parts = parts.iter().any(|part| part.year == Some(window.year));
            parts && days.iter().all(|(_, day)| !lies_near(day.what, (window.starts, window.ends)))
        };
        let windows = self.scene.view.round.years.iter().filter(missed);
        windows
            .map(|window| {
                let year = window.year.to_string();
                let message = Message::new("finding-said-outside").with("day", day.what.to_string());
                let message = message.with("year", &year).with("starts", window.starts.to_string());
                let message = message.with("ends", window.ends.to_string());
                let spots = vec![spot_at(self.piece, text, &day.place)];
                let of_year = parts.iter().filter(|part| part.year == Some(window.year)).cloned();
                let finding = self.told((FindingKind::PaperOutsideYear, &year), message, spots);
                Some(Finding { parts: of_year.collect(), ..finding })
            })
            .collect()
    }

    /// The beginning of the first file.
    fn first_spot(&self) -> Option<Spot> {
        let (text, _) = self.papers.first()?;
        Some(spot_at(self.piece, text, &(0..40)))
    }

    fn told(&self, (kind, what): (FindingKind, &str), message: Message, spots: Vec<Spot>) -> Finding {
        let files: Vec<&str> = self.papers.iter().map(|(text, _)| text.file.sha256.as_str()).collect();
        let about = format!("{} {} {what}", self.piece.row.id, files.join(" "));
        let parts: BTreeSet<ItemYear> = parts_of(self.piece).collect();
        Finding { spots, parts: parts.into_iter().collect(), ..Finding::new(kind, about, message) }
    }
}

/// The day of a paper itself, not of its printing and not of a meeting.
fn own_day(paper: &Paper) -> Option<crate::reading::paper::Told<NaiveDate>> {
    let day = paper.day.as_ref().filter(|day| day.what.basis < Basis::Time)?;
    Some(crate::reading::paper::Told { what: day.what.day, place: day.place.clone() })
}

fn lies_near(day: NaiveDate, (starts, ends): (NaiveDate, NaiveDate)) -> bool {
    let first = starts.checked_sub_days(TOLERANCE).unwrap_or(starts);
    let last = ends.checked_add_days(TOLERANCE).unwrap_or(ends);
    (first..=last).contains(&day)
}

fn speaks_of_army(item: &Item) -> bool {
    let mut words: Vec<&str> = vec![&item.name, &item.note];
    words.extend(item.rule.ticks());
    match &item.rule {
        Rule::PerYear(rule) => words.push(&rule.need),
        Rule::Count(rule) => words.push(&rule.metric),
        _ => {}
    }
    words.iter().any(|text| ARMY.iter().any(|word| text.contains(word)))
}
