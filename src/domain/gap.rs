//! Gaps (漏项): what keeps the provable score from full, most points first.
//!
//! The causes are kept apart: not done, done but not proven, sent back in review. The points of all
//! gaps of an item add up to its full points less what is provable, to the last digit.

use std::cmp::Reverse;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::facts::Year;
use super::message::Message;
use super::points::Points;
use super::score::{ItemScore, Missing, PartScore, PhaseScore};

/// Why points are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The facts do not earn them, or nobody stated any.
    NotDone,
    /// The facts earn them and the evidence is not there.
    NotProven,
    /// The evidence was there and an inspector sent it back.
    SentBack,
}

/// Points that are lost in one item, one part and for one cause, as the score has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap<'a> {
    /// Code of the item.
    pub code: &'a str,
    /// Code of its aspect.
    pub aspect: &'a str,
    /// The year; none for what is earned once in the cycle.
    pub year: Option<Year>,
    /// Why.
    pub cause: Cause,
    /// What can be won.
    pub points: Points,
    /// What the sheet asks for.
    pub need: &'a Message,
    /// What is there.
    pub have: &'a Message,
    /// The evidence that is missing; for work not done, all that it will ask for.
    pub missing: &'a [Missing],
}

impl Cause {
    /// All, in the order of a report.
    pub const ALL: [Self; 3] = [Self::NotDone, Self::NotProven, Self::SentBack];

    /// The name in the API and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotDone => "not_done",
            Self::NotProven => "not_proven",
            Self::SentBack => "sent_back",
        }
    }
}

/// The gaps of a phase, most points first, then in the order of the sheet.
pub fn gaps(score: &PhaseScore) -> Vec<Gap<'_>> {
    let mut gaps: Vec<Gap<'_>> = score.items.iter().flat_map(gaps_of).collect();
    gaps.sort_by_key(|gap| Reverse(gap.points));
    gaps
}

/// The gaps of one item, in the order of its parts.
pub fn gaps_of(item: &ItemScore) -> Vec<Gap<'_>> {
    let lost: Vec<(&PartScore, Cause, Decimal)> = item.parts.iter().flat_map(losses).collect();
    let points = apportion(
        &lost.iter().map(|(_, _, lost)| *lost).collect::<Vec<_>>(),
        item.figures.full - item.figures.provable,
    );
    let gap = |((part, cause, _), points)| gap(item, (part, cause, points));
    lost.into_iter().zip(points).map(gap).filter(|gap| !gap.points.is_zero()).collect()
}

fn gap<'a>(item: &'a ItemScore, (part, cause, points): (&'a PartScore, Cause, Points)) -> Gap<'a> {
    Gap {
        code: &item.code,
        aspect: &item.aspect,
        year: part.part.year,
        cause,
        points,
        need: &part.part.need,
        have: &part.part.have,
        missing: &part.missing,
    }
}

fn losses(part: &PartScore) -> Vec<(&PartScore, Cause, Decimal)> {
    let unproven = if part.sent_back { Cause::SentBack } else { Cause::NotProven };
    let not_done = part.part.full - part.part.earned;
    let not_proven = part.part.earned - part.provable;
    let losses = [(part, Cause::NotDone, not_done), (part, unproven, not_proven)];
    losses.into_iter().filter(|(_, _, lost)| !lost.is_zero()).collect()
}

/// Rounds parts so that they add up to `total`: each is the step between two rounded running sums,
/// and the last takes what is left.
fn apportion(parts: &[Decimal], total: Points) -> Vec<Points> {
    let mut running = Decimal::ZERO;
    let mut before = Points::ZERO;
    let last = parts.len().saturating_sub(1);
    let step = |(index, part): (usize, &Decimal)| {
        running += part;
        let until = if index == last { total } else { Points::rounded(running) };
        let points = until - before;
        before = until;
        points
    };
    parts.iter().enumerate().map(step).collect()
}

/// The points lost for each cause, in the order of [`Cause::ALL`].
pub fn lost_by_cause<'g, 'a: 'g>(gaps: impl IntoIterator<Item = &'g Gap<'a>>) -> [(Cause, Points); 3] {
    let mut lost = Cause::ALL.map(|cause| (cause, Points::ZERO));
    for gap in gaps {
        if let Some((_, points)) = lost.iter_mut().find(|(cause, _)| *cause == gap.cause) {
            *points = *points + gap.points;
        }
    }
    lost
}
