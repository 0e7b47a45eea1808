//! Scoring rules: each turns the facts of an item into parts of its points.
//!
//! A rule knows nothing of evidence, except which kinds a clause names; [`crate::domain::score`]
//! asks whether a part is proven. One file a kind; [`Rule`] is the list of all.

mod all_or_none;
mod both;
mod by_level;
mod clauses;
mod count;
mod deduct;
mod per_year;
mod ratio;
mod sampled_ratio;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use all_or_none::AllOrNone;
pub use both::Both;
pub use by_level::ByLevel;
pub use clauses::{Clause, Clauses};
pub use count::{Count, Tier};
pub use deduct::Deduct;
pub use per_year::PerYear;
pub use ratio::Ratio;
pub use sampled_ratio::SampledRatio;

use super::facts::{Facts, Year};
use super::message::Message;
use super::points::Points;
use super::standard::Level;

/// How an item is scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rule {
    /// 逐条得分: each clause has its points, once or year by year.
    Clauses(Clauses),
    /// 逐年达标: a number of times in each year.
    PerYear(PerYear),
    /// 按数量分档: the highest step that is reached.
    Count(Count),
    /// 按比率: full at the target, down to nothing at the zero point.
    Ratio(Ratio),
    /// 按比率 × 抽查合格率: the ratio, times the share of a sample that passed.
    SampledRatio(SampledRatio),
    /// 满分起扣: so much off for each incident, down to a floor.
    Deduct(Deduct),
    /// 达到要求得满分，否则零分.
    AllOrNone(AllOrNone),
    /// 同时具备: several conditions that only count together.
    Both(Both),
    /// 分级: one rule for prefectures and one for counties.
    ByLevel(ByLevel),
}

/// What a rule is applied to.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// What the item gives.
    pub points: Points,
    /// Whether the item's points are shared between the years.
    pub each_year: bool,
    /// The years of the phase, at least one.
    pub years: &'a [Year],
    /// The level of the place that is scored.
    pub level: Level,
}

/// The facts of one item, by year.
pub type YearFacts<'a> = BTreeMap<Year, &'a Facts>;

/// A part of an item that is earned, and proven, by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The year it belongs to, or none when it is earned once in the cycle.
    pub year: Option<Year>,
    /// What the part is, in the sheet's words.
    pub need: Message,
    /// The most that it gives, unrounded.
    pub full: Decimal,
    /// What the facts earn, unrounded.
    pub earned: Decimal,
    /// What is stated, in words.
    pub have: Message,
    /// Kinds of evidence that prove it; all that the item asks for, when none.
    pub kinds: Vec<String>,
    /// Whether it is earned by not applying, so that a proof of no task is what proves it.
    pub excused: bool,
}

impl Rule {
    /// Every name of a kind of rule, as in the sheet.
    pub const KINDS: [&'static str; 9] = [
        "clauses",
        "per_year",
        "count",
        "ratio",
        "sampled_ratio",
        "deduct",
        "all_or_none",
        "both",
        "by_level",
    ];

    /// The name of its kind, as in the sheet.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Clauses(_) => "clauses",
            Self::PerYear(_) => "per_year",
            Self::Count(_) => "count",
            Self::Ratio(_) => "ratio",
            Self::SampledRatio(_) => "sampled_ratio",
            Self::Deduct(_) => "deduct",
            Self::AllOrNone(_) => "all_or_none",
            Self::Both(_) => "both",
            Self::ByLevel(_) => "by_level",
        }
    }

    /// The rule that holds at a level.
    pub fn at(&self, level: Level) -> &Self {
        match self {
            Self::ByLevel(by_level) => by_level.at(level),
            other => other,
        }
    }

    /// The parts of the item and what the facts earn of each.
    pub fn parts(&self, scope: Scope<'_>, facts: &YearFacts<'_>) -> Vec<Part> {
        match self {
            Self::Clauses(rule) => rule.parts(scope, facts),
            Self::PerYear(rule) => rule.parts(scope, facts),
            Self::Count(rule) => rule.parts(scope, facts),
            Self::Ratio(rule) => rule.parts(scope, facts),
            Self::SampledRatio(rule) => rule.parts(scope, facts),
            Self::Deduct(rule) => rule.parts(scope, facts),
            Self::AllOrNone(rule) => rule.parts(scope, facts),
            Self::Both(rule) => rule.parts(scope, facts),
            Self::ByLevel(rule) => rule.at(scope.level).parts(scope, facts),
        }
    }

    /// The fields of the facts that the rule takes.
    pub fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Clauses(_) | Self::AllOrNone(_) | Self::Both(_) => &["done"],
            Self::PerYear(_) | Self::Count(_) => &["count"],
            Self::Ratio(_) => &["numerator", "denominator"],
            Self::SampledRatio(_) => &["numerator", "denominator", "checked", "passed"],
            Self::Deduct(_) => &["incidents"],
            Self::ByLevel(rule) => rule.county.fields(),
        }
    }

    /// The texts of what can be ticked, in order: clauses, conditions, or the one requirement.
    pub fn ticks(&self) -> Vec<&str> {
        match self {
            Self::Clauses(rule) => rule.clauses.iter().map(|clause| clause.text.as_str()).collect(),
            Self::Both(rule) => rule.conditions.iter().map(String::as_str).collect(),
            Self::AllOrNone(rule) => vec![rule.need.as_str()],
            _ => Vec::new(),
        }
    }

    /// Every reason why these facts cannot be taken for this rule; empty when they can.
    pub fn check(&self, facts: &Facts) -> Vec<Message> {
        let mut faults = self.wrong_fields(facts);
        for field in facts.stated() {
            match facts.number(field) {
                Some(number) if number < 0 => {
                    faults.push(
                        Message::new("facts-negative").with("field", field_name(field)).with("value", number),
                    );
                }
                Some(0) if field == "denominator" => faults.push(Message::new("facts-zero-denominator")),
                _ => {}
            }
        }
        faults.extend(self.wrong_ticks(facts));
        faults.extend(half_stated(facts));
        if facts.not_applicable.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
            faults.push(Message::new("facts-reason-missing"));
        }
        faults
    }

    fn wrong_fields(&self, facts: &Facts) -> Vec<Message> {
        let taken = self.fields();
        let wrong = facts.stated().into_iter().filter(|field| !taken.contains(field));
        wrong
            .map(|field| {
                Message::new("facts-wrong-field")
                    .with("field", field_name(field))
                    .with("taken", taken.iter().map(|name| field_name(name)).collect::<Vec<_>>())
            })
            .collect()
    }

    fn wrong_ticks(&self, facts: &Facts) -> Option<Message> {
        let expected = self.ticks().len();
        let found = facts.done.as_ref()?.len();
        (expected > 0 && expected != found)
            .then(|| Message::new("facts-wrong-ticks").with("found", found).with("expected", expected))
    }
}

fn half_stated(facts: &Facts) -> Vec<Message> {
    let mut faults = Vec::new();
    for (one, other) in [("numerator", "denominator"), ("checked", "passed")] {
        if facts.number(one).is_some() != facts.number(other).is_some() {
            let fault = Message::new("facts-half-stated");
            faults.push(fault.with("one", field_name(one)).with("other", field_name(other)));
        }
    }
    if let (Some(checked), Some(passed)) = (facts.checked, facts.passed)
        && passed > checked
    {
        faults.push(Message::new("facts-more-passed").with("passed", passed).with("checked", checked));
    }
    faults
}

/// What a field of the facts is called.
fn field_name(field: &str) -> Message {
    Message::new(match field {
        "done" => "field-done",
        "count" => "field-count",
        "numerator" => "field-numerator",
        "denominator" => "field-denominator",
        "checked" => "field-checked",
        "passed" => "field-passed",
        _ => "field-incidents",
    })
}

/// One share for each year, or a single one for the cycle.
impl Scope<'_> {
    /// The item's points for one of its years.
    fn year_share(&self, points: Points) -> Decimal {
        let years = Decimal::from(self.years.len().max(1));
        points.decimal().checked_div(years).unwrap_or_default()
    }
}

/// What is stated of one part: what it earns as a share of its points, and in which words.
struct Stated {
    share: Decimal,
    have: Message,
}

impl Stated {
    fn nothing() -> Self {
        Self { share: Decimal::ZERO, have: Message::new("have-nothing") }
    }

    fn done(done: bool) -> Self {
        let (share, id) = if done { (Decimal::ONE, "have-done") } else { (Decimal::ZERO, "have-not-done") };
        Self { share, have: Message::new(id) }
    }
}

fn excuse(facts: &Facts) -> Option<&String> {
    facts.not_applicable.as_ref()
}

/// A part for one year, excused when the item does not apply in it.
fn year_part(
    full: Decimal,
    need: Message,
    at: (Year, &YearFacts<'_>),
    state: impl Fn(&Facts) -> Stated,
) -> Part {
    let (year, facts) = at;
    let found = facts.get(&year).copied();
    part(Some(year), full, need, found.map(|facts| (facts, state(facts))))
}

/// A part for the whole cycle: the latest year in which something is stated speaks for it.
fn cycle_part(
    full: Decimal,
    need: Message,
    scope: (Scope<'_>, &YearFacts<'_>),
    state: impl Fn(&Facts) -> Option<Stated>,
) -> Part {
    let (scope, facts) = scope;
    let latest = scope.years.iter().rev().filter_map(|year| facts.get(year).copied());
    let found = latest.filter_map(|facts| match excuse(facts) {
        Some(_) => Some((facts, Stated::nothing())),
        None => state(facts).map(|stated| (facts, stated)),
    });
    part(None, full, need, found.into_iter().next())
}

/// The same statement for each year, or once for the cycle, as the item says.
fn shared_parts(
    scope: Scope<'_>,
    facts: &YearFacts<'_>,
    need: &Message,
    state: impl Fn(&Facts) -> Option<Stated>,
) -> Vec<Part> {
    if !scope.each_year {
        return vec![cycle_part(scope.points.decimal(), need.clone(), (scope, facts), state)];
    }
    let share = scope.year_share(scope.points);
    let of_year = |year: &_| {
        year_part(share, need.clone(), (*year, facts), |facts| state(facts).unwrap_or_else(Stated::nothing))
    };
    scope.years.iter().map(of_year).collect()
}

fn part(year: Option<Year>, full: Decimal, need: Message, found: Option<(&Facts, Stated)>) -> Part {
    let plain = |stated: Stated, excused| Part {
        year,
        need: need.clone(),
        full,
        earned: full * stated.share,
        have: stated.have,
        kinds: Vec::new(),
        excused,
    };
    match found {
        None => plain(Stated::nothing(), false),
        Some((facts, stated)) => match excuse(facts) {
            Some(reason) => {
                let have = Message::new("have-excused").with("reason", reason);
                plain(Stated { share: Decimal::ONE, have }, true)
            }
            None => plain(stated, false),
        },
    }
}
