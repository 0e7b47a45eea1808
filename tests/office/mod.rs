//! A small office for tests: one sheet of two items, two years, two counties.

#[path = "../homes/mod.rs"]
pub(crate) mod homes;

use chrono::{DateTime, NaiveDate};
use tempfile::TempDir;
use yingjian::domain::points::Points;
use yingjian::domain::round::WithoutMidterm;
use yingjian::domain::rule::{PerYear, Rule};
use yingjian::domain::standard::{Aspect, EvidenceKind, Item, Level, Need, Per, Standard, Veto};
use yingjian::ops::opening::{NewCounty, NewRound, NewYear, open};
use yingjian::ops::{By, Office, sheets};

/// Points as written.
pub(crate) fn points(text: &str) -> Points {
    text.parse().unwrap()
}

/// A clerk at a fixed time.
pub(crate) fn by() -> By {
    By { account: "clerk".into(), at: DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() }
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One item of 100 points: two meetings a year, proven by one set of minutes a year.
pub(crate) fn sheet() -> Standard {
    let item = Item {
        code: "A01".into(),
        aspect: "A".into(),
        name: "会议".into(),
        points: points("100"),
        each_year: true,
        lead: "办公室".into(),
        site_visit: false,
        note: String::new(),
        rule: Rule::PerYear(PerYear { need: "会议".into(), min_count: 2 }),
        needs: vec![Need { kind: "minutes".into(), min: 1, per: Per::Year }],
        words: Vec::new(),
    };
    let minutes = EvidenceKind {
        id: "minutes".into(),
        label: "会议纪要".into(),
        fields: ["title", "meeting_date", "chair", "attendees", "topics"].map(String::from).to_vec(),
        formats: vec!["pdf".into()],
        retention: "Y".into(),
        tells: None,
    };
    Standard {
        id: "sheet".into(),
        version: "1".into(),
        title: "标准".into(),
        base_total: points("100"),
        bonus_cap: points("5"),
        kinds: vec![minutes],
        aspects: vec![Aspect { code: "A".into(), name: "组织领导".into(), points: points("100") }],
        items: vec![item],
        vetoes: vec![Veto {
            code: "V01".into(), name: "事故".into(), trigger: "发生".into(), items: vec![]
        }],
        bonuses: vec![],
        word_classes: vec![],
    }
}

/// An office whose round `r` has 2022 for the midterm and both years for the final.
pub(crate) fn office() -> (TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let office = homes::office(folder.path());
    fill(&office);
    (folder, office)
}

/// Puts the sheet and the round into an empty office.
pub(crate) fn fill(office: &Office) {
    sheets::take(office, &by(), &sheet()).unwrap();
    open(office, &by(), &round()).unwrap();
}

/// The round of [`office`].
pub(crate) fn round() -> NewRound {
    let year = |year: i32, midterm| NewYear {
        year,
        starts: day(&format!("{year}-01-01")),
        ends: day(&format!("{year}-12-31")),
        midterm,
        r#final: true,
    };
    let county = |code: &str| NewCounty {
        code: code.into(),
        name: format!("{code}县"),
        level: Level::County,
        fonds: "Z001".into(),
    };
    NewRound {
        code: "r".into(),
        title: "周期".into(),
        city: "city".into(),
        standard: "sheet".into(),
        midterm_weight: "0.4".parse().unwrap(),
        without_midterm: WithoutMidterm::Zero,
        deadline: day("2026-12-14"),
        years: vec![year(2022, true), year(2023, false)],
        counties: vec![county("c1"), county("c2")],
    }
}
