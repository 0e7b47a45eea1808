//! What was found in the evidence, as a part of the gap report: questions to be answered before the inspection.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::facts::Year;
use crate::domain::finding::{FindingKind, Severity};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::report::paper::{Block, Cell, Column, Table};
use crate::texts::Lang;

/// A finding as the report tells it: what its own county may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLine {
    /// What it is known by.
    pub key: String,
    /// What was found.
    pub kind: FindingKind,
    /// How much it weighs.
    pub severity: Severity,
    /// Points that may be lost by it.
    pub points: Points,
    /// What is wrong and why one can tell.
    pub message: Message,
    /// Titles of the evidence that it is about.
    pub titles: Vec<String>,
    /// Items, each with its year or none.
    pub parts: Vec<(String, Option<Year>)>,
    /// Who waved it off, and why.
    pub waved: Option<(String, String)>,
}

/// A finding for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GapFindingJson {
    /// What it is known by.
    pub key: String,
    /// What was found.
    pub kind: String,
    /// `serious`, `notice` or `hint`.
    pub severity: String,
    /// Points that may be lost by it, such as `"1.5"`.
    #[schema(value_type = String)]
    pub points: Points,
    /// What is wrong and why one can tell, in words.
    pub said: String,
    /// Titles of the evidence that it is about.
    pub titles: Vec<String>,
    /// Items and years, such as `A01/2023`.
    pub parts: Vec<String>,
    /// Why it was waved off; null when nobody has.
    pub reason: Option<String>,
    /// Who waved it off.
    pub waved_by: Option<String>,
}

/// The part of the paper; nothing when nothing was found.
pub(super) fn blocks(lines: &[FindingLine], lang: Lang) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading { level: 1, text: lang.word("report-findings") },
        Block::Paragraph(lang.word("report-findings-hint")),
        Block::Table(table(lines, lang)),
    ]
}

fn table(lines: &[FindingLine], lang: Lang) -> Table {
    Table {
        name: lang.word("report-findings-name"),
        columns: vec![
            Column::center(lang.word("report-number"), 7),
            Column::center(lang.word("findings-severity"), 10),
            Column::left(lang.word("findings-kind"), 20),
            Column::left(lang.word("report-findings-said"), 46),
            Column::left(lang.word("report-findings-titles"), 36),
            Column::center(lang.word("report-item"), 20),
            Column::right(lang.word("report-findings-points"), 10),
            Column::left(lang.word("report-findings-waved"), 30),
        ],
        rows: (1..).zip(lines).map(|(number, line)| line.row(number, lang)).collect(),
        totals: Vec::new(),
    }
}

impl FindingLine {
    fn row(&self, number: i64, lang: Lang) -> Vec<Cell> {
        let waved = self.waved.as_ref().map(|(by, reason)| {
            lang.say(&Message::new("report-findings-waved-by").with("by", by).with("reason", reason))
        });
        vec![
            number.into(),
            lang.named("severity", self.severity.id()).into(),
            lang.named("finding", self.kind.id()).into(),
            lang.say(&self.message).into(),
            self.titles.join("；").into(),
            self.named_parts("·").join(" ").into(),
            self.points.into(),
            waved.unwrap_or_default().into(),
        ]
    }

    fn named_parts(&self, divider: &str) -> Vec<String> {
        let named = |(item, year): &(String, Option<Year>)| match year {
            Some(year) => format!("{item}{divider}{year}"),
            None => item.clone(),
        };
        self.parts.iter().map(named).collect()
    }

    pub(super) fn json(&self, lang: Lang) -> GapFindingJson {
        let (waved_by, reason) = self.waved.clone().unzip();
        GapFindingJson {
            key: self.key.clone(),
            kind: self.kind.id().to_owned(),
            severity: self.severity.id().to_owned(),
            points: self.points,
            said: lang.say(&self.message),
            titles: self.titles.clone(),
            parts: self.named_parts("/"),
            reason,
            waved_by,
        }
    }
}
