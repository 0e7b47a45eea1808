//! What the scores of some counties are made of, and how they are worked out from it.

use std::collections::HashMap;

use super::{Frozen, RoundView, Standing};
use crate::domain::proof::ProofCount;
use crate::domain::round::Phase;
use crate::domain::score::{FactsOf, Figure, Granted, Inputs, Mark, PhaseScore, score_phase};
use crate::domain::standard::Level;
use crate::store::reviews::{MarkRow, ResultRow, RulingRow};
use crate::store::rounds::CountyRow;
use crate::store::{Conn, StoreError, evidence, facts, reviews};

/// What the scores of some counties are made of, by county.
#[derive(Default)]
pub(in crate::ops) struct Material {
    facts: HashMap<String, Vec<FactsOf>>,
    proofs: HashMap<String, Vec<ProofCount>>,
    marks: HashMap<String, Vec<MarkRow>>,
    rulings: HashMap<String, Vec<RulingRow>>,
    frozen: HashMap<String, Vec<ResultRow>>,
}

/// What the score of one county is made of.
pub(in crate::ops) struct OfCounty {
    pub(in crate::ops) facts: Vec<FactsOf>,
    pub(in crate::ops) proofs: Vec<ProofCount>,
    marks: Vec<MarkRow>,
    rulings: Vec<RulingRow>,
    frozen: Vec<ResultRow>,
}

impl Material {
    pub(super) fn load(conn: &mut Conn, round: &str, codes: &[String]) -> Result<Self, StoreError> {
        let mut all = Self::default();
        for (county, stated) in facts::stated(conn, round, codes)? {
            all.facts.entry(county).or_default().push(stated);
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

    pub(super) fn take(&mut self, county: &str) -> OfCounty {
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
    pub(in crate::ops) fn standing(
        &self,
        view: &RoundView,
        county: &CountyRow,
        figure: Figure,
    ) -> Result<Standing, StoreError> {
        let standing = Standing {
            county: county.clone(),
            frozen: self.frozen_midterm()?,
            midterm: self.phase(view, county, Phase::Midterm)?,
            at_final: self.score(view, county, Phase::Final)?,
            vetoes: self.vetoes(),
            composite: None,
            rank: None,
        };
        Ok(standing.in_figure(&view.round, figure))
    }

    /// The score of a phase; none for a midterm that nothing was ever stated or filed for.
    pub(in crate::ops) fn phase(
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
    pub(in crate::ops) fn score(
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
    pub(in crate::ops) fn marks(&self, phase: Phase) -> Result<Vec<Mark>, StoreError> {
        let bad = |value: &str| StoreError::Row { table: "mark", value: value.to_owned() };
        let marks = self.marks.iter().filter(|row| row.phase == phase.id()).map(|row| {
            let points = row.points.parse().map_err(|_fault| bad(&row.points))?;
            Ok(Mark { item: row.item.clone(), points })
        });
        marks.collect()
    }

    /// The units of bonus items that the city granted.
    pub(in crate::ops) fn granted(&self) -> Vec<Granted> {
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

    pub(super) fn vetoes(&self) -> Vec<(String, String)> {
        let standing = self.rulings.iter().filter(|row| row.kind == "veto" && row.units > 0);
        standing.map(|row| (row.code.clone(), row.reason.clone())).collect()
    }

    pub(super) fn frozen_midterm(&self) -> Result<Option<Frozen>, StoreError> {
        let Some(row) = self.frozen.iter().find(|row| row.phase == Phase::Midterm.id()) else {
            return Ok(None);
        };
        let bad = |_fault| StoreError::Row { table: "frozen", value: row.county.clone() };
        let score = serde_json::from_str(&row.result).map_err(bad)?;
        Ok(Some(Frozen { score, sha256: row.sha256.clone(), at: row.frozen_at }))
    }
}
