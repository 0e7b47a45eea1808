//! The score of one county in one phase: four figures an item, never mixed.
//!
//! `full` is what the sheet gives, `claimed` the rule applied to the stated facts, `provable` the
//! rule applied to the facts that enough evidence backs, `city` what the joint team gave. What
//! nobody has touched counts zero and stays in every sum.

mod figures;
mod proving;

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::facts::{Facts, Year};
use super::points::Points;
use super::proof::{ProofCount, Proofs};
use super::rule::{Part, Scope, YearFacts};
use super::standard::{Bonus, Item, Level, Standard};
pub use figures::{Figure, Figures, sum};
use proving::Proving;

/// The kind of evidence that proves that an item does not apply (无任务证明).
pub const NO_TASK_PROOF: &str = "proof";

/// Everything a score depends on.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The sheet of the phase.
    pub standard: &'a Standard,
    /// The years of the phase, in order.
    pub years: &'a [Year],
    /// The level of the county.
    pub level: Level,
    /// Stated facts of items and bonus items, in any order.
    pub facts: &'a [FactsOf],
    /// Evidence, counted, in any order.
    pub proofs: &'a [ProofCount],
    /// Points given by inspectors, in any order.
    pub marks: &'a [Mark],
    /// Units of bonus items that the city granted.
    pub granted: &'a [Granted],
}

/// The facts of one item in one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsOf {
    /// Code of the item or bonus item.
    pub item: String,
    /// The year they are stated for.
    pub year: Year,
    /// What is stated.
    pub facts: Facts,
}

/// What one inspector gave an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Code of the item.
    pub item: String,
    /// The points.
    pub points: Points,
}

/// How many units of a bonus item the city granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// Code of the bonus item.
    pub bonus: String,
    /// Units.
    pub units: i64,
}

/// The score of a phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseScore {
    /// Items in the order of the sheet.
    pub items: Vec<ItemScore>,
    /// Bonus items in the order of the sheet.
    pub bonuses: Vec<BonusScore>,
    /// The sum of the items, scaled to 100 by the sheet's base total.
    pub base: Figures,
    /// The sum of the bonus items, each capped, then the overall cap.
    pub bonus: Figures,
    /// Base and bonus together.
    pub total: Figures,
}

/// The score of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemScore {
    /// Its code.
    pub code: String,
    /// The code of its aspect.
    pub aspect: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// The least and the most that inspectors gave, when there are several.
    pub spread: Option<(Points, Points)>,
    /// What its years earned, those of the whole cycle under no year.
    pub years: Vec<YearScore>,
    /// The parts behind the figures.
    #[serde(skip)]
    pub parts: Vec<PartScore>,
    /// Pieces of evidence that count, in the years of the phase.
    pub evidence: u32,
}

/// The figures of an item in one year, each rounded by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearScore {
    /// The year; none for what is earned once in the cycle.
    pub year: Option<Year>,
    /// What the year gives.
    pub full: Points,
    /// What the stated facts earn.
    pub claimed: Points,
    /// What the proven facts earn.
    pub provable: Points,
}

/// A part of an item with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartScore {
    /// The part and what the facts earn.
    pub part: Part,
    /// What is proven of it, unrounded: all that is earned, or nothing.
    pub provable: Decimal,
    /// Evidence that it asks for and that is not there.
    pub missing: Vec<Missing>,
    /// Whether the pieces that were sent back would have proven it.
    pub sent_back: bool,
}

/// Evidence that is asked for and not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The id of the kind.
    pub kind: String,
    /// The year; none for once in the cycle.
    pub year: Option<Year>,
    /// How many pieces are asked for.
    pub min: u32,
    /// How many count.
    pub have: u32,
}

/// The score of a bonus item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusScore {
    /// Its code.
    pub code: String,
    /// Its figures; `full` is its cap.
    #[serde(flatten)]
    pub figures: Figures,
    /// Pieces of evidence that count.
    pub evidence: u32,
}

/// Works out a phase.
pub fn score_phase(inputs: Inputs<'_>) -> PhaseScore {
    let lookup = Lookup::new(&inputs);
    let items: Vec<ItemScore> = inputs.standard.items.iter().map(|item| lookup.score_item(item)).collect();
    let bonuses: Vec<BonusScore> =
        inputs.standard.bonuses.iter().map(|bonus| lookup.score_bonus(bonus)).collect();
    let base =
        sum(items.iter().map(|item| item.figures)).map(|points| scaled(points, inputs.standard.base_total));
    let cap = inputs.standard.bonus_cap;
    let bonus = sum(bonuses.iter().map(|bonus| bonus.figures)).map(|points| points.at_most(cap));
    PhaseScore { items, bonuses, base, bonus, total: base.plus(bonus) }
}

/// Points on the scale of 100. A sheet of 100 keeps its points to the last digit.
fn scaled(points: Points, base_total: Points) -> Points {
    if base_total.decimal() == Decimal::ONE_HUNDRED {
        return points;
    }
    let share = points.decimal().checked_div(base_total.decimal()).unwrap_or_default();
    Points::rounded(share * Decimal::ONE_HUNDRED)
}

/// The inputs, found by item.
struct Lookup<'a> {
    inputs: Inputs<'a>,
    facts: HashMap<&'a str, YearFacts<'a>>,
    proofs: HashMap<&'a str, Vec<&'a ProofCount>>,
    marks: HashMap<&'a str, Vec<Points>>,
}

impl<'a> Lookup<'a> {
    fn new(inputs: &Inputs<'a>) -> Self {
        let mut facts: HashMap<&str, YearFacts<'_>> = HashMap::new();
        for stated in inputs.facts.iter().filter(|stated| inputs.years.contains(&stated.year)) {
            facts.entry(&stated.item).or_default().insert(stated.year, &stated.facts);
        }
        let mut proofs: HashMap<&str, Vec<&ProofCount>> = HashMap::new();
        for proof in inputs.proofs {
            proofs.entry(&proof.item).or_default().push(proof);
        }
        let mut marks: HashMap<&str, Vec<Points>> = HashMap::new();
        for mark in inputs.marks {
            marks.entry(&mark.item).or_default().push(mark.points);
        }
        Self { inputs: *inputs, facts, proofs, marks }
    }

    fn proofs_of(&self, code: &str) -> Proofs<'_> {
        Proofs::new(self.proofs.get(code).map_or(&[], Vec::as_slice))
    }

    fn score_item(&self, item: &Item) -> ItemScore {
        let nothing = BTreeMap::new();
        let facts = self.facts.get(item.code.as_str()).unwrap_or(&nothing);
        let years = self.inputs.years;
        let scope = Scope { points: item.points, each_year: item.each_year, years, level: self.inputs.level };
        let proofs = self.proofs_of(&item.code);
        let parts = item.rule.parts(scope, facts);
        let once = parts.iter().any(|part| part.year.is_none());
        let yearly = parts.iter().any(|part| part.year.is_some());
        let proving = Proving { item, years, proofs, once, yearly };
        let parts: Vec<PartScore> = parts.into_iter().map(|part| proving.prove(part)).collect();
        let marks = self.marks.get(item.code.as_str()).map_or(&[][..], Vec::as_slice);
        let figures = Figures {
            full: item.points,
            claimed: Points::rounded(parts.iter().map(|part| part.part.earned).sum()),
            provable: Points::rounded(parts.iter().map(|part| part.provable).sum()),
            city: median(marks),
        };
        ItemScore {
            code: item.code.clone(),
            aspect: item.aspect.clone(),
            figures,
            spread: spread(marks),
            years: by_year(&parts),
            evidence: proofs.total(years),
            parts,
        }
    }

    fn score_bonus(&self, bonus: &Bonus) -> BonusScore {
        let stated = self.facts.get(bonus.code.as_str());
        let units: i64 = stated.map_or(0, |years| years.values().filter_map(|facts| facts.count).sum());
        let proofs = self.proofs_of(&bonus.code);
        let pieces = |kind: &String| i64::from(proofs.pieces(kind, self.inputs.years, false));
        let evidence: i64 = bonus.evidence.iter().map(pieces).sum();
        let granted = self.inputs.granted.iter().find(|granted| granted.bonus == bonus.code);
        let worth = |units: i64| {
            Points::exact(Decimal::from(units).saturating_mul(bonus.points.decimal())).at_most(bonus.cap)
        };
        let figures = Figures {
            full: bonus.cap,
            claimed: worth(units),
            provable: worth(units.min(evidence)),
            city: granted.map(|granted| worth(granted.units)),
        };
        BonusScore { code: bonus.code.clone(), figures, evidence: proofs.total(self.inputs.years) }
    }
}

fn by_year(parts: &[PartScore]) -> Vec<YearScore> {
    let mut years: BTreeMap<Option<Year>, (Decimal, Decimal, Decimal)> = BTreeMap::new();
    for part in parts {
        let sums = years.entry(part.part.year).or_default();
        sums.0 += part.part.full;
        sums.1 += part.part.earned;
        sums.2 += part.provable;
    }
    let figures = |(year, (full, claimed, provable))| YearScore {
        year,
        full: Points::rounded(full),
        claimed: Points::rounded(claimed),
        provable: Points::rounded(provable),
    };
    years.into_iter().map(figures).collect()
}

/// The middle of what inspectors gave; between two middle ones, the mean.
fn median(marks: &[Points]) -> Option<Points> {
    let mut sorted = marks.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    Some(Points::rounded((lower + upper).decimal() / Decimal::TWO))
}

fn spread(marks: &[Points]) -> Option<(Points, Points)> {
    if marks.len() < 2 {
        return None;
    }
    Some((marks.iter().copied().min()?, marks.iter().copied().max()?))
}
