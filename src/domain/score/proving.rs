//! Whether a part of an item is proven: which evidence it asks for, and what of it is missing.

use rust_decimal::Decimal;

use super::{Missing, NO_TASK_PROOF, PartScore};
use crate::domain::facts::Year;
use crate::domain::proof::Proofs;
use crate::domain::rule::Part;
use crate::domain::standard::{Item, Need, Per};

/// What decides whether a part of an item is proven.
pub(super) struct Proving<'a> {
    pub(super) item: &'a Item,
    pub(super) years: &'a [Year],
    pub(super) proofs: Proofs<'a>,
    /// Whether the item has parts that are earned once, which then are what cycle evidence proves.
    pub(super) once: bool,
    /// Whether the item has parts that belong to a year.
    pub(super) yearly: bool,
}

/// Evidence that a part asks for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    kind: &'a str,
    min: u32,
    per: Per,
    /// The year; none for the whole cycle.
    year: Option<Year>,
}

impl<'a> From<&'a Need> for Asked<'a> {
    fn from(need: &'a Need) -> Self {
        Self { kind: &need.kind, min: need.min, per: need.per, year: None }
    }
}

impl Proving<'_> {
    pub(super) fn prove(&self, part: Part) -> PartScore {
        let asked = self.asked(&part);
        let missing = self.missing(&asked, false);
        let proven = missing.is_empty();
        let sent_back = !proven && self.missing(&asked, true).is_empty();
        let provable = if proven { part.earned } else { Decimal::ZERO };
        PartScore { part, provable, missing, sent_back }
    }

    fn missing(&self, asked: &[Asked<'_>], with_sent_back: bool) -> Vec<Missing> {
        let short = |&Asked { kind, min, year, .. }: &Asked<'_>| {
            let one = year.map(|year| [year]);
            let years = one.as_ref().map_or(self.years, |year| year.as_slice());
            let have = self.proofs.pieces(kind, years, with_sent_back);
            (have < min).then(|| Missing { kind: kind.to_owned(), year, min, have })
        };
        asked.iter().filter_map(short).collect()
    }

    fn asked<'a>(&'a self, part: &'a Part) -> Vec<Asked<'a>> {
        if part.excused {
            return vec![Asked { kind: NO_TASK_PROOF, min: 1, per: Per::Year, year: part.year }];
        }
        let wanted = self.wanted(part);
        let of = |per, year| {
            let of_it = wanted.iter().filter(move |asked| asked.per == per);
            of_it.map(move |asked| Asked { year, ..*asked })
        };
        let (yearly, cycle) = (|year| of(Per::Year, year), || of(Per::Cycle, None));
        match part.year {
            Some(year) if self.once => yearly(Some(year)).collect(),
            Some(year) => yearly(Some(year)).chain(cycle()).collect(),
            None if self.item.each_year && !self.yearly => {
                let each = self.years.iter().flat_map(|year| yearly(Some(*year)));
                each.chain(cycle()).collect()
            }
            None if cycle().next().is_none() => yearly(None).collect(),
            None => cycle().collect(),
        }
    }

    /// The item's needs, or those of the kinds that the part names; a kind that only the part names
    /// is asked for once.
    fn wanted<'a>(&'a self, part: &'a Part) -> Vec<Asked<'a>> {
        if part.kinds.is_empty() {
            return self.item.needs.iter().map(Asked::from).collect();
        }
        let per = if part.year.is_some() { Per::Year } else { Per::Cycle };
        let of_item = |kind| self.item.needs.iter().find(|need| need.kind == kind).map(Asked::from);
        let named = part.kinds.iter().map(String::as_str);
        named.map(|kind| of_item(kind).unwrap_or(Asked { kind, min: 1, per, year: None })).collect()
    }
}
