//! Which pieces of evidence the counties filed: for which items and years, and of which day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::dice::Dice;
use super::readiness::{self, Backed, Done};
use super::words::{Book, County, Sharing};
use super::written_report;
use crate::domain::facts::Year;
use crate::domain::round::{Phase, Window};
use crate::domain::score::NO_TASK_PROOF;
use crate::domain::standard::{Item, Need, Per};
use crate::ops::scores::RoundView;

/// A piece of evidence to be filed.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The county's code.
    pub(super) county: String,
    /// Id of its kind.
    pub(super) kind: String,
    /// Codes of what it proves, at least one.
    pub(super) items: Vec<String>,
    pub(super) year: Year,
    pub(super) day: NaiveDate,
    /// The day on which it is filed.
    pub(super) filed: NaiveDate,
    /// Its number among the county's of this kind and year, from 1.
    pub(super) nth: u32,
    /// What it is drawn from: a name that no other piece has, unless it uses the other's picture.
    pub(super) drawn_from: (String, NaiveDate),
}

/// Pieces by year, kind, and the items that may share them: each item with how many it has.
type Wanted = BTreeMap<(Year, String, String), Vec<(String, u32)>>;

/// Everything that a county filed, by day.
pub(super) fn of_county(book: &Book, view: &RoundView, (county, items): (&County, &[&Item])) -> Vec<Piece> {
    let years = years(view, county);
    let mut wanted = Wanted::new();
    for item in items {
        let applies =
            |window: &&&Window| readiness::excuse(book, view, (county, &item.code, window.year)).is_none();
        let years: Vec<&Window> = years.iter().filter(applies).copied().collect();
        for need in &item.needs {
            want(&mut wanted, (view, county, &years), (item, need));
        }
    }
    add_unscored(&mut wanted, book, (view, county, items));
    let mut pieces: Vec<Piece> = wanted
        .iter()
        .filter_map(|((year, kind, _), shared)| {
            let window = view.round.years.iter().find(|window| window.year == *year)?;
            Some(shared_pieces(county, (window, kind), shared))
        })
        .flatten()
        .collect();
    pieces
        .sort_by(|one, other| (one.day, &one.kind, &one.items).cmp(&(other.day, &other.kind, &other.items)));
    number(&mut pieces);
    if county.twice {
        use_one_photo_twice(&mut pieces);
    }
    pieces
}

/// The years that a county has something for.
pub(super) fn years<'a>(view: &'a RoundView, county: &County) -> Vec<&'a Window> {
    view.round.years.iter().filter(|window| county.midterm || !window.midterm).collect()
}

/// Notes what is there of one need, once for each year or once for the cycle.
fn want(
    wanted: &mut Wanted,
    (view, county, years): (&RoundView, &County, &[&Window]),
    (item, need): (&Item, &Need),
) {
    let group = group(view, county, item);
    let last = item.needs.last() == Some(need);
    let mut add = |year: Year, scope: &str| {
        let count = match readiness::backed(county, &item.code, scope) {
            _ if readiness::done(county, &item.code, year) == Done::Nothing => 0,
            Backed::Short if last => need.min.saturating_sub(1),
            Backed::Wholly | Backed::Short => need.min,
            Backed::NotAtAll => 0,
        };
        if count > 0 {
            let key = (year, need.kind.clone(), group.clone());
            wanted.entry(key).or_default().push((item.code.clone(), count));
        }
    };
    match need.per {
        Per::Year => years.iter().for_each(|window| add(window.year, &window.year.to_string())),
        Per::Cycle if written_report::is_asked_for(&item.code, &need.kind) => {
            if let Some(window) = years.last() {
                add(window.year, "cycle");
            }
        }
        Per::Cycle => {
            let mut dice = Dice::of(&format!("{} {} {} when", county.code, item.code, need.kind));
            let early: Vec<&&Window> = years.iter().filter(|window| window.midterm).collect();
            let late: Vec<&&Window> = years.iter().filter(|window| !window.midterm).collect();
            let among = if !early.is_empty() && dice.chance(800) { early } else { late };
            if let Some(window) = dice.pick(&among) {
                add(window.year, "cycle");
            }
        }
    }
}

/// What names the items that may share a piece with this one.
fn group(view: &RoundView, county: &County, item: &Item) -> String {
    let aspects = &view.standard(Phase::Final).aspects;
    match county.sharing {
        Sharing::None => item.code.clone(),
        Sharing::Aspect => item.aspect.clone(),
        Sharing::Group => {
            let at = aspects.iter().position(|aspect| aspect.code == item.aspect).unwrap_or_default();
            format!("{}", at % 4)
        }
    }
}

/// Evidence for bonus items, and proofs that an item did not apply.
fn add_unscored(wanted: &mut Wanted, book: &Book, (view, county, items): (&RoundView, &County, &[&Item])) {
    let year = |at: usize| view.round.years.get(at).map(|window| window.year);
    for claimed in book.plan.bonus.iter().filter(|claimed| claimed.county == county.code) {
        if let Some(year) = year(claimed.year) {
            let key = (year, claimed.kind.clone(), claimed.code.clone());
            wanted.entry(key).or_default().push((claimed.code.clone(), 1));
        }
    }
    let excused = book.plan.excused.iter().filter(|excused| excused.county == county.code);
    for excused in excused.filter(|excused| items.iter().any(|item| item.code == excused.item)) {
        if let Some(year) = year(excused.year) {
            let key = (year, NO_TASK_PROOF.to_owned(), format!("{} excused", excused.item));
            wanted.entry(key).or_default().push((excused.item.clone(), 1));
        }
    }
}

/// As many pieces as the item with most has; each proves the items that have so many.
fn shared_pieces(county: &County, (window, kind): (&Window, &str), shared: &[(String, u32)]) -> Vec<Piece> {
    let most = shared.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let piece = |at: u32| {
        let items: Vec<String> =
            shared.iter().filter(|(_, count)| *count > at).map(|(item, _)| item.clone()).collect();
        let name = format!("{} {kind} {} {} {at}", county.code, window.year, items.join(" "));
        let length = window.ends.signed_duration_since(window.starts).num_days();
        let length = u32::try_from(length).unwrap_or_default();
        let asked = |item: &String| written_report::is_asked_for(item, kind);
        let day = match items.iter().any(asked) {
            true => window.ends,
            false => window.starts + Days::new(Dice::of(&name).below(length).into()),
        };
        Piece {
            county: county.code.clone(),
            kind: kind.to_owned(),
            items,
            year: window.year,
            day,
            filed: day,
            nth: 0,
            drawn_from: (name, day),
        }
    };
    (0..most).map(piece).collect()
}

fn number(pieces: &mut [Piece]) {
    let mut last: BTreeMap<(Year, String), u32> = BTreeMap::new();
    for piece in pieces {
        let last = last.entry((piece.year, piece.kind.clone())).or_default();
        *last = last.saturating_add(1);
        piece.nth = *last;
    }
}

/// The last photo of the last two years is the first one of them again.
fn use_one_photo_twice(pieces: &mut [Piece]) {
    let Some(last) = pieces.iter().map(|piece| piece.year.0).max() else { return };
    let late = |piece: &&mut Piece| piece.kind == "photo" && piece.year.0 + 1 >= last;
    let mut photos = pieces.iter_mut().filter(late);
    if let (Some(first), Some(last)) = (photos.next(), photos.next_back()) {
        last.drawn_from = first.drawn_from.clone();
    }
}
