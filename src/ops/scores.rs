//! Scores of a round: every county, both phases, composite and places, in a fixed number of statements.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Office, OpsError};
use crate::domain::message::Message;
use crate::domain::points::Points;
use crate::domain::proof::ProofCount;
use crate::domain::rank;
use crate::domain::round::{Phase, Round};
use crate::domain::score::{FactsOf, Figure, Granted, Inputs, Mark, PhaseScore, score_phase};
use crate::domain::standard::{Level, Standard};
use crate::store::reviews::{FrozenRow, MarkRow, RulingRow};
use crate::store::rounds::{CountyRow, RoundRow};
use crate::store::{Conn, StoreError, evidence, facts, reviews, rounds, standards};

/// A round with its sheets and counties.
#[derive(Debug, Clone)]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// The sheet of the midterm.
    pub midterm_standard: Standard,
    /// The sheet of the final.
    pub final_standard: Standard,
    /// The counties that take part, in the order of lists.
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
    /// The place among the counties; none with a veto or without a score.
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
    /// The sheet of a phase.
    pub fn standard(&self, phase: Phase) -> &Standard {
        match phase {
            Phase::Midterm => &self.midterm_standard,
            Phase::Final => &self.final_standard,
        }
    }

    /// The county with this code, if it takes part.
    ///
    /// # Errors
    /// When it does not.
    pub fn county(&self, code: &str) -> Result<&CountyRow, OpsError> {
        let unknown = || OpsError::NotFound(Message::new("county-unknown").with("code", code));
        self.counties.iter().find(|county| county.code == code).ok_or_else(unknown)
    }
}

impl Standing {
    /// The midterm that counts: the frozen one, else today's.
    pub fn counting_midterm(&self) -> Option<&PhaseScore> {
        self.frozen.as_ref().map(|frozen| &frozen.score).or(self.midterm.as_ref())
    }
}

/// The round with this code, or the newest.
///
/// # Errors
/// When there is no such round, or the database fails.
pub fn round(office: &Office, code: Option<&str>) -> Result<RoundView, OpsError> {
    let conn = &mut *office.store.conn()?;
    let missing = || OpsError::NotFound(Message::new("round-unknown").with("code", code.unwrap_or_default()));
    let row = rounds::find(conn, code)?.ok_or_else(missing)?;
    Ok(round_view(conn, &row)?)
}

fn round_view(conn: &mut Conn, row: &RoundRow) -> Result<RoundView, StoreError> {
    Ok(RoundView {
        round: rounds::with_years(conn, row)?,
        midterm_standard: standards::get(conn, &row.midterm_standard)?,
        final_standard: standards::get(conn, &row.final_standard)?,
        counties: rounds::counties(conn, &row.city)?,
        published: row.published,
    })
}

/// The standings of all counties of a round, in the order of lists.
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

/// The standing of one county, without its place among the others.
///
/// # Errors
/// When the county does not take part, the database fails or a row can't be read.
pub fn standing(
    office: &Office,
    view: &RoundView,
    (county, figure): (&str, Figure),
) -> Result<Standing, OpsError> {
    let row = view.county(county)?;
    let conn = &mut *office.store.conn()?;
    Ok(material(conn, view, county)?.standing(view, row, figure)?)
}

/// What the score of one county is made of, read in a transaction of the caller.
pub(super) fn material(conn: &mut Conn, view: &RoundView, county: &str) -> Result<OfCounty, StoreError> {
    Ok(Material::load(conn, &view.round.code, &[county.to_owned()])?.take(county))
}

/// What the scores of some counties are made of, by county.
#[derive(Default)]
struct Material {
    facts: HashMap<String, Vec<FactsOf>>,
    proofs: HashMap<String, Vec<ProofCount>>,
    marks: HashMap<String, Vec<MarkRow>>,
    rulings: HashMap<String, Vec<RulingRow>>,
    frozen: HashMap<String, Vec<FrozenRow>>,
}

/// What the score of one county is made of.
pub(super) struct OfCounty {
    pub(super) facts: Vec<FactsOf>,
    pub(super) proofs: Vec<ProofCount>,
    marks: Vec<MarkRow>,
    rulings: Vec<RulingRow>,
    frozen: Vec<FrozenRow>,
}

impl Material {
    fn load(conn: &mut Conn, round: &str, codes: &[String]) -> Result<Self, StoreError> {
        let mut all = Self::default();
        for row in facts::of_counties(conn, round, codes)? {
            all.facts.entry(row.county.clone()).or_default().push(FactsOf::try_from(&row)?);
        }
        for (county, proof) in evidence::proof_counts(conn, round, codes)? {
            all.proofs.entry(county).or_default().push(proof);
        }
        for row in reviews::marks(conn, round, codes)? {
            all.marks.entry(row.county.clone()).or_default().push(row);
        }
        for row in reviews::rulings(conn, round, codes)? {
            all.rulings.entry(row.county.clone()).or_default().push(row);
        }
        for row in reviews::frozen(conn, round, codes)? {
            all.frozen.entry(row.county.clone()).or_default().push(row);
        }
        Ok(all)
    }

    fn take(&mut self, county: &str) -> OfCounty {
        OfCounty {
            facts: self.facts.remove(county).unwrap_or_default(),
            proofs: self.proofs.remove(county).unwrap_or_default(),
            marks: self.marks.remove(county).unwrap_or_default(),
            rulings: self.rulings.remove(county).unwrap_or_default(),
            frozen: self.frozen.remove(county).unwrap_or_default(),
        }
    }
}

impl OfCounty {
    pub(super) fn standing(
        &self,
        view: &RoundView,
        county: &CountyRow,
        figure: Figure,
    ) -> Result<Standing, StoreError> {
        let mut standing = Standing {
            county: county.clone(),
            frozen: self.frozen_midterm()?,
            midterm: self.phase(view, county, Phase::Midterm)?,
            at_final: self.score(view, county, Phase::Final)?,
            vetoes: self.vetoes(),
            composite: None,
            rank: None,
        };
        let value = |score: &PhaseScore| score.total.get(figure).unwrap_or_default();
        let midterm = standing.counting_midterm().map(value);
        standing.composite = view.round.composite(midterm, value(&standing.at_final));
        Ok(standing)
    }

    /// The score of a phase; none for a midterm that nothing was ever stated or filed for.
    pub(super) fn phase(
        &self,
        view: &RoundView,
        county: &CountyRow,
        phase: Phase,
    ) -> Result<Option<PhaseScore>, StoreError> {
        if phase == Phase::Midterm && !self.touched(view) {
            return Ok(None);
        }
        Ok(Some(self.score(view, county, phase)?))
    }

    /// The score of a phase, all zero when nothing was stated or filed.
    pub(super) fn score(
        &self,
        view: &RoundView,
        county: &CountyRow,
        phase: Phase,
    ) -> Result<PhaseScore, StoreError> {
        Ok(score_phase(Inputs {
            standard: view.standard(phase),
            years: &view.round.years_of(phase),
            level: if county.level == Level::Prefecture.id() { Level::Prefecture } else { Level::County },
            facts: &self.facts,
            proofs: &self.proofs,
            marks: &self.marks(phase)?,
            granted: &self.granted(),
        }))
    }

    /// The points that inspectors gave in a phase.
    pub(super) fn marks(&self, phase: Phase) -> Result<Vec<Mark>, StoreError> {
        let bad = |value: &str| StoreError::Row { table: "mark", value: value.to_owned() };
        let marks = self.marks.iter().filter(|row| row.phase == phase.id()).map(|row| {
            let points = row.points.parse().map_err(|_fault| bad(&row.points))?;
            Ok(Mark { item: row.item.clone(), points })
        });
        marks.collect()
    }

    /// The units of bonus items that the city granted.
    pub(super) fn granted(&self) -> Vec<Granted> {
        let rulings = self.rulings.iter().filter(|row| row.kind == "bonus");
        rulings.map(|row| Granted { bonus: row.code.clone(), units: row.units }).collect()
    }

    /// Whether anything was stated or filed for a year of the midterm.
    fn touched(&self, view: &RoundView) -> bool {
        let years = view.round.years_of(Phase::Midterm);
        self.facts.iter().any(|stated| years.contains(&stated.year))
            || self.proofs.iter().any(|proof| years.contains(&proof.year))
            || self.marks.iter().any(|mark| mark.phase == Phase::Midterm.id())
    }

    fn vetoes(&self) -> Vec<(String, String)> {
        let standing = self.rulings.iter().filter(|row| row.kind == "veto" && row.units > 0);
        standing.map(|row| (row.code.clone(), row.reason.clone())).collect()
    }

    fn frozen_midterm(&self) -> Result<Option<Frozen>, StoreError> {
        let Some(row) = self.frozen.iter().find(|row| row.phase == Phase::Midterm.id()) else {
            return Ok(None);
        };
        let bad = |_fault| StoreError::Row { table: "frozen", value: row.county.clone() };
        let score = serde_json::from_str(&row.result).map_err(bad)?;
        Ok(Some(Frozen { score, sha256: row.sha256.clone(), at: row.frozen_at }))
    }
}
