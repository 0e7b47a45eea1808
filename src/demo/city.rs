//! The city's work: reviews with reasons, points for items, rulings, the frozen midterm.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::DemoError;
use super::dice::Dice;
use super::filing::{Filed, Scene};
use super::words::County;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::PhaseScore;
use crate::ops::evidence::{Change, Verdict, review, revise};
use crate::ops::judging::{Marking, Ruling, give_points, rule};
use crate::ops::{By, freezing, scores};

/// Names of the accounts of the city.
pub(super) const INSPECTORS: [&str; 2] = ["inspector", "inspector-2"];
pub(super) const LEADER: &str = "city-leader";

/// Shares, out of a thousand, of items that an inspector marked.
const MARKED_AT_MIDTERM: u32 = 550;
const MARKED_AT_FINAL: u32 = 200;
/// The share of pieces sent back that their counties have revised since.
const REVISED: u32 = 250;

/// Reviews a part of what was filed; some of what is sent back is revised and waits again.
pub(super) fn review_all(
    scene: Scene<'_>,
    filed: &[Filed<'_>],
    from: (NaiveDate, u64),
) -> Result<(), DemoError> {
    let (day, first) = from;
    for (number, one) in (first..).zip(filed) {
        let county = scene.county(&one.piece.county)?;
        let mut dice = Dice::of(&format!("{} review", one.piece.drawn_from.0));
        // A picture that is used twice is waiting wherever it is used.
        let twice = one.piece.day != one.piece.drawn_from.1;
        if twice || !dice.chance(county.reviewed) {
            continue;
        }
        let by = |account: &str| By { account: account.to_owned(), at: scene.after(day, number) };
        let inspector = dice.pick(&INSPECTORS).copied().unwrap_or_default();
        if !dice.chance(county.sent_back) {
            review(scene.office, &by(inspector), (&one.id, 1), &Verdict::Accept)?;
            continue;
        }
        let reason = dice.pick(&scene.book.words.reasons).cloned().unwrap_or_default();
        review(scene.office, &by(inspector), (&one.id, 1), &Verdict::SendBack(reason))?;
        if dice.chance(REVISED) {
            let (kind, fields) = (one.piece.kind.clone(), one.fields.clone());
            let change = Change { seen: 1, kind, fields, files: Vec::new() };
            revise(scene.office, scene.view, &by(&super::filing::clerk(&county.code)), (&one.id, &change))?;
        }
    }
    Ok(())
}

/// Gives points for some items of a phase; a few items are marked by both inspectors.
pub(super) fn mark(scene: Scene<'_>, county: &County, at: (Phase, NaiveDate)) -> Result<(), DemoError> {
    let (phase, day) = at;
    let standing = scores::standing(scene.office, scene.view, &county.code)?;
    let score = match phase {
        Phase::Midterm => standing.midterm.as_ref(),
        Phase::Final => Some(&standing.at_final),
    };
    let share = if phase == Phase::Midterm { MARKED_AT_MIDTERM } else { MARKED_AT_FINAL };
    for inspector in INSPECTORS {
        for marking in markings(scene, county, (phase, score), (inspector, share)) {
            let by = By { account: inspector.to_owned(), at: scene.after(day, 0) };
            give_points(scene.office, scene.view, &by, &marking)?;
        }
    }
    Ok(())
}

fn markings(
    scene: Scene<'_>,
    county: &County,
    (phase, score): (Phase, Option<&PhaseScore>),
    (inspector, share): (&str, u32),
) -> Vec<Marking> {
    let items = score.map(|score| score.items.as_slice()).unwrap_or_default();
    let marking = |item: &crate::domain::score::ItemScore| {
        let mut dice = Dice::of(&format!("{} {} {} {inspector}", county.code, item.code, phase.id()));
        // The second inspector looks at fewer.
        if !dice.chance(if Some(&inspector) == INSPECTORS.first() { share } else { share / 4 }) {
            return None;
        }
        let (full, provable) = (item.figures.full, item.figures.provable);
        let points = if dice.chance(250) { lower(provable) } else { provable };
        let words = &scene.book.words;
        let reasons = match points {
            points if points == full => &words.marks_full,
            points if points.is_zero() => &words.marks_none,
            _ => &words.marks_some,
        };
        let reason = dice.pick(reasons).cloned().unwrap_or_default();
        Some(Marking { county: county.code.clone(), phase, item: item.code.clone(), points, reason })
    };
    items.iter().filter_map(marking).collect()
}

/// A quarter of the points less, to two places.
fn lower(points: Points) -> Points {
    Points::exact((points.decimal() * Decimal::new(75, 2)).round_dp(2))
}

/// The rulings on vetoes and bonus items.
pub(super) fn rule_all(scene: Scene<'_>) -> Result<(), DemoError> {
    let by = By { account: LEADER.to_owned(), at: scene.after(scene.last, 0) };
    for ruled in &scene.book.plan.rulings {
        let ruling = Ruling {
            county: ruled.county.clone(),
            code: ruled.code.clone(),
            units: ruled.units,
            reason: ruled.reason.clone(),
        };
        rule(scene.office, scene.view, &by, &ruling)?;
    }
    Ok(())
}

/// Freezes the midterm of a county.
pub(super) fn freeze(scene: Scene<'_>, county: &County, day: NaiveDate) -> Result<(), DemoError> {
    let by = By { account: LEADER.to_owned(), at: scene.after(day, 0) };
    freezing::freeze(scene.office, &by, &scene.view.round.code, (&county.code, Phase::Midterm))?;
    Ok(())
}
