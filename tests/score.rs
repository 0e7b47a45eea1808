//! The score: cases by hand and properties that hold for every county.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

use proptest::prelude::*;
use rust_decimal::Decimal;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::gap::{Cause, gaps, lost_by_cause};
use yingjian::domain::points::Points;
use yingjian::domain::proof::{ProofCount, ReviewState};
use yingjian::domain::round::{Round, Window, WithoutMidterm};
use yingjian::domain::rule::{Clause, Clauses, PerYear, Ratio, Rule};
use yingjian::domain::score::{FactsOf, Inputs, Mark, PhaseScore, score_phase};
use yingjian::domain::standard::{Aspect, Item, Level, Need, Per, Standard};

const YEARS: [Year; 4] = [Year(2022), Year(2023), Year(2024), Year(2025)];

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn need(kind: &str, per: Per) -> Need {
    Need { kind: kind.into(), min: 1, per }
}

fn item(code: &str, worth: &str, rule: Rule, needs: Vec<Need>) -> Item {
    Item {
        code: code.into(),
        aspect: "A".into(),
        name: code.into(),
        points: points(worth),
        each_year: true,
        lead: String::new(),
        site_visit: false,
        note: String::new(),
        rule,
        needs,
        words: Vec::new(),
    }
}

/// Three items of 10 points: budget and voucher year by year, a meeting a year, a ratio a year.
fn standard() -> Standard {
    let clause = |text: &str, kind: &str| Clause {
        text: text.into(),
        points: points("1"),
        each_year: true,
        evidence: vec![kind.into()],
    };
    let money = Clauses { clauses: vec![clause("budgeted", "budget"), clause("paid", "voucher")] };
    let meeting = PerYear { need: "meeting".into(), min_count: 2 };
    let ratio = Ratio {
        numerator: "placed".into(),
        denominator: "due".into(),
        target: Decimal::ONE,
        zero_at: Decimal::new(9, 1),
    };
    Standard {
        id: "test".into(),
        version: "1".into(),
        title: "test".into(),
        base_total: points("10"),
        bonus_cap: points("5"),
        kinds: vec![],
        aspects: vec![Aspect { code: "A".into(), name: "A".into(), points: points("10") }],
        items: vec![
            item(
                "A01",
                "2",
                Rule::Clauses(money),
                vec![need("budget", Per::Year), need("voucher", Per::Year)],
            ),
            item("A02", "3", Rule::PerYear(meeting), vec![need("minutes", Per::Year)]),
            item("A03", "5", Rule::Ratio(ratio), vec![need("roster", Per::Year), need("policy", Per::Cycle)]),
        ],
        vetoes: vec![],
        bonuses: vec![],
        word_classes: vec![],
    }
}

fn stated(item: &str, year: Year, facts: Facts) -> FactsOf {
    FactsOf { item: item.into(), year, facts }
}

fn proof(item: &str, year: Year, kind: &str) -> ProofCount {
    ProofCount { item: item.into(), year, kind: kind.into(), state: ReviewState::Waiting, count: 1 }
}

fn score(facts: &[FactsOf], proofs: &[ProofCount]) -> PhaseScore {
    let standard = standard();
    score_phase(Inputs {
        standard: &standard,
        years: &YEARS,
        level: Level::County,
        facts,
        proofs,
        marks: &[],
        granted: &[],
    })
}

fn money(budgeted: bool, paid: bool) -> Facts {
    Facts { done: Some(vec![budgeted, paid]), ..Facts::default() }
}

#[test]
fn a_missing_voucher_costs_its_year_of_its_clause_alone() {
    let facts: Vec<_> = YEARS.iter().map(|year| stated("A01", *year, money(true, true))).collect();
    let mut proofs: Vec<_> = YEARS.iter().map(|year| proof("A01", *year, "budget")).collect();
    proofs.extend([2022, 2024, 2025].map(|year| proof("A01", Year(year), "voucher")));
    let found = score(&facts, &proofs);
    let item = &found.items[0];
    assert_eq!(item.figures.claimed, points("2"));
    assert_eq!(item.figures.provable, points("1.75"));
    let all = gaps(&found);
    let gap = all.iter().find(|gap| gap.cause == Cause::NotProven).unwrap();
    assert_eq!((gap.code, gap.year, gap.points), ("A01", Some(Year(2023)), points("0.25")));
    assert_eq!(gap.missing[0].kind, "voucher");
}

#[test]
fn what_nobody_touched_counts_zero_and_stays_in_the_total() {
    let facts = [stated("A02", Year(2022), Facts { count: Some(2), ..Facts::default() })];
    let found = score(&facts, &[proof("A02", Year(2022), "minutes")]);
    assert_eq!(found.items[1].figures.provable, points("0.75"));
    // Scaled from a sheet of 10 to 100.
    assert_eq!(found.base.provable, points("7.5"));
    assert_eq!(found.total.full, points("100"));
}

/// Everything that an item of the sample sheet asks for, in every year.
fn all_proofs(item: &Item) -> Vec<ProofCount> {
    let of_need =
        |need: &Need| YEARS.map(|year| ProofCount { count: need.min, ..proof(&item.code, year, &need.kind) });
    item.needs.iter().flat_map(of_need).collect()
}

#[test]
fn five_of_67_items_give_their_points_and_not_more() {
    let standard = yingjian::sheet::sample().unwrap();
    let full = |item: &str| match item {
        "A02" => Facts { done: Some(vec![true, true]), ..Facts::default() },
        "B04" => Facts { numerator: Some(9), denominator: Some(10), ..Facts::default() },
        "D07" => Facts { incidents: Some(0), ..Facts::default() },
        _ => Facts { count: Some(9), ..Facts::default() },
    };
    let touched = [("A02", "2"), ("A03", "1"), ("B04", "1.5"), ("B05", "2"), ("D07", "1.5")];
    let facts: Vec<FactsOf> =
        touched.iter().flat_map(|(code, _)| YEARS.map(|year| stated(code, year, full(code)))).collect();
    let proofs: Vec<ProofCount> =
        touched.iter().flat_map(|(code, _)| all_proofs(standard.item(code).unwrap())).collect();
    let (years, level) = (&YEARS, Level::County);
    let inputs = Inputs {
        standard: &standard,
        years,
        level,
        facts: &facts,
        proofs: &proofs,
        marks: &[],
        granted: &[],
    };
    let found = score_phase(inputs);

    assert_eq!(found.items.len(), 67);
    for item in &found.items {
        let worth = touched.iter().find(|(code, _)| *code == item.code).map_or("0", |(_, worth)| worth);
        let expected = (points(worth), points(worth));
        assert_eq!((item.figures.claimed, item.figures.provable), expected, "{}", item.code);
    }
    let total = found.total;
    assert_eq!((total.claimed, total.provable), (points("8"), points("8")));
    // 62 untouched items stay in what can be had: 100 and the cap of the bonus items.
    assert_eq!(total.full, points("105"));
    assert_eq!(gaps(&found).iter().map(|gap| gap.points).sum::<Points>(), points("92"));

    let claimed_only = score_phase(Inputs { proofs: &[], ..inputs });
    assert_eq!((claimed_only.total.claimed, claimed_only.total.provable), (points("8"), Points::ZERO));
}

#[test]
fn evidence_that_was_sent_back_does_not_count_and_is_told_apart() {
    let facts = [stated("A02", Year(2022), Facts { count: Some(2), ..Facts::default() })];
    let sent_back = ProofCount { state: ReviewState::SentBack, ..proof("A02", Year(2022), "minutes") };
    let found = score(&facts, &[sent_back]);
    assert_eq!(found.items[1].figures.provable, Points::ZERO);
    let lost = lost_by_cause(&gaps(&found));
    assert_eq!(lost[2], (Cause::SentBack, points("0.75")));
}

#[test]
fn several_inspectors_give_their_median_and_the_spread() {
    let standard = standard();
    let mark = |text: &str| Mark { item: "A03".into(), points: points(text) };
    let found = score_phase(Inputs {
        standard: &standard,
        years: &YEARS,
        level: Level::County,
        facts: &[],
        proofs: &[],
        marks: &[mark("4"), mark("1"), mark("4.5")],
        granted: &[],
    });
    assert_eq!(found.items[2].figures.city, Some(points("4")));
    assert_eq!(found.items[2].spread, Some((points("1"), points("4.5"))));
    assert_eq!(found.items[0].figures.city, None);
}

#[test]
fn the_composite_is_exact() {
    let day = |text: &str| text.parse().unwrap();
    let round = |without_midterm| Round {
        code: "r".into(),
        title: "r".into(),
        years: vec![Window {
            year: YEARS[0],
            starts: day("2022-01-01"),
            ends: day("2022-12-31"),
            midterm: true,
            at_final: true,
        }],
        midterm_weight: Decimal::new(4, 1),
        without_midterm,
        deadline: day("2026-12-14"),
    };
    let zero = round(WithoutMidterm::Zero);
    assert_eq!(zero.composite(Some(points("81.4375")), points("77.1111")), Some(points("78.84166")));
    assert_eq!(zero.composite(None, points("80")), Some(points("48")));
    assert_eq!(round(WithoutMidterm::FinalOnly).composite(None, points("80")), Some(points("80")));
    assert_eq!(round(WithoutMidterm::Excluded).composite(None, points("80")), None);
}

fn any_facts() -> impl Strategy<Value = Vec<FactsOf>> {
    let year = || (0..4usize).prop_map(|index| YEARS[index]);
    let clauses = (year(), any::<(bool, bool)>()).prop_map(|(year, (a, b))| stated("A01", year, money(a, b)));
    let count = (year(), 0..4i64)
        .prop_map(|(year, count)| stated("A02", year, Facts { count: Some(count), ..Facts::default() }));
    let ratio = (year(), 0..99i64, 1..99i64).prop_map(|(year, numerator, denominator)| {
        let facts = Facts { numerator: Some(numerator), denominator: Some(denominator), ..Facts::default() };
        stated("A03", year, facts)
    });
    let excused = year().prop_map(|year| {
        stated("A03", year, Facts { not_applicable: Some("no task".into()), ..Facts::default() })
    });
    prop::collection::vec(prop_oneof![clauses, count, ratio, excused], 0..16).prop_map(|mut facts| {
        facts.sort_by_key(|stated| (stated.item.clone(), stated.year));
        facts.dedup_by_key(|stated| (stated.item.clone(), stated.year));
        facts
    })
}

fn any_proofs() -> impl Strategy<Value = Vec<ProofCount>> {
    let kinds = ["budget", "voucher", "minutes", "roster", "policy", "proof"];
    let one =
        (0..3usize, 0..4usize, 0..kinds.len(), any::<bool>()).prop_map(move |(item, year, kind, back)| {
            let state = if back { ReviewState::SentBack } else { ReviewState::Accepted };
            ProofCount { state, ..proof(["A01", "A02", "A03"][item], YEARS[year], kinds[kind]) }
        });
    prop::collection::vec(one, 0..40)
}

proptest! {
    #[test]
    fn order_never_matters(facts in any_facts(), proofs in any_proofs(), seed in any::<u64>()) {
        let expected = score(&facts, &proofs);
        let (mut facts, mut proofs) = (facts, proofs);
        let by = usize::try_from(seed % 16).unwrap();
        let (facts_by, proofs_by) = (by % facts.len().max(1), by % proofs.len().max(1));
        facts.rotate_left(facts_by);
        proofs.rotate_left(proofs_by);
        facts.reverse();
        prop_assert_eq!(expected, score(&facts, &proofs));
    }

    #[test]
    fn more_proof_never_lowers(facts in any_facts(), proofs in any_proofs(), more in any_proofs()) {
        let before = score(&facts, &proofs).total.provable;
        let after = score(&facts, &[proofs, more].concat()).total.provable;
        prop_assert!(before <= after, "{before} > {after}");
    }

    #[test]
    fn items_sum_to_the_base_and_gaps_to_what_is_lost(facts in any_facts(), proofs in any_proofs()) {
        let found = score(&facts, &proofs);
        let provable: Points = found.items.iter().map(|item| item.figures.provable).sum();
        prop_assert_eq!(Points::exact(provable.decimal() * Decimal::TEN), found.base.provable);
        for item in &found.items {
            prop_assert!(item.figures.provable <= item.figures.claimed && item.figures.claimed <= item.figures.full);
        }
        let lost: Points = gaps(&found).iter().map(|gap| gap.points).sum();
        prop_assert_eq!(lost, points("10") - provable);
        prop_assert!(gaps(&found).iter().all(|gap| gap.points > Points::ZERO));
    }
}
