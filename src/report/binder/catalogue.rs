//! The two catalogues: 卷内目录 in the order of the sheet, 归档文件目录 in the order of file numbers.

use chrono::NaiveDate;

use super::Binder;
use crate::domain::day::eight_digits;
use crate::report::paper::{Block, Cell, Column, Paper, Table};

/// A piece of evidence in a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueLine {
    /// Its place in the binder, such as `A01-2022-03`.
    pub code: String,
    /// 档号.
    pub file_number: String,
    /// 文号.
    pub doc_no: String,
    /// 责任者: who issued or made it.
    pub responsible: String,
    /// 题名.
    pub title: String,
    /// Its date, when it has one.
    pub date: Option<NaiveDate>,
    /// 备注.
    pub note: String,
}

/// The lines of an aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectLines {
    /// Code and name of the aspect.
    pub name: String,
    /// Its pieces, by item and year.
    pub lines: Vec<CatalogueLine>,
}

/// 卷内目录 after GB/T 9705, a table for each aspect. Page numbers are left for the hand that binds the paper.
pub fn inner_catalogue(binder: &Binder, aspects: &[AspectLines]) -> Paper {
    let filled = aspects.iter().filter(|aspect| !aspect.lines.is_empty());
    let blocks = filled.flat_map(|aspect| {
        let heading = Block::Heading { level: 1, text: aspect.name.clone() };
        [heading, Block::Table(inner_table(binder, aspect))]
    });
    binder.paper(binder.title("binder-inner-title"), (true, blocks.collect()))
}

fn inner_table(binder: &Binder, aspect: &AspectLines) -> Table {
    let word = |id| binder.lang.word(id);
    Table {
        name: aspect.name.clone(),
        columns: vec![
            Column::center(word("binder-order"), 9),
            Column::center(word("binder-code"), 17),
            Column::left(word("binder-doc-no"), 20),
            Column::left(word("binder-responsible"), 20),
            Column::left(word("binder-title"), 48),
            Column::center(word("binder-date"), 14),
            Column::center(word("binder-page-number"), 9),
            Column::left(word("binder-remark"), 24),
        ],
        rows: (1..).zip(&aspect.lines).map(|(order, line)| inner_row(order, line)).collect(),
        totals: Vec::new(),
    }
}

fn inner_row(order: i64, line: &CatalogueLine) -> Vec<Cell> {
    vec![
        order.into(),
        line.code.clone().into(),
        line.doc_no.clone().into(),
        line.responsible.clone().into(),
        line.title.clone().into(),
        line.date.map(eight_digits).into(),
        Cell::Empty,
        line.note.clone().into(),
    ]
}

/// 归档文件目录 after DA/T 22-2015, each piece once, in the order that is given.
pub fn filing_catalogue(binder: &Binder, lines: &[CatalogueLine]) -> Paper {
    let word = |id| binder.lang.word(id);
    let table = Table {
        name: word("binder-filing-name"),
        columns: vec![
            Column::center(word("report-number"), 9),
            Column::left(word("binder-file-number"), 32),
            Column::left(word("binder-doc-no"), 20),
            Column::left(word("binder-responsible"), 20),
            Column::left(word("binder-title"), 44),
            Column::center(word("binder-date"), 14),
            Column::center(word("binder-secrecy"), 9),
            Column::center(word("binder-pages"), 9),
            Column::left(word("binder-remark"), 20),
        ],
        rows: (1..).zip(lines).map(|(order, line)| filing_row(order, line)).collect(),
        totals: Vec::new(),
    };
    binder.paper(binder.title("binder-filing-title"), (true, vec![Block::Table(table)]))
}

fn filing_row(order: i64, line: &CatalogueLine) -> Vec<Cell> {
    vec![
        order.into(),
        line.file_number.clone().into(),
        line.doc_no.clone().into(),
        line.responsible.clone().into(),
        line.title.clone().into(),
        line.date.map(eight_digits).into(),
        Cell::Empty,
        Cell::Empty,
        line.code.clone().into(),
    ]
}
