//! Scores of a round: every county, both phases, composite and places, in a fixed number of statements.
//!
//! [`standing`] works out one county with all its parts; [`board`] has the totals of all counties from what
//! was worked out before, and works out only what has changed since.

pub mod board;
pub mod days;
mod kept;
mod material;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Office, OpsError};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::rank;
use crate::domain::round::{Phase, Round};
use crate::domain::score::{Figure, Figures, PhaseScore};
use crate::domain::standard::{Standard, Tells};
use crate::report::chart::PhaseFigures;
use crate::store::rounds::{CountyRow, RoundRow};
use crate::store::{Conn, StoreError, changes, rounds};
pub(super) use material::{Material, OfCounty};

/// A round with its sheets and counties.
#[derive(Debug, Clone)]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// The sheet of the midterm.
    pub midterm_standard: Arc<Standard>,
    /// The sheet of the final.
    pub final_standard: Arc<Standard>,
    /// What a score comes from besides the county's own rows: the sheets.
    sheets: String,
    /// The counties that were asked for of those that take part, in the order of lists.
    pub counties: Vec<CountyRow>,
    /// Whether counties may know their place among the others.
    pub published: bool,
}

/// The standing of one county.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The county.
    pub county: CountyRow,
    /// The frozen midterm, when there is one: it counts, whatever today's figures are.
    pub frozen: Option<Frozen>,
    /// The midterm as it would be today; none when nothing of it was ever stated or filed.
    pub midterm: Option<PhaseScore>,
    /// The final.
    pub at_final: PhaseScore,
    /// Vetoes that stand, with their reasons.
    pub vetoes: Vec<(String, String)>,
    /// The selection score in the figure that was asked for.
    pub composite: Option<Points>,
    /// The place among the counties; none with a veto, without a score, or when nobody asked for it.
    pub rank: Option<usize>,
}

/// A result that was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The score as it was.
    pub score: PhaseScore,
    /// SHA-256 of its inputs.
    pub sha256: String,
    /// When.
    pub at: chrono::NaiveDateTime,
}

impl RoundView {
    /// Ids of the kinds of evidence that are this in the three-way match, in the sheets of both phases.
    pub(super) fn kinds_that_tell(&self, tells: Tells) -> Vec<String> {
        let kinds = Phase::ALL.iter().flat_map(|phase| &self.standard(*phase).kinds);
        let mut ids: Vec<String> =
            kinds.filter(|kind| kind.tells() == tells).map(|kind| kind.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Which sheets these are: the same words for the same sheets.
    pub(super) fn sheets(&self) -> &str {
        &self.sheets
    }

    /// The sheet of a phase.
    pub fn standard(&self, phase: Phase) -> &Standard {
        match phase {
            Phase::Midterm => &self.midterm_standard,
            Phase::Final => &self.final_standard,
        }
    }

    /// The county with this code, if it takes part and was asked for.
    ///
    /// # Errors
    /// When it does not.
    pub fn county(&self, code: &str) -> Result<&CountyRow, OpsError> {
        let unknown = || OpsError::NotFound(Message::new("county-unknown").with("code", code));
        self.counties.iter().find(|county| county.code == code).ok_or_else(unknown)
    }
}

impl Standing {
    /// The same with the selection score in another figure.
    #[must_use]
    pub fn in_figure(self, round: &Round, figure: Figure) -> Self {
        let value = |score: &PhaseScore| score.total.get(figure).unwrap_or_default();
        let composite = round.composite(self.counting_midterm().map(value), value(&self.at_final));
        Self { composite, ..self }
    }

    /// The figures of both phases and of both together.
    pub fn phases(&self, round: &Round) -> PhaseFigures {
        let midterm = self.counting_midterm().map(|score| score.total);
        let at_final = self.at_final.total;
        let both =
            |figure| round.composite(midterm.and_then(|total| total.get(figure)), at_final.get(figure)?);
        let composite =
            both(Figure::Provable).zip(both(Figure::Claimed)).map(|(provable, claimed)| Figures {
                // What could be reached does not shrink because there was no midterm.
                full: round
                    .composite(Some(midterm.unwrap_or(at_final).full), at_final.full)
                    .unwrap_or_default(),
                claimed,
                provable,
                city: both(Figure::City),
            });
        PhaseFigures { midterm, at_final, composite }
    }

    /// The midterm that counts: the frozen one, else today's.
    pub fn counting_midterm(&self) -> Option<&PhaseScore> {
        self.frozen.as_ref().map(|frozen| &frozen.score).or(self.midterm.as_ref())
    }
}

/// The round with this code, or the newest, with all its counties.
///
/// # Errors
/// When there is no such round, or the database fails.
pub fn round(office: &Office, code: Option<&str>) -> Result<RoundView, OpsError> {
    let conn = &mut *office.store.conn()?;
    let row = round_row(conn, code)?;
    let counties = rounds::counties(conn, &row.city)?;
    Ok(round_view((office, conn), &row, counties)?)
}

/// The same with one county, if that takes part, or with none: what is about one county does not load others.
///
/// # Errors
/// When there is no such round, or the database fails.
pub fn round_of(office: &Office, code: Option<&str>, county: Option<&str>) -> Result<RoundView, OpsError> {
    let conn = &mut *office.store.conn()?;
    let row = round_row(conn, code)?;
    let county = county.map(|county| rounds::find_county(conn, county)).transpose()?.flatten();
    let counties = county.into_iter().filter(|county| county.city == row.city).collect();
    Ok(round_view((office, conn), &row, counties)?)
}

fn round_row(conn: &mut Conn, code: Option<&str>) -> Result<RoundRow, OpsError> {
    let missing = || {
        OpsError::NotFound(match code {
            Some(code) => Message::new("round-unknown").with("code", code),
            None => Message::new("round-none"),
        })
    };
    rounds::find(conn, code)?.ok_or_else(missing)
}

fn round_view(
    (office, conn): (&Office, &mut Conn),
    row: &RoundRow,
    counties: Vec<CountyRow>,
) -> Result<RoundView, StoreError> {
    Ok(RoundView {
        round: rounds::with_years(conn, row)?,
        midterm_standard: office.memory.sheet(conn, &row.midterm_standard)?,
        final_standard: office.memory.sheet(conn, &row.final_standard)?,
        sheets: format!("{} {}", row.midterm_standard, row.final_standard),
        counties,
        published: row.published,
    })
}

/// The standings of all counties of a round with all their parts, in the order of lists, worked out anew.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn standings(office: &Office, view: &RoundView, figure: Figure) -> Result<Vec<Standing>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let codes: Vec<String> = view.counties.iter().map(|county| county.code.clone()).collect();
    let mut all = Material::load(conn, &view.round.code, &codes)?;
    let mut standings = Vec::with_capacity(codes.len());
    for county in &view.counties {
        standings.push(all.take(&county.code).standing(view, county, figure)?);
    }
    let scores: Vec<Option<Points>> =
        standings.iter().map(|standing| standing.composite.filter(|_| standing.vetoes.is_empty())).collect();
    for (standing, place) in standings.iter_mut().zip(rank::places(&scores)) {
        standing.rank = place;
    }
    Ok(standings)
}

/// The standing of one county in the provable figure, without its place among the others: what was worked out
/// before, unless the county has changed since.
///
/// # Errors
/// When the county does not take part, the database fails or a row can't be read.
pub fn standing(office: &Office, view: &RoundView, county: &str) -> Result<Arc<Standing>, OpsError> {
    let conn = &mut *office.store.conn()?;
    Ok(standing_by((office, conn), view, view.county(county)?)?)
}

/// The same by a connection that has written nothing yet: what it wrote could still be taken back.
pub(super) fn standing_by(
    (office, conn): (&Office, &mut Conn),
    view: &RoundView,
    county: &CountyRow,
) -> Result<Arc<Standing>, StoreError> {
    // The number first: what changes after it is worked out once more by who looks next.
    let changes = changes::of_county(conn, (&view.round.code, &county.code))?;
    if let Some(known) = office.memory.standing((view, county), changes) {
        return Ok(known);
    }
    let material = material(conn, view, &county.code)?;
    let standing = Arc::new(material.standing(view, county, Figure::Provable)?);
    office.memory.remember_standing(view, changes, &standing);
    Ok(standing)
}

/// What the score of one county is made of, read in a transaction of the caller.
pub(super) fn material(conn: &mut Conn, view: &RoundView, county: &str) -> Result<OfCounty, StoreError> {
    Ok(Material::load(conn, &view.round.code, &[county.to_owned()])?.take(county))
}
