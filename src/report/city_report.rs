//! The city's table on paper (各县总表): places, a heat map of counties and aspects, and its figures.
//!
//! It only arranges; scores and places were worked out elsewhere.

use chrono::NaiveDate;

use super::chart::{self, HeatRow};
use super::paper::{Block, Cell, Column, Paper, Table};
use super::words;
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::Figures;
use crate::texts::Lang;

/// Everything that the city's table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CityReport {
    /// The title of the round.
    pub round: String,
    /// The phase whose aspects are shown.
    pub phase: Phase,
    /// The day of the report.
    pub today: NaiveDate,
    /// The names of the sheet's aspects.
    pub aspects: Vec<String>,
    /// The counties, those with a place first.
    pub counties: Vec<CountyLine>,
}

/// A county in the city's table, in the provable figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyLine {
    /// Its name.
    pub name: String,
    /// Its place; none with a veto or without a score.
    pub rank: Option<usize>,
    /// Codes of vetoes that stand.
    pub vetoes: Vec<String>,
    /// The total of the midterm that counts.
    pub midterm: Option<Points>,
    /// The total of the final.
    pub at_final: Points,
    /// The selection score.
    pub composite: Option<Points>,
    /// Its figures, aspect by aspect.
    pub aspects: Vec<Figures>,
}

impl CityReport {
    /// The report as a paper.
    pub fn paper(&self, lang: Lang) -> Paper {
        let heading = |id| Block::Heading { level: 1, text: lang.word(id) };
        let said = Message::new("report-round-phase").with("round", &self.round);
        Paper {
            title: lang.word("report-city-title"),
            subtitle: Some(lang.say(&said.with("phase", words::phase(self.phase)))),
            number: None,
            author: lang.word("report-city-author"),
            date: self.today,
            lang,
            landscape: true,
            blocks: vec![
                heading("report-city-places"),
                Block::Table(self.places(lang)),
                heading("report-city-aspects"),
                Block::Charts(vec![self.heat(lang)]),
                heading("report-city-lost"),
                Block::Table(self.lost(lang)),
            ],
        }
    }

    fn heat(&self, lang: Lang) -> chart::Chart {
        let rows: Vec<HeatRow> = self.counties.iter().map(CountyLine::heat).collect();
        chart::heat(&self.aspects, &rows, (&lang.word("report-figure-provable"), lang))
    }

    fn places(&self, lang: Lang) -> Table {
        let row = |county: &CountyLine| -> Vec<Cell> {
            let rank = county.rank.and_then(|rank| i64::try_from(rank).ok());
            vec![
                rank.into(),
                county.name.clone().into(),
                county.midterm.into(),
                county.at_final.into(),
                county.composite.into(),
                county.vetoes.join(" ").into(),
            ]
        };
        Table {
            name: lang.word("report-city-places-name"),
            columns: vec![
                Column::center(lang.word("report-city-rank"), 8),
                Column::left(lang.word("report-chart-county"), 22),
                Column::right(lang.word("report-phase-midterm"), 14),
                Column::right(lang.word("report-phase-final"), 14),
                Column::right(lang.word("report-chart-composite"), 14),
                Column::left(lang.word("report-city-vetoes"), 14),
            ],
            rows: self.counties.iter().map(row).collect(),
            totals: Vec::new(),
        }
    }

    /// What each county loses in each aspect, with the sum over the counties: where all lose alike, the city helps.
    fn lost(&self, lang: Lang) -> Table {
        let mut columns = vec![Column::left(lang.word("report-chart-county"), 14)];
        columns.extend(self.aspects.iter().map(|aspect| Column::right(aspect, 12)));
        columns.push(Column::right(lang.word("report-sum"), 10));
        let row = |county: &CountyLine| {
            let lost: Vec<Points> =
                county.aspects.iter().map(|figures| figures.full - figures.provable).collect();
            let mut row: Vec<Cell> = vec![county.name.clone().into()];
            row.extend(lost.iter().copied().map(Cell::from));
            row.push(lost.into_iter().sum::<Points>().into());
            row
        };
        Table {
            name: lang.word("report-city-lost-name"),
            totals: (1..columns.len()).collect(),
            rows: self.counties.iter().map(row).collect(),
            columns,
        }
    }
}

impl CountyLine {
    fn heat(&self) -> HeatRow {
        let cell = |figures: &Figures| Some((figures.provable, figures.full));
        HeatRow { name: self.name.clone(), cells: self.aspects.iter().map(cell).collect() }
    }
}
