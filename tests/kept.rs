//! Scores that are kept for lists of counties are those that are worked out anew, whatever was done before.

#![expect(clippy::unwrap_used, reason = "a test that panics says where")]

mod homes;

use std::collections::BTreeMap;

use chrono::DateTime;
use proptest::prelude::*;
use tempfile::TempDir;
use yingjian::domain::facts::{Facts, Year};
use yingjian::domain::points::Points;
use yingjian::domain::round::{Phase, WithoutMidterm};
use yingjian::domain::score::{Figure, PhaseScore};
use yingjian::domain::standard::{Level, Standard};
use yingjian::ops::evidence::{self, Change, Filing, Place, Verdict};
use yingjian::ops::judging::{self, Marking, Ruling};
use yingjian::ops::opening::{self, NewCounty, NewRound, NewYear};
use yingjian::ops::scores::board::{Cell, board};
use yingjian::ops::scores::{self, RoundView, Standing};
use yingjian::ops::statements::{self, Statement};
use yingjian::ops::{By, Office, freezing, sheets};

const COUNTIES: [&str; 3] = ["c1", "c2", "c3"];
const YEARS: [Year; 2] = [Year(2022), Year(2023)];

/// Something that somebody does; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Step {
    State { county: usize, item: usize, year: usize, count: i64 },
    File { county: usize, item: usize, year: usize, kind: usize },
    Link { piece: usize, item: usize, year: usize },
    Unlink { piece: usize },
    Revise { piece: usize, kind: usize },
    Review { piece: usize, accept: bool },
    Mark { county: usize, item: usize, midterm: bool },
    Rule { county: usize, veto: bool, units: i64 },
    Freeze { county: usize },
    Adopt { midterm: bool, second: bool },
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    let county = 0..COUNTIES.len();
    let (item, year, piece, kind) = (0..6_usize, 0..2_usize, 0..8_usize, 0..4_usize);
    prop_oneof![
        4 => (county.clone(), item.clone(), year.clone(), 0..4_i64)
            .prop_map(|(county, item, year, count)| Step::State { county, item, year, count }),
        4 => (county.clone(), item.clone(), year.clone(), kind.clone())
            .prop_map(|(county, item, year, kind)| Step::File { county, item, year, kind }),
        1 => (piece.clone(), item.clone(), year).prop_map(|(piece, item, year)| Step::Link { piece, item, year }),
        1 => piece.clone().prop_map(|piece| Step::Unlink { piece }),
        1 => (piece.clone(), kind).prop_map(|(piece, kind)| Step::Revise { piece, kind }),
        1 => (piece, any::<bool>()).prop_map(|(piece, accept)| Step::Review { piece, accept }),
        1 => (county.clone(), item, any::<bool>())
            .prop_map(|(county, item, midterm)| Step::Mark { county, item, midterm }),
        1 => (county.clone(), any::<bool>(), 0..2_i64)
            .prop_map(|(county, veto, units)| Step::Rule { county, veto, units }),
        1 => county.prop_map(|county| Step::Freeze { county }),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(midterm, second)| Step::Adopt { midterm, second }),
        3 => Just(Step::Look),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn kept_scores_are_those_worked_out_anew(steps in prop::collection::vec(step(), 1..25)) {
        let mut made = Made::new();
        for step in &steps {
            made.run(step);
        }
        made.compare();
        made.compare();
    }
}

/// An office, and the ids of the evidence that was filed in it.
struct Made {
    _folder: TempDir,
    office: Office,
    pieces: Vec<String>,
}

fn by() -> By {
    By { account: "inspector".into(), at: DateTime::from_timestamp(1_790_000_000, 0).unwrap().naive_utc() }
}

impl Made {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = homes::office(folder.path());
        let mut standard = yingjian::sheet::sample().unwrap();
        sheets::take(&office, &by(), &standard).unwrap();
        opening::open(&office, &by(), &round(&standard)).unwrap();
        "2".clone_into(&mut standard.version);
        if let Some(item) = standard.items.first_mut() {
            item.needs.clear();
        }
        sheets::take(&office, &by(), &standard).unwrap();
        Self { _folder: folder, office, pieces: Vec::new() }
    }

    fn view(&self) -> RoundView {
        scores::round(&self.office, Some("r")).unwrap()
    }

    /// Does it; what is refused in this state of things is no matter.
    fn run(&mut self, step: &Step) {
        let view = self.view();
        let code = |item: usize| view.final_standard.items.get(item).unwrap().code.clone();
        let (office, by) = (&self.office, by());
        match *step {
            Step::State { county, item, year, count } => {
                let Place { item, year } = at(&view, item, year);
                let rule = &view.final_standard.item(&item).unwrap().rule;
                let done = Some(vec![count > 1; rule.ticks().len()]).filter(|ticks| !ticks.is_empty());
                let counts = rule.fields().contains(&"count");
                let facts = Facts { done, count: counts.then_some(count), ..Facts::default() };
                let seen = statements::stated(office, ("r", name(county)), (&item, year)).unwrap();
                let seen = seen.map_or(0, |(_, version)| version);
                let statement = Statement { county: name(county).into(), item, year, facts, seen };
                let _ = statements::state(office, &view, &by, &statement);
            }
            Step::File { county, item, year, kind } => {
                let filed = self.file(&view, (county, kind), at(&view, item, year));
                self.pieces.push(filed);
            }
            Step::Mark { county, item, midterm } => {
                let phase = if midterm { Phase::Midterm } else { Phase::Final };
                let points: Points = "0.5".parse().unwrap();
                let (county, item) = (name(county).to_owned(), code(item));
                let marking = Marking { county, phase, item, points, reason: "看过".into() };
                judging::give_points(office, &view, &by, &marking).unwrap();
            }
            Step::Rule { county, veto, units } => {
                let standard = &view.final_standard;
                let veto_code = standard.vetoes.first().map(|one| one.code.clone());
                let bonus_code = standard.bonuses.first().map(|one| one.code.clone());
                let code = if veto { veto_code } else { bonus_code }.unwrap();
                let ruling = Ruling { county: name(county).into(), code, units, reason: "查实".into() };
                judging::rule(office, &view, &by, &ruling).unwrap();
            }
            Step::Freeze { county } => {
                let _ = freezing::freeze(office, &by, "r", (name(county), Phase::Midterm));
            }
            Step::Adopt { midterm, second } => {
                let phase = if midterm { Phase::Midterm } else { Phase::Final };
                let version = if second { "2" } else { "2026" };
                let sheet = format!("{}@{version}", view.final_standard.id);
                opening::adopt(office, &by, ("r", phase), &sheet).unwrap();
            }
            Step::Look => self.compare(),
            ref of_piece => self.run_on_piece(&view, of_piece),
        }
    }

    fn run_on_piece(&self, view: &RoundView, step: &Step) {
        let (office, by) = (&self.office, by());
        let id = |piece: usize| self.pieces.get(piece);
        match *step {
            Step::Link { piece, item, year } => {
                let Some(id) = id(piece) else { return };
                evidence::link(office, view, &by, (id, &at(view, item, year))).unwrap();
            }
            Step::Unlink { piece } => {
                let Some(id) = id(piece) else { return };
                let places = evidence::piece(office, id).unwrap().places;
                let Some(place) = places.first() else { return };
                evidence::unlink(office, &by, (id, place)).unwrap();
            }
            Step::Revise { piece, kind } => {
                let Some(id) = id(piece) else { return };
                let seen = evidence::piece(office, id).unwrap().row.revision;
                let kind = view.final_standard.kinds.get(kind).unwrap().id.clone();
                let fields = titled();
                let change = Change { seen, kind, fields, files: Vec::new() };
                evidence::revise(office, view, &by, (id, &change)).unwrap();
            }
            Step::Review { piece, accept } => {
                let Some(id) = id(piece) else { return };
                let seen = evidence::piece(office, id).unwrap().row.revision;
                let verdict = if accept { Verdict::Accept } else { Verdict::SendBack("无签名".into()) };
                evidence::review(office, &by, (id, seen), &verdict).unwrap();
            }
            _ => unreachable!("{step:?} is of a county"),
        }
    }

    fn file(&self, view: &RoundView, (county, kind): (usize, usize), place: Place) -> String {
        let mut incoming = self.office.blobs.receive(1 << 20).unwrap();
        incoming.write(format!("%PDF-1.4\n{}\n%%EOF\n", self.pieces.len()).as_bytes()).unwrap();
        let filing = Filing {
            county: name(county).into(),
            kind: view.final_standard.kinds.get(kind).unwrap().id.clone(),
            fields: titled(),
            items: vec![place.item],
            years: vec![place.year],
            files: vec![evidence::take(incoming, "一.pdf").unwrap()],
        };
        evidence::file(&self.office, view, &by(), &filing).unwrap().id
    }

    /// What a process remembers of a county, after it was looked at before the change.
    fn compare_remembered(&self, view: &RoundView, (figure, anew): (Figure, &Standing)) {
        let known = scores::standing(&self.office, view, &anew.county.code).unwrap();
        let known = Standing { rank: anew.rank, ..Standing::clone(&known).in_figure(&view.round, figure) };
        assert_eq!(format!("{known:?}"), format!("{anew:?}"));
    }

    /// Every figure of every list against the standings that are worked out anew.
    fn compare(&self) {
        let view = self.view();
        for figure in Figure::ALL {
            let anew = scores::standings(&self.office, &view, figure).unwrap();
            let board = board(&self.office, &view, figure).unwrap();
            assert_eq!(board.lines.len(), anew.len());
            for (line, standing) in board.lines.iter().zip(&anew) {
                assert_eq!(line.county, standing.county);
                assert_eq!(line.head.midterm, standing.counting_midterm().map(|score| score.total));
                assert_eq!(line.head.at_final, standing.at_final.total);
                assert_eq!(line.head.vetoes, standing.vetoes);
                assert_eq!((line.composite, line.rank), (standing.composite, standing.rank));
                self.compare_remembered(&view, (figure, standing));
            }
            let codes = COUNTIES.map(str::to_owned);
            for phase in Phase::ALL {
                let cells = board.read_cells(&self.office, (&view, phase), &codes).unwrap();
                for standing in &anew {
                    let score = match phase {
                        Phase::Midterm => standing.counting_midterm(),
                        Phase::Final => Some(&standing.at_final),
                    };
                    assert_eq!(cells.get(&standing.county.code).unwrap(), &cells_of(score));
                }
            }
        }
    }
}

fn at(view: &RoundView, item: usize, year: usize) -> Place {
    let item = view.final_standard.items.get(item).unwrap().code.clone();
    Place { item, year: YEARS.into_iter().nth(year).unwrap() }
}

fn name(county: usize) -> &'static str {
    COUNTIES.into_iter().nth(county).unwrap()
}

fn titled() -> BTreeMap<String, String> {
    [("title".to_owned(), "纪要".to_owned())].into()
}

fn cells_of(score: Option<&PhaseScore>) -> Vec<Cell> {
    let items = score.map(|score| score.items.as_slice()).unwrap_or_default();
    let cell = |item: &yingjian::domain::score::ItemScore| Cell {
        code: item.code.clone(),
        full: item.figures.full,
        claimed: item.figures.claimed,
        provable: item.figures.provable,
        city: item.figures.city,
        evidence: item.evidence,
    };
    items.iter().map(cell).collect()
}

fn round(standard: &Standard) -> NewRound {
    let year = |year: Year| NewYear {
        year: year.0,
        starts: format!("{year}-01-01").parse().unwrap(),
        ends: format!("{year}-12-31").parse().unwrap(),
        midterm: year == Year(2022),
        r#final: true,
    };
    let county = |code: &str| NewCounty {
        code: code.into(),
        name: format!("{code}县"),
        level: if code == "c3" { Level::Prefecture } else { Level::County },
        fonds: String::new(),
    };
    NewRound {
        code: "r".into(),
        title: "周期".into(),
        city: "示例市".into(),
        standard: standard.id.clone(),
        midterm_weight: "0.4".parse().unwrap(),
        without_midterm: WithoutMidterm::Excluded,
        deadline: "2026-12-14".parse().unwrap(),
        years: YEARS.map(year).to_vec(),
        counties: COUNTIES.map(county).to_vec(),
    }
}
