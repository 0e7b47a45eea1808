//! Three-way match (三者对口): the figures of a fact as the county states it, as reports and sites tell it, and as
//! rosters add up, side by side.
//!
//! Which kinds of evidence are reports, sites and rosters the sheet says (`Tells`). A figure in words agrees with whatever it can mean: 3万余元 with 31,200.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::evidence::{Piece, pieces};
use super::findings::spot_at;
use super::scores::RoundView;
use super::texts::{self, TextOfFile};
use super::{Office, OpsError, coverage};
use crate::domain::facts::{Facts, Year};
use crate::domain::finding::Spot;
use crate::domain::round::Phase;
use crate::domain::standard::{Level, Tells};
use crate::reading::fold::Folded;
use crate::reading::lexicon::Lexicon;
use crate::reading::roster::roster;
use crate::reading::told::{FactLabel, Meant, labels, told};
use crate::store::evidence::{Filter, page};
use crate::store::rounds::CountyRow;
use crate::store::{Conn, facts};

/// The most pieces of a kind that are read, the newest.
const MOST: i64 = 200;
/// Characters of a text that are read.
const LONGEST: usize = 100_000;

/// Where figures are told, in the order of columns.
pub const SOURCES: [Tells; 3] = [Tells::Report, Tells::Site, Tells::Roster];

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
    pub source: Tells,
    /// As it stands there.
    pub figure: String,
    /// Whether it was counted where rows can't be told apart for sure.
    pub about: bool,
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
    for kind in SOURCES.iter().flat_map(|source| view.kinds_that_tell(*source)) {
        let filter = Filter { kind: Some(kind), limit: MOST, ..Filter::default() };
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
    let kinds: BTreeMap<String, Tells> = SOURCES
        .iter()
        .flat_map(|source| view.kinds_that_tell(*source).into_iter().map(|kind| (kind, *source)))
        .collect();
    let source = |piece: &Piece| kinds.get(&piece.row.kind).copied();
    let sources: Vec<(&Piece, Tells)> =
        pieces.iter().filter_map(|piece| Some((piece, source(piece)?))).collect();
    let ids: Vec<String> = sources.iter().map(|(piece, _)| piece.row.id.clone()).collect();
    let texts = texts::of_ids(conn, &ids)?;
    let lexicon = coverage::lexicon(view.standard(Phase::Final))?;
    let mut table = Table { labels: &labels, view, lexicon, lines: BTreeMap::new() };
    for (piece, source) in sources {
        for text in texts.get(&piece.row.id).into_iter().flatten() {
            match source {
                Tells::Roster => table.count(piece, text),
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
    lexicon: Lexicon,
    /// By label and year.
    lines: BTreeMap<(usize, Option<Year>), Vec<Figure>>,
}

impl Table<'_> {
    /// What a text tells.
    fn read(&mut self, (piece, source): (&Piece, Tells), text: &TextOfFile) {
        let end = text.text.char_indices().nth(LONGEST).map_or(text.text.len(), |(end, _)| end);
        for fact in told(text.text.get(..end).unwrap_or_default(), self.labels) {
            let year = if fact.cumulative { None } else { fact.year.map(Year).or_else(|| only_year(piece)) };
            if !fact.cumulative && !year.is_some_and(|year| self.view.round.has_year(year)) {
                continue;
            }
            let figure = Figure {
                source,
                figure: fact.figure.text.to_owned(),
                about: false,
                spot: spot_at(piece, text, &fact.place),
                meant: fact.meant,
            };
            self.lines.entry((fact.label, year)).or_default().push(figure);
        }
    }

    /// How many a roster lists: they are the persons or households of its item. One that is filed under several proves
    /// something of each, but counts for those alone that its title speaks of.
    fn count(&mut self, piece: &Piece, text: &TextOfFile) {
        let Some(list) = roster(&text.text).filter(|list| list.rows > 0) else { return };
        let rows = i64::try_from(list.rows).unwrap_or(i64::MAX);
        let spoken = self.spoken_of(&piece.row.title);
        let first = piece.places.first().map(|place| &place.item);
        let alone = piece.places.iter().all(|place| Some(&place.item) == first);
        for place in piece.places.iter().filter(|place| alone || spoken.contains(&place.item)) {
            let counted =
                |(_, label): &(usize, &FactLabel)| label.item == place.item && label.counts_listed();
            let Some((number, _)) = self.labels.iter().enumerate().find(counted) else { continue };
            let figure = Figure {
                source: Tells::Roster,
                figure: rows.to_string(),
                about: list.about,
                spot: spot_at(piece, text, &(0..40)),
                meant: list.meant(),
            };
            self.lines.entry((number, Some(place.year))).or_default().push(figure);
        }
    }

    /// The items that a title speaks of.
    fn spoken_of(&self, title: &str) -> BTreeSet<String> {
        let folded = Folded::of(title);
        let whole = 0..folded.text().len();
        let hits = self.lexicon.hits(folded.text(), std::slice::from_ref(&whole), &[]);
        let items = &self.view.standard(Phase::Final).items;
        hits.iter().flatten().filter_map(|hit| items.get(hit.item)).map(|item| item.code.clone()).collect()
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
        told.iter().partition(|figure| figure.source == Tells::Roster);
    let least: Decimal = rosters.iter().map(|figure| figure.meant.least).sum();
    let greatest: Option<Decimal> = rosters.iter().map(|figure| figure.meant.greatest).sum();
    let listed = (!rosters.is_empty()).then_some(Meant { least, greatest });
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
        let written = self.told.iter().filter(|figure| figure.source != Tells::Roster);
        let written: Vec<Figure> = written.cloned().collect();
        !self.agrees && agree(&meant(&written, self.stated))
    }
}

/// The year of a piece that is filed under one.
fn only_year(piece: &Piece) -> Option<Year> {
    let first = piece.places.first()?.year;
    piece.places.iter().all(|place| place.year == first).then_some(first)
}
