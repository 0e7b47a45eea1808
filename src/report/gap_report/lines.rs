//! Gaps as lines for people: which evidence is missing, what to do about each cause.

use chrono::NaiveDate;

use super::{AspectLoss, GapLine};
use crate::domain::gap::{Cause, Gap, gaps, lost_by_cause};
use crate::domain::message::Message;
use crate::domain::score::{Missing, NO_TASK_PROOF, PhaseScore, sum};
use crate::domain::standard::{Aspect, Item, Standard};

/// A gap with the item that it is in, who leads it and when it is due: what lists are sorted and narrowed by. Its words
/// are put together for the lines that are shown.
#[derive(Debug, Clone, Copy)]
pub struct Loss<'a> {
    /// What is lost, and why.
    pub gap: Gap<'a>,
    /// Name of the item.
    pub item: &'a str,
    /// The lead unit.
    pub unit: &'a str,
    /// When it is due.
    pub due: Option<NaiveDate>,
}

/// The message id of a cause's name.
pub(in crate::report) fn cause_word(cause: Cause) -> &'static str {
    match cause {
        Cause::NotDone => "report-cause-not-done",
        Cause::NotProven => "report-cause-not-proven",
        Cause::SentBack => "report-cause-sent-back",
    }
}

/// The message id of what helps against a cause.
pub(super) fn cause_remedy(cause: Cause) -> &'static str {
    match cause {
        Cause::NotDone => "report-remedy-not-done",
        Cause::NotProven => "report-remedy-not-proven",
        Cause::SentBack => "report-remedy-sent-back",
    }
}

/// What each aspect of the sheet loses.
pub(super) fn by_aspect(score: &PhaseScore, standard: &Standard, losses: &[Loss<'_>]) -> Vec<AspectLoss> {
    let loss = |aspect: &Aspect| {
        let items = score.items.iter().filter(|item| item.aspect == aspect.code);
        let gaps = losses.iter().map(|loss| &loss.gap).filter(|gap| gap.aspect == aspect.code);
        AspectLoss {
            code: aspect.code.clone(),
            name: aspect.name.clone(),
            figures: sum(items.map(|item| item.figures)),
            by_cause: lost_by_cause(gaps).to_vec(),
        }
    };
    standard.aspects.iter().map(loss).collect()
}

/// The gaps of a score, most points first, each led by the unit of the sheet.
pub fn losses<'a>(score: &'a PhaseScore, standard: &'a Standard, due: NaiveDate) -> Vec<Loss<'a>> {
    let loss = |gap: Gap<'a>| {
        let item = standard.item(gap.code);
        Loss {
            gap,
            item: item.map_or("", |item| item.name.as_str()),
            unit: item.map_or("", |item| item.lead.as_str()),
            due: Some(due),
        }
    };
    gaps(score).into_iter().map(loss).collect()
}

impl Loss<'_> {
    /// Its line in the report.
    pub fn line(&self, standard: &Standard) -> GapLine {
        let gap = &self.gap;
        GapLine {
            code: gap.code.to_owned(),
            item: self.item.to_owned(),
            year: gap.year,
            kind: kind(gap, standard.item(gap.code)),
            cause: gap.cause,
            points: gap.points,
            need: need(gap, standard),
            have: have(gap, standard),
            lead_unit: self.unit.to_owned(),
            due: self.due,
        }
    }
}

fn kind(gap: &Gap<'_>, item: Option<&Item>) -> Option<String> {
    if gap.cause == Cause::NotDone || gap.missing.is_empty() {
        return item.map(|item| item.rule.kind().to_owned());
    }
    Some(gap.missing.iter().map(|missing| missing.kind.as_str()).collect::<Vec<_>>().join(","))
}

fn need(gap: &Gap<'_>, standard: &Standard) -> Message {
    if gap.cause == Cause::NotDone || gap.missing.is_empty() {
        return gap.need.clone();
    }
    let pieces: Vec<Message> = gap.missing.iter().map(|missing| asked(missing, standard)).collect();
    Message::new("report-gap-need-proof").with("need", gap.need.clone()).with("pieces", pieces)
}

fn have(gap: &Gap<'_>, standard: &Standard) -> Message {
    if gap.cause == Cause::NotDone || gap.missing.is_empty() {
        return gap.have.clone();
    }
    let pieces: Vec<Message> = gap.missing.iter().map(|missing| held(missing, standard)).collect();
    Message::new("report-gap-have-proof").with("have", gap.have.clone()).with("pieces", pieces)
}

fn asked(missing: &Missing, standard: &Standard) -> Message {
    piece("report-gap-asked", missing, standard).with("count", i64::from(missing.min))
}

fn held(missing: &Missing, standard: &Standard) -> Message {
    piece("report-gap-held", missing, standard).with("count", i64::from(missing.have))
}

fn piece(id: &'static str, missing: &Missing, standard: &Standard) -> Message {
    let label = match standard.kind(&missing.kind) {
        Some(kind) => Message::new("report-text").with("text", &kind.label),
        None if missing.kind == NO_TASK_PROOF => Message::new("report-no-task-proof"),
        None => Message::new("report-text").with("text", &missing.kind),
    };
    Message::new(id).with("kind", label)
}
