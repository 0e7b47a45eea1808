//! The gap report (漏项报告): what keeps a county from full points, most points first.
//!
//! It only arranges; what is lost and why was worked out by [`crate::domain::gap`].

mod charts;
mod findings;
mod format;
mod json;
mod lines;
mod written;

use chrono::NaiveDate;

use super::chart::{DayScore, PhaseFigures};
use super::paper::{Block, Cell, Column, Paper, Table};
use super::words;
use crate::domain::facts::Year;
use crate::domain::gap::{Cause, lost_by_cause};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::{Figures, PhaseScore};
use crate::domain::standard::Standard;
use crate::texts::Lang;
pub use findings::{FindingLine, GapFindingJson};
pub use format::GapFormat;
pub use json::{GapJson, GapReportJson, WrittenJson};
pub(super) use lines::cause_word;
pub use lines::{Loss, losses};
pub use written::{AbsentItem, Written};

/// Whom and when a gap report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapSubject {
    /// The county's code.
    pub county_code: String,
    /// The county's name.
    pub county: String,
    /// The title of the round.
    pub round: String,
    /// The phase.
    pub phase: Phase,
    /// The day of the report.
    pub today: NaiveDate,
    /// The day of the inspection.
    pub deadline: NaiveDate,
    /// The selection score in the provable figure, when there is one.
    pub composite: Option<Points>,
    /// Both phases, where they are to be shown.
    pub phases: Option<PhaseFigures>,
    /// The phase as it stood on earlier days and today, in their order.
    pub history: Vec<DayScore>,
}

/// Everything that the gap report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapReport {
    /// The county's code.
    pub county_code: String,
    /// The county's name.
    pub county: String,
    /// The title of the round.
    pub round: String,
    /// The phase.
    pub phase: Phase,
    /// The day of the report.
    pub today: NaiveDate,
    /// The day of the inspection.
    pub deadline: NaiveDate,
    /// Days from one to the other; negative after the inspection.
    pub days_left: i64,
    /// The phase total.
    pub figures: Figures,
    /// The selection score in the provable figure, when there is one.
    pub composite: Option<Points>,
    /// What bonus items bring of the provable total.
    pub bonus: Points,
    /// Both phases, where they are to be shown.
    pub phases: Option<PhaseFigures>,
    /// The phase as it stood on earlier days and today, in their order.
    pub history: Vec<DayScore>,
    /// What the provable total becomes when all unproven work is proven.
    pub when_all_proven: Points,
    /// Points lost by cause, in the order of [`Cause::ALL`].
    pub by_cause: Vec<(Cause, Points)>,
    /// Points lost by aspect, in the order of the sheet.
    pub by_aspect: Vec<AspectLoss>,
    /// The gaps, most points first.
    pub gaps: Vec<GapLine>,
    /// What was found in the evidence, the gravest first.
    pub findings: Vec<FindingLine>,
    /// What the county's written reports leave out; none where there are no reports.
    pub written: Option<Written>,
}

/// What an aspect loses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectLoss {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The sums of its items.
    pub figures: Figures,
    /// Points lost by cause, in the order of [`Cause::ALL`].
    pub by_cause: Vec<(Cause, Points)>,
}

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapLine {
    /// Code of the item.
    pub code: String,
    /// Name of the item.
    pub item: String,
    /// The year; none for what is earned once in the cycle.
    pub year: Option<Year>,
    /// Ids of the kinds of evidence that are missing, joined by commas; for work not done, the kind of rule.
    pub kind: Option<String>,
    /// Why the points are lost.
    pub cause: Cause,
    /// What can be won.
    pub points: Points,
    /// What is needed.
    pub need: Message,
    /// What is there.
    pub have: Message,
    /// The lead unit.
    pub lead_unit: String,
    /// When it is due.
    pub due: Option<NaiveDate>,
}

impl GapReport {
    /// The report of a score; every gap is due on the day of the inspection.
    pub fn of(subject: GapSubject, score: &PhaseScore, standard: &Standard) -> Self {
        let losses = losses(score, standard, subject.deadline);
        Self::overview(subject, (score, standard), &losses).with_lines(&losses, standard)
    }

    /// The report without the lines of its gaps.
    pub fn overview(
        subject: GapSubject,
        (score, standard): (&PhaseScore, &Standard),
        losses: &[Loss<'_>],
    ) -> Self {
        Self {
            days_left: subject.deadline.signed_duration_since(subject.today).num_days(),
            figures: score.total,
            composite: subject.composite,
            bonus: score.bonus.provable,
            phases: subject.phases,
            history: subject.history,
            when_all_proven: score.total.claimed,
            by_cause: lost_by_cause(losses.iter().map(|loss| &loss.gap)).to_vec(),
            by_aspect: lines::by_aspect(score, standard, losses),
            gaps: Vec::new(),
            findings: Vec::new(),
            written: None,
            county_code: subject.county_code,
            county: subject.county,
            round: subject.round,
            phase: subject.phase,
            today: subject.today,
            deadline: subject.deadline,
        }
    }

    /// The report with a line for each of these gaps.
    pub fn with_lines(self, losses: &[Loss<'_>], standard: &Standard) -> Self {
        Self { gaps: losses.iter().map(|loss| loss.line(standard)).collect(), ..self }
    }

    /// How many lines have a cause.
    fn count(&self, cause: Cause) -> usize {
        self.gaps.iter().filter(|gap| gap.cause == cause).count()
    }

    /// The report as a paper.
    pub fn paper(&self, lang: Lang) -> Paper {
        let heading = |id| Block::Heading { level: 1, text: lang.word(id) };
        let mut paper = Paper {
            title: lang.say(&Message::new("report-gap-title").with("county", &self.county)),
            subtitle: Some(self.round_and_phase(lang)),
            number: None,
            author: self.county.clone(),
            date: self.today,
            lang,
            landscape: true,
            blocks: vec![
                heading("report-gap-overview"),
                Block::Facts(self.facts(lang)),
                Block::Paragraph(self.summary(lang)),
                Block::Charts(self.charts(lang)),
                heading("report-gap-causes"),
                Block::Table(self.cause_table(lang)),
                heading("report-gap-aspects"),
                Block::Table(self.aspect_table(lang)),
                heading("report-gap-list"),
                Block::Paragraph(lang.word("report-gap-list-hint")),
                Block::Table(self.gap_table(lang)),
            ],
        };
        paper.blocks.extend(self.written.iter().flat_map(|written| written.blocks(lang)));
        paper.blocks.extend(findings::blocks(&self.findings, lang));
        paper
    }

    fn round_and_phase(&self, lang: Lang) -> String {
        let said = Message::new("report-round-phase").with("round", &self.round);
        lang.say(&said.with("phase", words::phase(self.phase)))
    }

    fn facts(&self, lang: Lang) -> Vec<(String, String)> {
        let fact = |label, value: Message| (lang.word(label), lang.say(&value));
        let mut facts = vec![
            fact("report-gap-today", words::day(self.today)),
            fact("report-gap-deadline", words::day(self.deadline)),
            fact("report-gap-days-left", self.days_left()),
            fact("report-figure-full", words::points(self.figures.full)),
            fact("report-figure-claimed", words::points(self.figures.claimed)),
            fact("report-figure-provable", words::points(self.figures.provable)),
        ];
        let optional = [
            ("report-figure-city", self.figures.city),
            ("report-gap-composite", self.composite),
            ("report-gap-when-all-proven", Some(self.when_all_proven)),
        ];
        facts.extend(
            optional.into_iter().filter_map(|(label, points)| Some(fact(label, words::points(points?)))),
        );
        facts
    }

    fn days_left(&self) -> Message {
        if self.days_left < 0 {
            Message::new("report-gap-days-over").with("days", self.days_left.saturating_neg())
        } else {
            Message::new("report-gap-days").with("days", self.days_left)
        }
    }

    fn summary(&self, lang: Lang) -> String {
        let lost = |cause| {
            let found = self.by_cause.iter().find(|(other, _)| *other == cause);
            found.map_or(Points::ZERO, |(_, points)| *points).to_string()
        };
        let total: Points = self.by_cause.iter().map(|(_, points)| *points).sum();
        lang.say(
            &Message::new("report-gap-summary")
                .with("provable", self.figures.provable.to_string())
                .with("lost", total.to_string())
                .with("not_done", lost(Cause::NotDone))
                .with("not_proven", lost(Cause::NotProven))
                .with("sent_back", lost(Cause::SentBack))
                .with("count", self.gaps.len())
                .with("when_all_proven", self.when_all_proven.to_string()),
        )
    }

    fn cause_table(&self, lang: Lang) -> Table {
        let row = |(cause, points): &(Cause, Points)| {
            let count = self.count(*cause);
            vec![
                lang.word(lines::cause_word(*cause)).into(),
                Cell::Number(i64::try_from(count).unwrap_or(i64::MAX)),
                (*points).into(),
                lang.word(lines::cause_remedy(*cause)).into(),
            ]
        };
        Table {
            name: lang.word("report-gap-causes-name"),
            columns: vec![
                Column::center(lang.word("report-gap-cause"), 14),
                Column::right(lang.word("report-gap-count"), 10),
                Column::right(lang.word("report-gap-lost"), 10),
                Column::left(lang.word("report-gap-remedy"), 50),
            ],
            rows: self.by_cause.iter().map(row).collect(),
            totals: vec![1, 2],
        }
    }

    fn aspect_table(&self, lang: Lang) -> Table {
        let mut columns = vec![
            Column::center(lang.word("report-code"), 7),
            Column::left(lang.word("report-aspect"), 26),
            Column::right(lang.word("report-figure-full"), 9),
            Column::right(lang.word("report-figure-claimed"), 9),
            Column::right(lang.word("report-figure-provable"), 9),
        ];
        columns.extend(Cause::ALL.map(|cause| Column::right(lang.word(lines::cause_word(cause)), 9)));
        columns.push(Column::right(lang.word("report-gap-lost"), 9));
        Table {
            name: lang.word("report-gap-aspects-name"),
            totals: (2..columns.len()).collect(),
            rows: self.by_aspect.iter().map(AspectLoss::row).collect(),
            columns,
        }
    }

    fn gap_table(&self, lang: Lang) -> Table {
        let numbered = (1..).zip(&self.gaps);
        Table {
            name: lang.word("report-gap-list-name"),
            columns: vec![
                Column::center(lang.word("report-number"), 7),
                Column::center(lang.word("report-code"), 9),
                Column::left(lang.word("report-item"), 24),
                Column::center(lang.word("report-year-head"), 10),
                Column::center(lang.word("report-gap-cause"), 11),
                Column::left(lang.word("report-gap-need"), 46),
                Column::left(lang.word("report-gap-have"), 32),
                Column::right(lang.word("report-gap-points"), 10),
                Column::left(lang.word("report-gap-lead"), 20),
                Column::center(lang.word("report-gap-due"), 19),
            ],
            rows: numbered.map(|(number, gap)| gap.row(number, lang)).collect(),
            totals: vec![7],
        }
    }
}

impl AspectLoss {
    fn row(&self) -> Vec<Cell> {
        let mut row: Vec<Cell> = vec![
            self.code.clone().into(),
            self.name.clone().into(),
            self.figures.full.into(),
            self.figures.claimed.into(),
            self.figures.provable.into(),
        ];
        row.extend(self.by_cause.iter().map(|(_, points)| Cell::from(*points)));
        row.push(self.by_cause.iter().map(|(_, points)| *points).sum::<Points>().into());
        row
    }
}

impl GapLine {
    fn row(&self, number: i64, lang: Lang) -> Vec<Cell> {
        vec![
            number.into(),
            self.code.clone().into(),
            self.item.clone().into(),
            lang.say(&words::year(self.year)).into(),
            lang.word(lines::cause_word(self.cause)).into(),
            lang.say(&self.need).into(),
            lang.say(&self.have).into(),
            self.points.into(),
            self.lead_unit.clone().into(),
            self.due.into(),
        ]
    }
}
