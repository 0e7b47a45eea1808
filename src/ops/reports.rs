//! Reports of a county, from today's facts and evidence.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::findings::{Found, list_by};
use super::scores::board::{Cell, Line, board};
use super::scores::{self, RoundView, Standing, days};
use super::{Office, OpsError, coverage};
use crate::domain::role::Role;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, Figures, PhaseScore, sum};
use crate::domain::standard::Standard;
use crate::report::chart::DayScore;
use crate::report::{CityReport, CountyLine, FindingLine, GapReport, GapSubject, Loss, Written, losses};
use crate::store::Conn;
use crate::store::findings::FindingFilter;
use crate::store::tasks::{self, TaskRow};

/// The most findings that a gap report lists, the gravest of them.
const FINDINGS: i64 = 500;

/// The gap report of a county in a phase, as of `today`, with the lead units and due days of its tasks.
///
/// # Errors
/// When the county does not take part, the database fails or a row can't be read.
pub fn gaps(
    office: &Office,
    view: &RoundView,
    (county, phase, today): (&str, Phase, NaiveDate),
) -> Result<GapReport, OpsError> {
    let conn = &mut *office.store.conn()?;
    let report = Scored::load((office, conn), view, (county, phase))?.gaps(view, today);
    let written = coverage::absent(office, conn, view, (county, phase))?;
    let findings = found(conn, (&view.round.code, county))?;
    Ok(GapReport { findings, written, ..report })
}

/// What a county's reports of a phase are made from, for those who show a part of it.
///
/// # Errors
/// When the county does not take part, the database fails or a row can't be read.
pub fn scored(office: &Office, view: &RoundView, (county, phase): (&str, Phase)) -> Result<Scored, OpsError> {
    Scored::load((office, &mut *office.store.conn()?), view, (county, phase))
}

/// What the written reports of a county leave out; none where there are no reports.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn written(
    office: &Office,
    view: &RoundView,
    (county, phase): (&str, Phase),
) -> Result<Option<Written>, OpsError> {
    coverage::absent(office, &mut *office.store.conn()?, view, (county, phase))
}

/// What was found in a county, as far as the county itself may read it.
fn found(conn: &mut Conn, (round, county): (&str, &str)) -> Result<Vec<FindingLine>, OpsError> {
    let filter =
        FindingFilter { county: Some(county.to_owned()), limit: FINDINGS, ..FindingFilter::default() };
    let page = list_by(conn, (round, Role::CountyClerk), &filter)?;
    let line = |found: Found| FindingLine {
        key: found.key,
        kind: found.kind,
        severity: found.severity,
        points: found.points,
        message: found.message,
        titles: found.spots.into_iter().map(|spot| spot.title).collect(),
        parts: found.parts.into_iter().map(|part| (part.item, part.year)).collect(),
        waved: found.waved.map(|waved| (waved.account, waved.reason)),
    };
    Ok(page.found.into_iter().map(line).collect())
}

/// The city's table of all counties in a phase, as of `today`, in the provable figure.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn city(
    office: &Office,
    view: &RoundView,
    (phase, today): (Phase, NaiveDate),
) -> Result<CityReport, OpsError> {
    let board = board(office, view, Figure::Provable)?;
    let codes: Vec<String> = board.lines.iter().map(|line| line.county.code.clone()).collect();
    let cells = board.read_cells(office, (view, phase), &codes)?;
    let standard = view.standard(phase);
    let mut lines: Vec<&Line> = board.lines.iter().collect();
    lines.sort_by_key(|line| (line.rank.is_none(), line.rank));
    let county = |line: &Line| {
        let cells = cells.get(&line.county.code).map(Vec::as_slice).unwrap_or_default();
        CountyLine {
            name: line.county.name.clone(),
            rank: line.rank,
            vetoes: line.head.vetoes.iter().map(|(code, _)| code.clone()).collect(),
            midterm: line.head.midterm.map(|figures| figures.provable),
            at_final: line.head.at_final.provable,
            composite: line.composite,
            aspects: standard.aspects.iter().map(|aspect| of_aspect(standard, &aspect.code, cells)).collect(),
        }
    };
    Ok(CityReport {
        round: view.round.title.clone(),
        phase,
        today,
        aspects: standard.aspects.iter().map(|aspect| aspect.name.clone()).collect(),
        counties: lines.into_iter().map(county).collect(),
    })
}

fn of_aspect(standard: &Standard, aspect: &str, cells: &[Cell]) -> Figures {
    let of = |cell: &&Cell| standard.item(&cell.code).is_some_and(|item| item.aspect == aspect);
    sum(cells.iter().filter(of).map(Cell::figures))
}

/// What the papers of a county are made from: its standing and the score of one phase with all its parts.
pub struct Scored {
    /// The standing.
    pub standing: Arc<Standing>,
    pub(super) phase: Phase,
    /// The midterm, where that is the phase and nothing of it was ever stated or filed.
    untouched: Option<PhaseScore>,
    tasks: Vec<TaskRow>,
    /// The phase as it stood on earlier days.
    noted: Vec<DayScore>,
}

impl Scored {
    pub(super) fn load(
        (office, conn): (&Office, &mut Conn),
        view: &RoundView,
        (county, phase): (&str, Phase),
    ) -> Result<Self, OpsError> {
        let row = view.county(county)?;
        let standing = scores::standing_by((office, conn), view, row)?;
        let untouched = phase == Phase::Midterm && standing.midterm.is_none();
        let untouched = untouched.then(|| scores::material(conn, view, county)?.score(view, row, phase));
        Ok(Self {
            standing,
            phase,
            untouched: untouched.transpose()?,
            tasks: tasks::of_county(conn, &view.round.code, county)?,
            noted: days::noted(conn, (&view.round.code, county), phase)?,
        })
    }

    /// The score of the phase.
    pub(super) fn score(&self) -> &PhaseScore {
        let midterm = self.standing.midterm.as_ref().or(self.untouched.as_ref());
        midterm.filter(|_| self.phase == Phase::Midterm).unwrap_or(&self.standing.at_final)
    }

    /// The gap report with all its lines.
    pub(super) fn gaps(&self, view: &RoundView, today: NaiveDate) -> GapReport {
        let losses = self.losses(view);
        self.overview((view, today), &losses).with_lines(&losses, view.standard(self.phase))
    }

    /// The gaps of the phase, most points first; a task's lead unit and due day go before those of the sheet and the
    /// round.
    pub fn losses<'a>(&'a self, view: &'a RoundView) -> Vec<Loss<'a>> {
        let tasks: HashMap<&str, &TaskRow> =
            self.tasks.iter().map(|task| (task.item.as_str(), task)).collect();
        let mut losses = losses(self.score(), view.standard(self.phase), view.round.deadline);
        for loss in &mut losses {
            let Some(task) = tasks.get(loss.gap.code) else { continue };
            loss.unit = &task.unit;
            loss.due = task.due.parse().ok().or(loss.due);
        }
        losses
    }

    /// The gap report without the lines of these gaps, as of `today`.
    pub fn overview(&self, (view, today): (&RoundView, NaiveDate), losses: &[Loss<'_>]) -> GapReport {
        let county = &self.standing.county;
        let subject = GapSubject {
            county_code: county.code.clone(),
            county: county.name.clone(),
            round: view.round.title.clone(),
            phase: self.phase,
            today,
            deadline: view.round.deadline,
            composite: self.standing.composite,
            phases: Some(self.standing.phases(&view.round)),
            history: days::until(&self.noted, (today, self.score().total)),
        };
        GapReport::overview(subject, (self.score(), view.standard(self.phase)), losses)
    }
}
