//! Operations on an office with a small sheet: stating facts, and the standings that follow.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

use chrono::DateTime;
use tempfile::TempDir;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::points::Points;
use yingjian::domain::rule::{PerYear, Rule};
use yingjian::domain::score::Figure;
use yingjian::domain::standard::{Aspect, Item, Standard};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{By, Office, OpsError, scores};
use yingjian::store::reviews::{RulingRow, write_ruling};
use yingjian::store::rounds::{CountyRow, RoundRow, YearRow};
use yingjian::store::standards::StandardRow;
use yingjian::store::{audit, rounds, standards};

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn by() -> By {
    By { account: "clerk".into(), at: DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() }
}

/// One item of 100 points, two meetings a year, without any evidence asked for.
fn sheet() -> Standard {
    let item = Item {
        code: "A01".into(),
        aspect: "A".into(),
        name: "会议".into(),
        points: points("100"),
        each_year: true,
        lead: String::new(),
        site_visit: false,
        note: String::new(),
        rule: Rule::PerYear(PerYear { need: "会议".into(), min_count: 2 }),
        needs: vec![],
    };
    Standard {
        id: "sheet".into(),
        version: "1".into(),
        title: "标准".into(),
        base_total: points("100"),
        bonus_cap: points("5"),
        kinds: vec![],
        aspects: vec![Aspect { code: "A".into(), name: "A".into(), points: points("100") }],
        items: vec![item],
        vetoes: vec![],
        bonuses: vec![],
    }
}

/// An office whose round has 2022 for the midterm and both years for the final.
fn office() -> (TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::open(folder.path()).unwrap();
    let conn = &mut office.store.conn().unwrap();
    let row = StandardRow {
        id: "s1".into(),
        code: "sheet".into(),
        version: "1".into(),
        title: "标准".into(),
        body: serde_json::to_string(&sheet()).unwrap(),
        taken_at: by().at,
    };
    standards::insert(conn, &row).unwrap();
    let round = RoundRow {
        code: "r".into(),
        title: "周期".into(),
        city: "city".into(),
        midterm_weight: "0.4".into(),
        without_midterm: "zero".into(),
        deadline: "2026-12-14".into(),
        midterm_standard: "s1".into(),
        final_standard: "s1".into(),
        published: false,
        opened_at: by().at,
    };
    let year = |year: i64, midterm| YearRow {
        round: "r".into(),
        year,
        starts: format!("{year}-01-01"),
        ends: format!("{year}-12-31"),
        midterm,
        at_final: true,
    };
    rounds::insert(conn, &round, &[year(2022, true), year(2023, false)]).unwrap();
    for code in ["c1", "c2"] {
        let county = CountyRow {
            code: code.into(),
            name: code.into(),
            city: "city".into(),
            level: "county".into(),
            fonds: "Z001".into(),
            position: 1,
        };
        rounds::insert_county(conn, &county).unwrap();
    }
    (folder, office)
}

fn statement(county: &str, year: i32, count: i64) -> Statement {
    let facts = Facts { count: Some(count), ..Facts::default() };
    Statement { county: county.into(), item: "A01".into(), year: Year(year), facts, seen: 0 }
}

fn refusal(office: &Office, statement: &Statement) -> &'static str {
    let view = scores::round(office, None).unwrap();
    match state(office, &view, &by(), statement).unwrap_err() {
        OpsError::Refused(message) => message.id,
        other => panic!("{other}"),
    }
}

#[test]
fn the_midterm_counts_two_fifths_and_a_veto_takes_the_place() {
    let (_folder, office) = office();
    let view = scores::round(&office, Some("r")).unwrap();
    for (county, year, count) in [("c1", 2022, 2), ("c2", 2022, 2), ("c2", 2023, 3)] {
        assert_eq!(state(&office, &view, &by(), &statement(county, year, count)).unwrap(), 1);
    }
    let standings = scores::standings(&office, &view, Figure::Provable).unwrap();
    // Midterm 100 of one year, final 50 of two: 0.4 × 100 + 0.6 × 50.
    assert_eq!((standings[0].composite, standings[0].rank), (Some(points("70")), Some(2)));
    assert_eq!((standings[1].composite, standings[1].rank), (Some(points("100")), Some(1)));

    let ruling = RulingRow {
        round: "r".into(),
        county: "c2".into(),
        code: "V01".into(),
        kind: "veto".into(),
        units: 1,
        reason: "查实".into(),
        given_by: "inspector".into(),
        given_at: by().at,
    };
    write_ruling(&mut office.store.conn().unwrap(), &ruling).unwrap();
    let standings = scores::standings(&office, &view, Figure::Provable).unwrap();
    assert_eq!((standings[1].composite, standings[1].rank), (Some(points("100")), None));
    assert_eq!(standings[1].vetoes, [("V01".to_owned(), "查实".to_owned())]);
    assert_eq!(standings[0].rank, Some(1));
}

#[test]
fn a_refused_statement_says_why_and_changes_nothing() {
    let (_folder, office) = office();
    assert_eq!(refusal(&office, &statement("c1", 2031, 1)), "facts-year-outside");
    let unknown = Statement { item: "Z99".into(), ..statement("c1", 2022, 1) };
    assert_eq!(refusal(&office, &unknown), "facts-unknown-item");
    assert_eq!(refusal(&office, &statement("c1", 2022, -1)), "facts-faults");
    assert!(audit::newest(&mut office.store.conn().unwrap(), 9).unwrap().is_empty());
}

#[test]
fn the_slower_editor_is_told_and_the_change_is_on_record() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    state(&office, &view, &by(), &statement("c1", 2022, 1)).unwrap();
    assert_eq!(refusal(&office, &statement("c1", 2022, 9)), "facts-changed");
    let record = audit::newest(&mut office.store.conn().unwrap(), 9).unwrap();
    assert_eq!(record.len(), 1);
    assert_eq!((record[0].subject.as_str(), record[0].detail.as_str()), ("A01/2022", "{\"count\":1}"));
}
