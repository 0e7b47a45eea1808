//! A gap report of the whole sample sheet with names that break careless writers.

use std::path::PathBuf;

use tempfile::TempDir;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::round::Phase;
use yingjian::domain::score::{FactsOf, Figures, Inputs, PhaseScore, score_phase};
use yingjian::domain::standard::{Level, Standard};
use yingjian::report::chart::{DayScore, PhaseFigures};
use yingjian::report::{Format, GapReport, GapSubject, Paper};
use yingjian::sheet;
use yingjian::texts::Lang;

/// Texts of users, as bad as they come.
pub(crate) const HARD: [&str; 8] = [
    "=cmd|'/c calc'!A0",
    "+1",
    "@SUM(A1)",
    "-2+3",
    "<script>alert(1)</script> & \"quoted\"",
    "\u{20BB7}野家，㐂，盱眙，䶮，㙍，\u{2C629}，㛃，郪",
    "re\u{301}sume\u{301}\u{7}\u{202e}x",
    "\u{1f600}\u{10ffff}",
];

/// The sample sheet with those texts as names and lead units, and one that is long and unbroken.
pub(crate) fn standard() -> Standard {
    let mut standard = sheet::sample().unwrap();
    let long = "长".repeat(200);
    for (item, text) in standard.items.iter_mut().zip(HARD.into_iter().chain([long.as_str()])) {
        item.name = text.to_owned();
        item.lead = text.to_owned();
    }
    standard
}

/// The report of a county that has stated a little and proven nothing.
pub(crate) fn gap_report() -> GapReport {
    let standard = standard();
    let years = [2022, 2023, 2024, 2025].map(Year);
    let facts: Vec<FactsOf> = standard
        .items
        .iter()
        .take(30)
        .map(|item| FactsOf {
            item: item.code.clone(),
            year: years[0],
            facts: Facts { count: Some(9), done: Some(vec![true; 4]), ..Facts::default() },
        })
        .collect();
    let score = score_phase(Inputs {
        standard: &standard,
        years: &years,
        level: Level::County,
        facts: &facts,
        proofs: &[],
        marks: &[],
        granted: &[],
    });
    let day = |text: &str| text.parse().unwrap();
    let subject = GapSubject {
        county_code: "c1".into(),
        county: "甲县".into(),
        round: "2022—2025 年创建周期".into(),
        phase: Phase::Final,
        today: day("2026-11-24"),
        deadline: day("2026-12-14"),
        composite: Some("12.5".parse().unwrap()),
        phases: Some(phases(&score)),
        history: history(),
    };
    GapReport::of(subject, &score, &standard)
}

fn phases(score: &PhaseScore) -> PhaseFigures {
    let figures = |claimed: &str, provable: &str, city: Option<&str>| Figures {
        full: "110".parse().unwrap(),
        claimed: claimed.parse().unwrap(),
        provable: provable.parse().unwrap(),
        city: city.map(|city| city.parse().unwrap()),
    };
    PhaseFigures {
        midterm: Some(figures("71.0625", "58.5", Some("60.25"))),
        at_final: score.total,
        composite: Some(figures("40.1", "12.5", None)),
    }
}

/// Some weeks with a pause, and a figure that falls because evidence was sent back.
fn history() -> Vec<DayScore> {
    let days = [
        ("2026-08-03", "10", "0"),
        ("2026-08-21", "14.5", "2.25"),
        ("2026-09-18", "20.0625", "9.5"),
        ("2026-10-30", "26", "8.75"),
        ("2026-11-24", "29.75", "12.5"),
    ];
    let score = |(day, claimed, provable): (&str, &str, &str)| DayScore {
        day: day.parse().unwrap(),
        claimed: claimed.parse().unwrap(),
        provable: provable.parse().unwrap(),
    };
    days.map(score).to_vec()
}

/// A paper as a file in a folder of its own.
pub(crate) fn file(paper: &Paper, format: Format) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("report.{}", format.extension()));
    std::fs::write(&path, bytes(paper, format)).unwrap();
    (folder, path)
}

pub(crate) fn bytes(paper: &Paper, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    format.write(paper, &mut bytes).unwrap();
    bytes
}

pub(crate) fn paper() -> Paper {
    gap_report().paper(Lang::Hans)
}
