//! The county of docs/WORKED-EXAMPLE.md, built through the operations of the pages: every figure as
//! it is written there.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod homes;

use std::collections::BTreeMap;

use chrono::DateTime;
use serde::Deserialize;
use tempfile::TempDir;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::gap::{gaps, lost_by_cause};
use yingjian::domain::points::Points;
use yingjian::domain::round::Phase;
use yingjian::domain::score::{Figure, Figures, PhaseScore, sum};
use yingjian::ops::evidence::{Filing, Verdict, file, review, take};
use yingjian::ops::freezing::freeze;
use yingjian::ops::scores::{self, RoundView, Standing};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{By, Office, opening, sheets};
use yingjian::sheet::{self, SheetFormat};

const PAGE: &str = include_str!("../docs/WORKED-EXAMPLE.md");

/// What the county states and can show.
#[derive(Deserialize)]
struct County {
    facts: Vec<Stated>,
    evidence: Vec<Shown>,
}

#[derive(Deserialize)]
struct Stated {
    item: String,
    year: i32,
    facts: Facts,
}

#[derive(Deserialize)]
struct Shown {
    item: String,
    kind: String,
    year: i32,
    state: Option<String>,
}

/// The office with the id of the evidence that was sent back.
struct Worked {
    _folder: TempDir,
    office: Office,
    view: RoundView,
    sent_back: String,
}

fn by() -> By {
    By { account: "clerk".into(), at: DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() }
}

fn worked() -> Worked {
    let folder = tempfile::tempdir().unwrap();
    let office = homes::office(folder.path());
    let standard = include_bytes!("../fixtures/worked/sheet.toml");
    sheets::take(&office, &by(), &sheet::read(standard, SheetFormat::Toml).unwrap()).unwrap();
    let round = toml::from_str(include_str!("../fixtures/worked/round.toml")).unwrap();
    opening::open(&office, &by(), &round).unwrap();
    let view = scores::round(&office, Some("worked")).unwrap();
    let county: County = toml::from_str(include_str!("../fixtures/worked/county.toml")).unwrap();
    for stated in county.facts {
        let year = Year(stated.year);
        let statement =
            Statement { county: "c1".into(), item: stated.item, year, facts: stated.facts, seen: 0 };
        state(&office, &view, &by(), &statement).unwrap();
    }
    let mut sent_back = Vec::new();
    for (number, shown) in county.evidence.iter().enumerate() {
        let id = file_piece(&office, &view, (number, shown));
        match shown.state.as_deref() {
            None => {}
            Some("accepted") => review(&office, &by(), (&id, 1), &Verdict::Accept).unwrap(),
            Some(_) => {
                review(&office, &by(), (&id, 1), &Verdict::SendBack("没有签字".into())).unwrap();
                sent_back.push(id);
            }
        }
    }
    Worked { _folder: folder, office, view, sent_back: sent_back.pop().unwrap() }
}

fn file_piece(office: &Office, view: &RoundView, (number, shown): (usize, &Shown)) -> String {
    let mut incoming = office.blobs.receive(1 << 20).unwrap();
    incoming.write(format!("%PDF-1.4\n{number}\n%%EOF\n").as_bytes()).unwrap();
    let filing = Filing {
        county: "c1".into(),
        kind: shown.kind.clone(),
        fields: BTreeMap::new(),
        items: vec![shown.item.clone()],
        years: vec![Year(shown.year)],
        files: vec![take(incoming, &format!("{number}.pdf")).unwrap()],
    };
    file(office, view, &by(), &filing).unwrap().id
}

fn standing(worked: &Worked, figure: Figure) -> Standing {
    let standing = scores::standing(&worked.office, &worked.view, "c1").unwrap();
    std::sync::Arc::unwrap_or_clone(standing).in_figure(&worked.view.round, figure)
}

/// A row of a table of the page.
fn row(name: &str, figures: Figures) -> String {
    format!("| {name} | {} | {} | {} |", figures.full, figures.claimed, figures.provable)
}

/// The two tables of a phase, under the chapter that is named.
fn tables(score: &PhaseScore) -> Vec<String> {
    let mut rows: Vec<String> = score.items.iter().map(|item| row(&item.code, item.figures)).collect();
    rows.push(row("sum", sum(score.items.iter().map(|item| item.figures))));
    let totals = [("base", score.base), ("bonus", score.bonus), ("total", score.total)];
    rows.extend(totals.map(|(name, figures)| row(name, figures)));
    rows
}

/// The text of a chapter of the page.
fn chapter(title: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

fn check_tables(title: &str, rows: &[String], expected: &[&str]) {
    assert_eq!(rows, expected);
    for row in expected {
        assert!(chapter(title).contains(row), "{title}: {row}");
    }
}

#[test]
fn the_final_is_as_on_the_page() {
    let expected = [
        "| A01 | 2 | 1.8125 | 1.625 |",
        "| A02 | 3 | 2.25 | 1.5 |",
        "| A03 | 2 | 2 | 0 |",
        "| B01 | 3 | 1.0714 | 0.3214 |",
        "| B02 | 2 | 0.9375 | 0.9375 |",
        "| B03 | 2 | 0.5 | 0.5 |",
        "| B04 | 1 | 0 | 0 |",
        "| sum | 15 | 8.5714 | 4.8839 |",
        "| base | 100 | 57.1427 | 32.5593 |",
        "| bonus | 1.5 | 1.5 | 1 |",
        "| total | 101.5 | 58.6427 | 33.5593 |",
    ];
    let rows = tables(&standing(&worked(), Figure::Provable).at_final);
    check_tables("The final, item by item", &rows, &expected);
}

#[test]
fn the_midterm_is_as_on_the_page() {
    let expected = [
        "| A01 | 2 | 2 | 1.625 |",
        "| A02 | 3 | 3 | 1.5 |",
        "| A03 | 2 | 2 | 0 |",
        "| B01 | 3 | 0.6429 | 0.6429 |",
        "| B02 | 2 | 1.625 | 1.625 |",
        "| B03 | 2 | 1.25 | 1.25 |",
        "| B04 | 1 | 0 | 0 |",
        "| sum | 15 | 10.5179 | 6.6429 |",
        "| base | 100 | 70.1193 | 44.286 |",
        "| bonus | 1.5 | 1.25 | 1 |",
        "| total | 101.5 | 71.3693 | 45.286 |",
    ];
    let rows = tables(&standing(&worked(), Figure::Provable).midterm.unwrap());
    check_tables("The midterm, item by item", &rows, &expected);
}

#[test]
fn the_composite_is_two_fifths_and_three_fifths_to_the_last_digit() {
    let worked = worked();
    let composite = |figure| standing(&worked, figure).composite.unwrap().to_string();
    assert_eq!(composite(Figure::Claimed), "63.73334");
    assert_eq!(composite(Figure::Provable), "38.24998");
    for row in [
        "| claimed | 0.4 × 71.3693 = 28.54772 | 0.6 × 58.6427 = 35.18562 | 63.73334 |",
        "| provable | 0.4 × 45.286 = 18.1144 | 0.6 × 33.5593 = 20.13558 | 38.24998 |",
    ] {
        assert!(chapter("The composite").contains(row), "{row}");
    }
}

#[test]
fn the_gaps_are_as_on_the_page() {
    let expected = [
        "| A03 | – | not proven | 2 |",
        "| B03 | – | not done | 1.5 |",
        "| B04 | – | not done | 1 |",
        "| A02 | 2024 | sent back | 0.75 |",
        "| A02 | 2025 | not done | 0.75 |",
        "| B01 | 2025 | not proven | 0.75 |",
        "| B01 | 2026 | not done | 0.75 |",
        "| B01 | 2023 | not done | 0.6 |",
        "| B01 | 2024 | not done | 0.5786 |",
        "| B02 | 2026 | not done | 0.5 |",
        "| B02 | 2025 | not done | 0.375 |",
        "| A01 | 2024 | not proven | 0.1875 |",
        "| A01 | 2025 | not done | 0.1875 |",
        "| B02 | 2024 | not done | 0.1875 |",
    ];
    let standing = standing(&worked(), Figure::Provable);
    let found = gaps(&standing.at_final);
    let rows: Vec<String> = found
        .iter()
        .map(|gap| {
            let year = gap.year.map_or("–".to_owned(), |year| year.to_string());
            format!("| {} | {year} | {} | {} |", gap.code, gap.cause.id().replace('_', " "), gap.points)
        })
        .collect();
    check_tables("The gaps (漏项) of the final", &rows, &expected);
    let shown = chapter("The gaps (漏项) of the final").lines().filter(|line| line.starts_with("| "));
    assert_eq!(shown.count(), expected.len() + 1, "a gap that is not there any more");
    let lost = lost_by_cause(&found).map(|(_, points)| points.to_string());
    assert_eq!(lost, ["6.4286", "2.9375", "0.75"]);
    let all: Points = found.iter().map(|gap| gap.points).sum();
    assert_eq!(all.to_string(), "10.1161");
}

#[test]
fn one_gap_is_worth_seven_points_or_three_when_the_midterm_is_frozen() {
    let before = worked();
    review(&before.office, &by(), (&before.sent_back, 1), &Verdict::Accept).unwrap();
    let now = standing(&before, Figure::Provable);
    assert_eq!(now.at_final.total.provable.to_string(), "38.5593");
    assert_eq!(now.midterm.unwrap().total.provable.to_string(), "55.286");
    assert_eq!(now.composite.unwrap().to_string(), "45.24998");

    let frozen = worked();
    freeze(&frozen.office, &by(), "worked", ("c1", Phase::Midterm)).unwrap();
    review(&frozen.office, &by(), (&frozen.sent_back, 1), &Verdict::Accept).unwrap();
    let now = standing(&frozen, Figure::Provable);
    assert_eq!(now.counting_midterm().unwrap().total.provable.to_string(), "45.286");
    assert_eq!(now.composite.unwrap().to_string(), "41.24998");
    for figure in ["38.5593", "55.286", "45.24998", "41.24998"] {
        assert!(chapter("What one gap is worth").contains(figure), "{figure}");
    }
}
