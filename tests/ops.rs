//! Operations on an office with a small sheet: stating facts, and the standings that follow.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod office;

use office::{by, office, points};
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::round::Phase;
use yingjian::domain::score::Figure;
use yingjian::ops::freezing::freeze;
use yingjian::ops::judging::{Marking, Ruling, give_points, rule};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{Office, OpsError, scores};
use yingjian::store::audit::{self, AuditRow};

fn statement(county: &str, year: i32, count: i64) -> Statement {
    let facts = Facts { count: Some(count), ..Facts::default() };
    Statement { county: county.into(), item: "A01".into(), year: Year(year), facts, seen: 0 }
}

fn statements_on_record(office: &Office) -> Vec<AuditRow> {
    let rows = audit::newest(&mut office.store.conn().unwrap(), 99).unwrap();
    rows.into_iter().filter(|row| row.action == "facts.state").collect()
}

fn refusal(office: &Office, statement: &Statement) -> String {
    let view = scores::round(office, None).unwrap();
    match state(office, &view, &by(), statement).unwrap_err() {
        OpsError::Refused(message) => message.id.into_owned(),
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
    let standings = scores::standings(&office, &view, Figure::Claimed).unwrap();
    // Midterm 100 of one year, final 50 of two: 0.4 × 100 + 0.6 × 50.
    assert_eq!((standings[0].composite, standings[0].rank), (Some(points("70")), Some(2)));
    assert_eq!((standings[1].composite, standings[1].rank), (Some(points("100")), Some(1)));

    let ruling = Ruling { county: "c2".into(), code: "V01".into(), units: 1, reason: " 查实 ".into() };
    rule(&office, &view, &by(), &ruling).unwrap();
    let standings = scores::standings(&office, &view, Figure::Claimed).unwrap();
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
    assert!(statements_on_record(&office).is_empty());
}

#[test]
fn the_slower_editor_is_told_and_the_change_is_on_record() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    state(&office, &view, &by(), &statement("c1", 2022, 1)).unwrap();
    assert_eq!(refusal(&office, &statement("c1", 2022, 9)), "facts-changed");
    let record = statements_on_record(&office);
    assert_eq!(record.len(), 1);
    assert_eq!((record[0].subject.as_str(), record[0].detail.as_str()), ("A01/2022", "{\"count\":1}"));
}

#[test]
fn a_frozen_midterm_counts_whatever_is_stated_afterwards() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let refused = freeze(&office, &by(), "r", ("c1", Phase::Midterm)).unwrap_err();
    assert!(matches!(refused, OpsError::Refused(message) if message.id == "frozen-nothing"));

    state(&office, &view, &by(), &statement("c1", 2022, 1)).unwrap();
    let sha256 = freeze(&office, &by(), "r", ("c1", Phase::Midterm)).unwrap();
    let again = freeze(&office, &by(), "r", ("c1", Phase::Midterm)).unwrap_err();
    assert!(matches!(again, OpsError::Refused(message) if message.id == "frozen-already"));

    state(&office, &view, &by(), &Statement { seen: 1, ..statement("c1", 2022, 2) }).unwrap();
    let standing = &scores::standings(&office, &view, Figure::Claimed).unwrap()[0];
    let frozen = standing.frozen.as_ref().unwrap();
    let today = standing.midterm.as_ref().unwrap();
    assert_eq!(frozen.sha256, sha256);
    assert_eq!((frozen.score.total.claimed, today.total.claimed), (points("0"), points("100")));
    // 0.4 × the frozen 0 + 0.6 × 50 of today's final.
    assert_eq!(standing.composite, Some(points("30")));
}

#[test]
fn points_of_the_city_stay_within_the_item() {
    let (_folder, office) = office();
    let view = scores::round(&office, None).unwrap();
    let give = |value: &str, reason: &str| {
        let marking = Marking {
            county: "c1".into(),
            phase: Phase::Final,
            item: "A01".into(),
            points: points(value),
            reason: reason.into(),
        };
        give_points(&office, &view, &by(), &marking)
    };
    for (value, reason, id) in
        [("100.25", "好", "mark-out-of-range"), ("-1", "好", "mark-out-of-range"), ("1", " ", "reason-empty")]
    {
        let refused = give(value, reason).unwrap_err();
        assert!(matches!(&refused, OpsError::Refused(message) if message.id == id), "{value} {refused}");
    }
    give("87.25", "两次会议").unwrap();
    give("88.25", "再看一遍").unwrap();
    let standing = &scores::standings(&office, &view, Figure::City).unwrap()[0];
    assert_eq!(standing.at_final.total.city, Some(points("88.25")));
}
