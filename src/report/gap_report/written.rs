//! What the written reports of a county leave out: a part of the gap report beside the points that are lost.

use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::report::paper::{Block, Column, Table};
use crate::texts::Lang;

/// The reports that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// How many there are.
    pub reports: usize,
    /// Items that none of them mentions, in the order of the sheet.
    pub absent: Vec<AbsentItem>,
}

/// An item that no report mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsentItem {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it gives.
    pub points: Points,
}

impl Written {
    pub(super) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let lead = Message::new("report-gap-written-lead").with("reports", self.reports);
        let lead = lead.with("absent", self.absent.len());
        let heading = Block::Heading { level: 1, text: lang.word("report-gap-written") };
        let table = (!self.absent.is_empty()).then(|| Block::Table(self.table(lang)));
        [heading, Block::Paragraph(lang.say(&lead))].into_iter().chain(table).collect()
    }

    fn table(&self, lang: Lang) -> Table {
        let row =
            |item: &AbsentItem| vec![item.code.clone().into(), item.name.clone().into(), item.points.into()];
        Table {
            name: lang.word("report-gap-written"),
            columns: vec![
                Column::center(lang.word("report-code"), 9),
                Column::left(lang.word("report-item"), 40),
                Column::right(lang.word("report-figure-full"), 10),
            ],
            rows: self.absent.iter().map(row).collect(),
            totals: vec![2],
        }
    }
}
