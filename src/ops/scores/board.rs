//! All counties of a round side by side, as the city sees them: totals, places, and the cells of a page.
//!
//! What was worked out before is kept in the database with the number of changes that it takes account of;
//! whoever asks next works out what has changed since, and keeps that. What can't be kept is given all the
//! same: a disk that takes nothing more does not hide a score.

use std::collections::HashMap;
use std::sync::Arc;

pub use super::kept::{Cell, Head};
use super::kept::{basis, read, row};
use super::{Material, RoundView};
use crate::domain::points::Points;
use crate::domain::rank;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, Figures};
use crate::ops::{Office, OpsError};
use crate::store::kept::{self, BATCH, KeptRow};
use crate::store::rounds::CountyRow;
use crate::store::{self, Conn, StoreError, changes};

/// All counties of a round in one figure.
#[derive(Debug, Clone)]
pub struct Board {
    /// A line for each county, in the order of lists.
    pub lines: Vec<Line>,
    heads: Arc<Heads>,
}

/// A county among the others.
#[derive(Debug, Clone)]
pub struct Line {
    /// The county.
    pub county: CountyRow,
    /// Its totals.
    pub head: Head,
    /// The selection score in the figure that was asked for.
    pub composite: Option<Points>,
    /// The place among the counties; none with a veto or without a score.
    pub rank: Option<usize>,
}

/// Totals by county, with the rows that could not be kept.
#[derive(Debug, Default)]
struct Heads {
    by_county: HashMap<String, Head>,
    unkept: HashMap<String, KeptRow>,
}

impl Line {
    /// The total of a phase.
    pub fn total(&self, phase: Phase) -> Option<Figures> {
        match phase {
            Phase::Midterm => self.head.midterm,
            Phase::Final => Some(self.head.at_final),
        }
    }
}

/// The counties of a view side by side.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn board(office: &Office, view: &RoundView, figure: Figure) -> Result<Board, OpsError> {
    let heads = Arc::new(Heads::load(&mut *office.store.conn()?, view)?);
    let lines = view.counties.iter().filter_map(|county| line(view, (county, figure), &heads));
    let mut lines: Vec<Line> = lines.collect();
    let scores: Vec<Option<Points>> =
        lines.iter().map(|line| line.composite.filter(|_| line.head.vetoes.is_empty())).collect();
    for (line, place) in lines.iter_mut().zip(rank::places(&scores)) {
        line.rank = place;
    }
    Ok(Board { lines, heads })
}

fn line(view: &RoundView, (county, figure): (&CountyRow, Figure), heads: &Heads) -> Option<Line> {
    let head = heads.by_county.get(&county.code)?.clone();
    let value = |figures: Figures| figures.get(figure).unwrap_or_default();
    let composite = view.round.composite(head.midterm.map(value), value(head.at_final));
    Some(Line { county: county.clone(), head, composite, rank: None })
}

impl Board {
    /// The cells of some of its counties in a phase, each as the JSON of a list of [`Cell`]s.
    ///
    /// # Errors
    /// When the database fails.
    pub fn cells(
        &self,
        office: &Office,
        (view, phase): (&RoundView, Phase),
        counties: &[String],
    ) -> Result<HashMap<String, String>, OpsError> {
        let midterm = phase == Phase::Midterm;
        let conn = &mut *office.store.conn()?;
        let kept = kept::cells(conn, (&view.round.code, counties), midterm)?;
        let mut cells: HashMap<String, String> = kept.into_iter().collect();
        for row in counties.iter().filter_map(|county| self.heads.unkept.get(county)) {
            cells.insert(row.county.clone(), if midterm { &row.midterm } else { &row.at_final }.clone());
        }
        Ok(cells)
    }

    /// The same, read.
    ///
    /// # Errors
    /// When the database fails or a row can't be read.
    pub fn read_cells(
        &self,
        office: &Office,
        at: (&RoundView, Phase),
        counties: &[String],
    ) -> Result<HashMap<String, Vec<Cell>>, OpsError> {
        let cells = self.cells(office, at, counties)?;
        let read = |(county, text): (String, String)| Ok((county, read(&text)?));
        cells.into_iter().map(read).collect::<Result<_, StoreError>>().map_err(OpsError::from)
    }
}

impl Heads {
    /// The numbers of changes are read first: what changes meanwhile is then worked out again by the next.
    fn load(conn: &mut Conn, view: &RoundView) -> Result<Self, StoreError> {
        let round = &view.round.code;
        let counters = changes::of_round(conn, round)?;
        let counter = |county: &str| counters.get(county).copied().unwrap_or_default();
        let mut kept: HashMap<_, _> =
            kept::heads(conn, round)?.into_iter().map(|row| (row.county.clone(), row)).collect();
        let mut heads = Self::default();
        let mut stale = Vec::new();
        for county in &view.counties {
            let fresh = kept.remove(&county.code);
            let fresh = fresh.filter(|row| row.counter == counter(&county.code));
            match fresh.filter(|row| row.basis == basis(view, county)) {
                Some(row) => drop(heads.by_county.insert(row.county, read(&row.head)?)),
                None => stale.push((county, counter(&county.code))),
            }
        }
        for some in stale.chunks(BATCH) {
            heads.work_out(conn, view, some)?;
        }
        Ok(heads)
    }

    /// Works out some counties, as many as fit into memory together, and keeps them.
    fn work_out(
        &mut self,
        conn: &mut Conn,
        view: &RoundView,
        counties: &[(&CountyRow, i64)],
    ) -> Result<(), StoreError> {
        let codes: Vec<String> = counties.iter().map(|(county, _)| county.code.clone()).collect();
        let mut all = Material::load(conn, &view.round.code, &codes)?;
        let mut rows = Vec::with_capacity(codes.len());
        for (county, counter) in counties {
            let (row, head) = row(view, (county, *counter), &all.take(&county.code))?;
            self.by_county.insert(county.code.clone(), head);
            rows.push(row);
        }
        let written: Result<(), StoreError> =
            store::write(conn, |conn| kept::write(conn, &view.round.code, &rows));
        if let Err(error) = written {
            tracing::warn!(%error, "scores could not be kept");
            self.unkept.extend(rows.into_iter().map(|row| (row.county.clone(), row)));
        }
        Ok(())
    }
}
