//! Spine labels of boxes after DA/T 22-2015: strips to cut out, one beside the other.

use super::Binder;
use crate::report::paper::{Align, Block, Cell, Column, Paper, Table};

/// Labels that fit beside each other on the long side of A4.
const BESIDE: usize = 8;
/// Rows of labels that fit on a page, so that none is cut in two.
const BELOW: usize = 2;

/// What the spine of a box says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpineLabel {
    /// 年度.
    pub year: String,
    /// 保管期限, such as `Y` or `D30`.
    pub retention: String,
    /// 机构（问题）: the aspect.
    pub subject: String,
    /// The first 件号 in the box.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

/// The labels, numbered from 1 in the order that is given.
pub fn spine_labels(binder: &Binder, labels: &[SpineLabel]) -> Paper {
    let numbered: Vec<(usize, &SpineLabel)> = (1..).zip(labels).collect();
    let tables: Vec<Block> =
        numbered.chunks(BESIDE).map(|labels| Block::Table(table(binder, labels))).collect();
    let pages = tables.chunks(BELOW).map(<[Block]>::to_vec).collect::<Vec<_>>();
    binder.paper(binder.title("binder-spine-title"), (true, pages.join(&Block::PageBreak)))
}

fn table(binder: &Binder, labels: &[(usize, &SpineLabel)]) -> Table {
    let word = |id| binder.lang.word(id);
    let row = |id, value: &dyn Fn(&SpineLabel) -> Cell| -> Vec<Cell> {
        let values = labels.iter().map(|(_, label)| value(label));
        std::iter::once(Cell::from(word(id))).chain(values).collect()
    };
    let numbers = labels.iter().map(|(number, _)| number.to_string());
    let strip = |title: String| Column { title, width: 12, align: Align::Center };
    Table {
        name: word("binder-spine-name"),
        columns: std::iter::once(Column::center(word("binder-box"), 12)).chain(numbers.map(strip)).collect(),
        rows: vec![
            row("binder-fonds", &|_| binder.fonds.clone().into()),
            row("binder-year", &|label| label.year.clone().into()),
            row("binder-retention", &|label| label.retention.clone().into()),
            row("binder-subject", &|label| label.subject.clone().into()),
            row("binder-first", &|label| format!("{:04}", label.first).into()),
            row("binder-last", &|label| format!("{:04}", label.last).into()),
        ],
        totals: Vec::new(),
    }
}
