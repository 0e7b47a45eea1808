//! A score sheet: every item with one of its figures (self-assessed, provable or the city's).

use super::Binder;
use crate::domain::explain::explain;
use crate::domain::score::{Figure, Figures, ItemScore, PhaseScore};
use crate::domain::standard::Standard;
use crate::report::paper::{Block, Cell, Column, Paper, Table};
use crate::report::words;

/// The sheet of one figure; that of the provable figure says at each item why it is what it is.
pub fn score_sheet(binder: &Binder, figure: Figure, (score, standard): (&PhaseScore, &Standard)) -> Paper {
    let sheet = Sheet { binder, figure, score, standard };
    let mut blocks =
        vec![Block::Facts(sheet.totals()), sheet.heading("binder-score-items"), Block::Table(sheet.items())];
    if !score.bonuses.is_empty() {
        blocks.extend([sheet.heading("binder-score-bonuses"), Block::Table(sheet.bonuses())]);
    }
    binder.paper(binder.title(title_id(figure)), (sheet.explains(), blocks))
}

fn title_id(figure: Figure) -> &'static str {
    match figure {
        Figure::Full => "binder-score-title-full",
        Figure::Claimed => "binder-score-title-claimed",
        Figure::Provable => "binder-score-title-provable",
        Figure::City => "binder-score-title-city",
    }
}

struct Sheet<'a> {
    binder: &'a Binder,
    figure: Figure,
    score: &'a PhaseScore,
    standard: &'a Standard,
}

impl Sheet<'_> {
    fn word(&self, id: &'static str) -> String {
        self.binder.lang.word(id)
    }

    fn heading(&self, id: &'static str) -> Block {
        Block::Heading { level: 1, text: self.word(id) }
    }

    fn explains(&self) -> bool {
        self.figure == Figure::Provable
    }

    fn totals(&self) -> Vec<(String, String)> {
        let shown = |figures: Figures| match figures.get(self.figure) {
            Some(points) => self.binder.lang.say(&words::points(points)),
            None => self.word("binder-score-not-given"),
        };
        vec![
            (self.word("binder-score-base"), shown(self.score.base)),
            (self.word("binder-score-bonus"), shown(self.score.bonus)),
            (self.word("binder-score-total"), shown(self.score.total)),
        ]
    }

    fn items(&self) -> Table {
        let mut columns = self.columns();
        if self.explains() {
            columns.push(Column::left(self.word("binder-score-why"), 60));
        }
        Table {
            name: self.word("binder-score-items-name"),
            columns,
            rows: self.score.items.iter().map(|item| self.item(item)).collect(),
            totals: vec![2, 3],
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::center(self.word("report-code"), 10),
            Column::left(self.word("report-item"), 50),
            Column::right(self.word("report-figure-full"), 12),
            Column::right(self.binder.lang.named("figure", self.figure.id()), 14),
        ]
    }

    fn item(&self, item: &ItemScore) -> Vec<Cell> {
        let name = self.standard.item(&item.code).map(|item| item.name.clone());
        let figures = item.figures;
        let mut row: Vec<Cell> =
            vec![item.code.clone().into(), name.into(), figures.full.into(), figures.get(self.figure).into()];
        if self.explains() {
            row.push(self.binder.lang.say(&explain(item, self.standard)).into());
        }
        row
    }

    fn bonuses(&self) -> Table {
        let name = |code: &str| self.standard.bonuses.iter().find(|bonus| bonus.code == code);
        let row = |bonus: &crate::domain::score::BonusScore| {
            vec![
                bonus.code.clone().into(),
                name(&bonus.code).map(|bonus| bonus.name.clone()).into(),
                bonus.figures.full.into(),
                bonus.figures.get(self.figure).into(),
            ]
        };
        Table {
            name: self.word("binder-score-bonuses-name"),
            columns: self.columns(),
            rows: self.score.bonuses.iter().map(row).collect(),
            totals: vec![3],
        }
    }
}
