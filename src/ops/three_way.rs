//! Three-way match (三者对口): the figures of a fact as the county states it, as reports and sites tell it, and as
//! rosters add up, side by side.
//!
//! Reports are evidence of the kinds `report` and `summary`, sites of `site`, rosters of `roster`. A figure in words
//! agrees with whatever it can mean: 3万余元 with 31,200.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::evidence::{Piece, pieces};
use super::findings::spot_at;
use super::scores::RoundView;
use super::texts::{self, TextOfFile};
use super::{Office, OpsError};
use crate::domain::facts::{Facts, Year};
use crate::domain::finding::Spot;
use crate::domain::round::Phase;
use crate::domain::standard::Level;
use crate::reading::roster::roster;
use crate::reading::told::{FactLabel, Meant, labels, told};
use crate::store::evidence::{Filter, page};
use crate::store::rounds::CountyRow;
use crate::store::{Conn, facts};

/// The most pieces of a kind that are read, the newest.
const MOST: i64 = 200;
/// Characters of a text that are read.
const LONGEST: usize = 100_000;

/// Where a figure was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// In a written report.
    Report,
    /// On a site's board or introduction.
    Site,
    /// By the rows of a roster.
    Roster,
}

impl Source {
    /// All, in the order of columns.
    pub const ALL: [Self; 3] = [Self::Report, Self::Site, Self::Roster];

    /// The kinds of evidence that it is.
    fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Report => &["report", "summary"],
            Self::Site => &["site"],
            Self::Roster => &["roster"],
        }
    }

    fn of(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.kinds().contains(&kind))
    }
}

/// A fact in a year, or over the whole cycle, with everything that tells it.
#[derive(Debug, Clone)]
pub struct Line {
    /// What the sheet calls it.
    pub label: FactLabel,
    /// The year; none for figures that add the years up.
    pub year: Option<Year>,
    /// What the county states.
    pub stated: Option<i64>,
    /// Who else tells it.
    pub told: Vec<Figure>,
    /// Whether all of them can mean the same.
    pub agrees: bool,
}

/// A figure of a fact.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Where from.
    pub source: Source,
    /// As it stands there.
    pub figure: String,
    /// Its place, with the passage.
    pub spot: Spot,
    meant: Meant,
}

/// The facts of a county that anything but its own statement tells, in the order of the sheet.
///
/// # Errors
/// When the database fails or a row can't be read.
pub fn of_county(office: &Office, view: &RoundView, county: &CountyRow) -> Result<Vec<Line>, OpsError> {
    let conn = &mut *office.store.conn()?;
    let place = (view.round.code.as_str(), county.code.as_str());
    let mut rows = Vec::new();
    for kind in Source::ALL.iter().flat_map(|source| source.kinds()) {
        let filter = Filter { kind: Some((*kind).to_owned()), limit: MOST, ..Filter::default() };
        rows.extend(page(conn, place, &filter)?);
    }
    let pieces = pieces(conn, rows)?;
    lines(conn, (view, county), &pieces)
}

/// The same of pieces that are at hand.
pub(super) fn lines(
    conn: &mut Conn,
    (view, county): (&RoundView, &CountyRow),
    pieces: &[Piece],
) -> Result<Vec<Line>, OpsError> {
    let level = if county.level == Level::Prefecture.id() { Level::Prefecture } else { Level::County };
    let labels = labels(view.standard(Phase::Final), level);
    let sources: Vec<(&Piece, Source)> =
        pieces.iter().filter_map(|piece| Some((piece, Source::of(&piece.row.kind)?))).collect();
    let ids: Vec<String> = sources.iter().map(|(piece, _)| piece.row.id.clone()).collect();
    let texts = texts::of_ids(conn, &ids)?;
    let mut table = Table { labels: &labels, view, lines: BTreeMap::new() };
    for (piece, source) in sources {
        for text in texts.get(&piece.row.id).into_iter().flatten() {
            match source {
                Source::Roster => table.count(piece, text),
                _ => table.read((piece, source), text),
            }
        }
    }
    let counties = [county.code.clone()];
    let stated = facts::stated(conn, &view.round.code, &counties)?;
    let stated: BTreeMap<(String, Year), Facts> =
        stated.into_iter().map(|(_, of)| ((of.item, of.year), of.facts)).collect();
    Ok(table.finished(&stated))
}

struct Table<'a> {
    labels: &'a [FactLabel],
    view: &'a RoundView,
    /// By label and year.
    lines: BTreeMap<(usize, Option<Year>), Vec<Figure>>,
}

impl Table<'_> {
    /// What a text tells.
    fn read(&mut self, (piece, source): (&Piece, Source), text: &TextOfFile) {
        let end = text.text.char_indices().nth(LONGEST).map_or(text.text.len(), |(end, _)| end);
        for fact in told(text.text.get(..end).unwrap_or_default(), self.labels) {
            let year = if fact.cumulative { None } else { fact.year.map(Year).or_else(|| only_year(piece)) };
            if !fact.cumulative && !year.is_some_and(|year| self.view.round.has_year(year)) {
                continue;
            }
            let figure = Figure {
                source,
                figure: fact.figure.text.to_owned(),
                spot: spot_at(piece, text, &fact.place),
                meant: fact.meant,
            };
            self.lines.entry((fact.label, year)).or_default().push(figure);
        }
    }

    /// How many a roster lists: they are the persons or households of its items.
    fn count(&mut self, piece: &Piece, text: &TextOfFile) {
        let Some(list) = roster(&text.text).filter(|list| list.rows > 0) else { return };
        let rows = i64::try_from(list.rows).unwrap_or(i64::MAX);
        for place in &piece.places {
            let counted =
                |(_, label): &(usize, &FactLabel)| label.item == place.item && label.counts_listed();
            let Some((number, _)) = self.labels.iter().enumerate().find(counted) else { continue };
            let figure = Figure {
                source: Source::Roster,
                figure: rows.to_string(),
                spot: spot_at(piece, text, &(0..40)),
                meant: Meant::exactly(Decimal::from(rows)),
            };
            self.lines.entry((number, Some(place.year))).or_default().push(figure);
        }
    }

    fn finished(self, stated: &BTreeMap<(String, Year), Facts>) -> Vec<Line> {
        let number = |label: &FactLabel, year: Year| {
            stated.get(&(label.item.clone(), year)).and_then(|facts| facts.number(label.field))
        };
        let mut lines = Vec::new();
        for ((at, year), told) in self.lines {
            let Some(label) = self.labels.get(at) else { continue };
            let stated = match year {
                Some(year) => number(label, year),
                None => {
                    let years = self.view.round.years.iter().map(|window| number(label, window.year));
                    years.collect::<Option<Vec<i64>>>().map(|years| years.into_iter().sum())
                }
            };
            let agrees = agree(&meant(&told, stated));
            lines.push(Line { label: label.clone(), year, stated, told, agrees });
        }
        lines
    }
}

/// What is meant by each that tells the fact; rosters, of which there may be one for each town, are added up.
fn meant(told: &[Figure], stated: Option<i64>) -> Vec<Meant> {
    let (rosters, others): (Vec<&Figure>, Vec<&Figure>) =
        told.iter().partition(|figure| figure.source == Source::Roster);
    let rows: Decimal = rosters.iter().map(|figure| figure.meant.least).sum();
    let listed = (!rosters.is_empty()).then(|| Meant::exactly(rows));
    let stated = stated.map(|number| Meant::exactly(number.into()));
    others.iter().map(|figure| figure.meant).chain(listed).chain(stated).collect()
}

fn agree(meant: &[Meant]) -> bool {
    let mut rest = meant;
    while let Some((one, others)) = rest.split_first() {
        if !others.iter().all(|other| one.agrees_with(other)) {
            return false;
        }
        rest = others;
    }
    true
}

impl Line {
    /// Whether what was written and stated agrees, and only rosters add up to something else: a list may not be whole.
    pub fn differs_by_rosters_alone(&self) -> bool {
        let written = self.told.iter().filter(|figure| figure.source != Source::Roster);
        let written: Vec<Figure> = written.cloned().collect();
        !self.agrees && agree(&meant(&written, self.stated))
    }
}

/// The year of a piece that is filed under one.
fn only_year(piece: &Piece) -> Option<Year> {
    let first = piece.places.first()?.year;
    piece.places.iter().all(|place| place.year == first).then_some(first)
}
