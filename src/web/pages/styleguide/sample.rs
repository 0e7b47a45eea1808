//! The made-up county of the page that shows each part: a short sheet, of which some is proven, some not, some sent
//! back and the rest not done. It is worked out as any county is, and nothing of it is in the database.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use crate::domain::facts::{Facts, Year};
use crate::domain::points::Points;
use crate::domain::proof::{ProofCount, ReviewState};
use crate::domain::round::{Phase, Round, Window, WithoutMidterm};
use crate::domain::rule::Rule;
use crate::domain::score::{FactsOf, Inputs, PhaseScore, score_phase};
use crate::domain::standard::{Aspect, Item, Level, Standard};
use crate::ops::evidence::{Piece, Place};
use crate::ops::scores::Standing;
use crate::report::chart::DayScore;
use crate::report::{GapReport, GapSubject, Loss, losses};
use crate::sheet;
use crate::store::evidence::EvidenceRow;
use crate::store::rounds::CountyRow;
use crate::web::error::WebError;

/// Items of each of the two aspects that are left of the sheet.
const ITEMS: usize = 3;
/// Its years; the midterm covers the first.
pub(in crate::web::pages) const YEARS: [Year; 2] = [Year(2025), Year(2026)];

/// The county with all that pages ask for.
pub(in crate::web::pages) struct Sample {
    pub(in crate::web::pages) round: Round,
    pub(in crate::web::pages) standard: Standard,
    pub(in crate::web::pages) county: CountyRow,
    pub(in crate::web::pages) standing: Standing,
    pub(in crate::web::pages) report: GapReport,
    pub(in crate::web::pages) piece: Piece,
    /// When everything was done.
    pub(in crate::web::pages) at: NaiveDateTime,
}

impl Sample {
    pub(in crate::web::pages) fn new() -> Result<Self, WebError> {
        let standard = short_sheet()?;
        let (round, county) = (round(), county());
        let at_final = score(&standard, &YEARS);
        let midterm = YEARS.first().map(|year| score(&standard, &[*year]));
        let standing = Standing {
            county: county.clone(),
            frozen: None,
            midterm,
            at_final,
            vetoes: Vec::new(),
            composite: None,
            rank: Some(1),
        };
        let report = report(&round, &standard, &standing);
        let at = day(5).and_hms_opt(2, 0, 0).unwrap_or_default();
        Ok(Self { piece: piece(&standard, at), round, standard, county, standing, report, at })
    }

    /// What the county still loses; one is late, so that what says so is seen.
    pub(in crate::web::pages) fn losses(&self) -> Vec<Loss<'_>> {
        let mut losses = losses(&self.standing.at_final, &self.standard, self.round.deadline);
        if let Some(first) = losses.first_mut() {
            first.due = Some(day(2));
        }
        losses
    }
}

fn short_sheet() -> Result<Standard, WebError> {
    let broken = |problems| WebError::Broken(format!("the sample sheet: {problems:?}"));
    let mut standard = sheet::sample().map_err(broken)?;
    standard.aspects.truncate(2);
    let Standard { aspects, items, .. } = &standard;
    let of = |aspect: &Aspect| -> Vec<Item> {
        items.iter().filter(|item| item.aspect == aspect.code).take(ITEMS).cloned().collect()
    };
    standard.items = aspects.iter().flat_map(of).collect();
    Ok(standard)
}

fn round() -> Round {
    let window = |year: Year| Window {
        year,
        starts: NaiveDate::from_ymd_opt(year.0, 1, 1).unwrap_or_default(),
        ends: NaiveDate::from_ymd_opt(year.0, 12, 31).unwrap_or_default(),
        midterm: YEARS.first() == Some(&year),
        at_final: true,
    };
    Round {
        code: "sample".to_owned(),
        title: "样例届次".to_owned(),
        years: YEARS.map(window).into(),
        midterm_weight: Decimal::new(4, 1),
        without_midterm: WithoutMidterm::Zero,
        deadline: day(25),
    }
}

fn county() -> CountyRow {
    CountyRow {
        code: "styleguide".to_owned(),
        name: "样例县".to_owned(),
        city: "样例市".to_owned(),
        level: Level::County.id().to_owned(),
        fonds: "Z000".to_owned(),
        position: 1,
    }
}

/// A day of the month in which the county is looked at.
fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).unwrap_or_default()
}

/// Of four items one after the other is proven, unproven, sent back, and not done.
fn score(standard: &Standard, years: &[Year]) -> PhaseScore {
    let states = [Some(Some(ReviewState::Accepted)), Some(None), Some(Some(ReviewState::SentBack)), None];
    let mut facts = Vec::new();
    let mut proofs = Vec::new();
    for (item, state) in standard.items.iter().zip(states.into_iter().cycle()) {
        let Some(proof) = state else { continue };
        for year in years {
            facts.push(FactsOf { item: item.code.clone(), year: *year, facts: all_done(item) });
            proofs.extend(proof.into_iter().flat_map(|state| counts(item, *year, state)));
        }
    }
    let inputs = Inputs {
        standard,
        years,
        level: Level::County,
        facts: &facts,
        proofs: &proofs,
        marks: &[],
        granted: &[],
    };
    score_phase(inputs)
}

fn counts(item: &Item, year: Year, state: ReviewState) -> Vec<ProofCount> {
    let count = |kind: &String, count: u32| ProofCount {
        item: item.code.clone(),
        year,
        kind: kind.clone(),
        state,
        count,
    };
    item.needs.iter().map(|need| count(&need.kind, need.min)).collect()
}

/// Facts that earn all that the item gives.
pub(in crate::web::pages) fn all_done(item: &Item) -> Facts {
    let rule: &Rule = item.rule.at(Level::County);
    let stated = |field: &str, number: i64| rule.fields().contains(&field).then_some(number);
    let ticks = rule.ticks().len();
    Facts {
        done: (ticks > 0).then(|| vec![true; ticks]),
        count: stated("count", 12),
        numerator: stated("numerator", 120),
        denominator: stated("denominator", 120),
        checked: stated("checked", 10),
        passed: stated("passed", 10),
        incidents: stated("incidents", 0),
        not_applicable: None,
    }
}

fn report(round: &Round, standard: &Standard, standing: &Standing) -> GapReport {
    let total = standing.at_final.total;
    let half = |points: Points| Points::rounded(points.decimal() / Decimal::TWO);
    let week = |day, claimed, provable| DayScore { day, claimed, provable };
    let subject = GapSubject {
        county_code: standing.county.code.clone(),
        county: standing.county.name.clone(),
        round: round.title.clone(),
        phase: Phase::Final,
        today: day(5),
        deadline: round.deadline,
        composite: None,
        phases: Some(standing.phases(round)),
        history: vec![
            week(NaiveDate::from_ymd_opt(2026, 4, 20).unwrap_or_default(), half(total.claimed), Points::ZERO),
            week(day(5), total.claimed, total.provable),
        ],
    };
    GapReport::of(subject, &standing.at_final, standard)
}

/// A piece of evidence that came back.
fn piece(standard: &Standard, at: NaiveDateTime) -> Piece {
    let kind = standard.kinds.first().map(|kind| kind.id.clone()).unwrap_or_default();
    let item = standard.items.first().map(|item| item.code.clone()).unwrap_or_default();
    let row = EvidenceRow {
        id: "styleguide".to_owned(),
        round: "sample".to_owned(),
        county: "styleguide".to_owned(),
        kind,
        title: "样例材料".to_owned(),
        day: None,
        fields: String::new(),
        state: ReviewState::SentBack.id().to_owned(),
        reason: "缺签字和日期".to_owned(),
        revision: 1,
        search: String::new(),
        added_by: "样例经办员".to_owned(),
        added_at: at,
    };
    let places = YEARS.map(|year| Place { item: item.clone(), year }).into();
    Piece { row, fields: std::collections::BTreeMap::new(), files: Vec::new(), places }
}
