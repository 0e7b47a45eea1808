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

impl Proving<'_> {
    pub(super) fn prove(&self, part: Part) -> PartScore {
        let missing = self.missing(&part, false);
        let proven = missing.is_empty();
        let sent_back = !proven && self.missing(&part, true).is_empty();
        let provable = if proven { part.earned } else { Decimal::ZERO };
        PartScore { part, provable, missing, sent_back }
    }

    fn missing(&self, part: &Part, with_sent_back: bool) -> Vec<Missing> {
        let short = |(kind, min, year): (String, u32, Option<Year>)| {
            let one = year.map(|year| [year]);
            let years = one.as_ref().map_or(self.years, |year| year.as_slice());
            let have = self.proofs.pieces(&kind, years, with_sent_back);
            (have < min).then_some(Missing { kind, year, min, have })
        };
        self.asked(part).into_iter().filter_map(short).collect()
    }

    /// The evidence that a part asks for: kind, least number, and the year or the whole cycle.
    fn asked(&self, part: &Part) -> Vec<(String, u32, Option<Year>)> {
        if part.excused {
            return vec![(NO_TASK_PROOF.to_owned(), 1, part.year)];
        }
        let (yearly, cycle): (Vec<Need>, Vec<Need>) =
            self.named_needs(part).into_iter().partition(|need| need.per == Per::Year);
        let ask = |needs: &[Need], year| -> Vec<_> {
            needs.iter().map(|need| (need.kind.clone(), need.min, year)).collect()
        };
        match part.year {
            Some(year) if self.once => ask(&yearly, Some(year)),
            Some(year) => [ask(&yearly, Some(year)), ask(&cycle, None)].concat(),
            None if self.item.each_year && !self.yearly => {
                let each = self.years.iter().flat_map(|year| ask(&yearly, Some(*year)));
                each.chain(ask(&cycle, None)).collect()
            }
            None if cycle.is_empty() => ask(&yearly, None),
            None => ask(&cycle, None),
        }
    }

    /// The item's needs, or those of the kinds that the part names; a kind that only the part names
    /// is asked for once.
    fn named_needs(&self, part: &Part) -> Vec<Need> {
        if part.kinds.is_empty() {
            return self.item.needs.clone();
        }
        let of_item = |kind: &String| self.item.needs.iter().find(|need| need.kind == *kind).cloned();
        let per = if part.year.is_some() { Per::Year } else { Per::Cycle };
        part.kinds
            .iter()
            .map(|kind| of_item(kind).unwrap_or(Need { kind: kind.clone(), min: 1, per }))
            .collect()
    }
}
