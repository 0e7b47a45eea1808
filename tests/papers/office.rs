//! An office with the sample sheet and thirty counties, whose papers are filed with what they say.

#[path = "../homes/mod.rs"]
mod homes;

use chrono::DateTime;
use tempfile::TempDir;
use yingjian::blob::Sha256Hex;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::finding::FindingKind;
use yingjian::domain::role::Role;
use yingjian::domain::round::WithoutMidterm;
use yingjian::domain::standard::Level;
use yingjian::ops::evidence::{Filing, file, take};
use yingjian::ops::findings::{self, Found};
use yingjian::ops::opening::{NewCounty, NewRound, NewYear, open};
use yingjian::ops::statements::{Statement, state};
use yingjian::ops::{By, Office, jobs, scores, sheets};
use yingjian::store::findings::FindingFilter;
use yingjian::store::texts::{self, FileTextRow, LAYER, MADE};
use yingjian::{sheet, store};

/// Their codes are `c1` to `c30`.
pub(crate) const COUNTIES: usize = 30;

/// The office, in a folder of its own.
pub(crate) struct Desk {
    pub(crate) office: Office,
    _folder: TempDir,
}

/// A paper before it is filed.
pub(crate) struct Paper<'a> {
    pub(crate) county: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) fields: &'a [(&'a str, &'a str)],
    pub(crate) item: &'a str,
    pub(crate) year: i32,
    pub(crate) text: &'a str,
}

pub(crate) fn by() -> By {
    By { account: "clerk".into(), at: DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() }
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = homes::office(folder.path());
        sheets::take(&office, &by(), &sheet::sample().unwrap()).unwrap();
        open(&office, &by(), &round()).unwrap();
        Self { office, _folder: folder }
    }

    /// Files a paper as a text file with exactly these words, and gives its id.
    pub(crate) fn file(&self, paper: &Paper<'_>) -> String {
        self.file_as("材料.txt", paper.text.as_bytes(), paper)
    }

    /// Files a paper under several items.
    pub(crate) fn file_under(&self, paper: &Paper<'_>, items: &[&str]) -> String {
        self.file_all(("材料.txt", paper.text.as_bytes()), paper, items)
    }

    /// Files bytes that say the paper's text.
    pub(crate) fn file_as(&self, name: &str, bytes: &[u8], paper: &Paper<'_>) -> String {
        self.file_all((name, bytes), paper, &[paper.item])
    }

    fn file_all(&self, (name, bytes): (&str, &[u8]), paper: &Paper<'_>, items: &[&str]) -> String {
        let view = scores::round(&self.office, None).unwrap();
        let mut incoming = self.office.blobs.receive(1 << 22).unwrap();
        incoming.write(bytes).unwrap();
        let filing = Filing {
            county: paper.county.into(),
            kind: paper.kind.into(),
            fields: paper
                .fields
                .iter()
                .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
                .collect(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
            years: vec![Year(paper.year)],
            files: vec![take(incoming, name).unwrap()],
        };
        let filed = file(&self.office, &view, &by(), &filing).unwrap();
        let hash = Sha256Hex::of(bytes).to_string();
        let conn = &mut *self.office.store.conn().unwrap();
        store::write(conn, |conn| texts::write(conn, &row(&hash, paper.text))).unwrap();
        filed.id
    }

    pub(crate) fn state(&self, (county, item, year): (&str, &str, i32), facts: Facts) {
        let view = scores::round(&self.office, None).unwrap();
        let (county, item) = (county.to_owned(), item.to_owned());
        state(&self.office, &view, &by(), &Statement { county, item, year: Year(year), facts, seen: 0 })
            .unwrap();
    }

    /// What is found of a kind in a county, as somebody of a role reads it.
    pub(crate) fn found(&self, (county, role): (&str, Role), kind: FindingKind) -> Vec<Found> {
        let view = scores::round(&self.office, None).unwrap();
        jobs::find_copied_texts(&self.office, &view.round.code).unwrap();
        findings::refresh(&self.office, &view, (county, by().at)).unwrap();
        let filter = FindingFilter {
            county: Some(county.to_owned()),
            kind: Some(kind.id().to_owned()),
            limit: 500,
            ..FindingFilter::default()
        };
        findings::list(&self.office, (&view.round.code, role), &filter).unwrap().found
    }
}

fn row(hash: &str, text: &str) -> FileTextRow {
    FileTextRow {
        sha256: hash.to_owned(),
        state: MADE.to_owned(),
        source: LAYER.to_owned(),
        reason: String::new(),
        reader: 1,
        text: text.to_owned(),
        marks: "[]".to_owned(),
        characters: i64::try_from(text.chars().count()).unwrap(),
        pages: 1,
        cut: false,
        made_at: by().at,
    }
}

fn round() -> NewRound {
    let years = (2022..=2025).map(|year: i32| NewYear {
        year,
        starts: format!("{year}-01-01").parse().unwrap(),
        ends: format!("{year}-12-31").parse().unwrap(),
        midterm: year <= 2023,
        r#final: true,
    });
    let county = |number: usize| NewCounty {
        code: format!("c{number}"),
        name: format!("示例{number}县"),
        level: Level::County,
        fonds: String::new(),
    };
    NewRound {
        code: "r".into(),
        title: "周期".into(),
        city: "city".into(),
        standard: "sample-2026".into(),
        midterm_weight: "0.4".parse().unwrap(),
        without_midterm: WithoutMidterm::Zero,
        deadline: "2026-12-14".parse().unwrap(),
        years: years.collect(),
        counties: (1..=COUNTIES).map(county).collect(),
    }
}
