//! How many points a finding may cost: what the sheet gives for the items and years that it is about.

use std::collections::{BTreeSet, HashMap};

use crate::domain::facts::Year;
use crate::domain::finding::ItemYear;
use crate::domain::points::Points;
use crate::domain::score::PhaseScore;
use crate::domain::standard::Standard;

/// What each item gives in each year and in the cycle.
pub(super) struct Stakes {
    parts: HashMap<(String, Option<Year>), Points>,
}

impl Stakes {
    pub(super) fn of(score: &PhaseScore, standard: &Standard) -> Self {
        let mut parts = HashMap::new();
        for item in &score.items {
            for year in &item.years {
                parts.insert((item.code.clone(), year.year), year.full);
            }
        }
        for bonus in &standard.bonuses {
            parts.insert((bonus.code.clone(), None), bonus.points);
        }
        Self { parts }
    }

    /// The points of some items in some years together. What an item gives once in the cycle is at stake in any year
    /// of it, and counts once.
    pub(super) fn at(&self, parts: &[ItemYear]) -> Points {
        let at = |part: &ItemYear| {
            let of = |year| {
                let key = (part.item.clone(), year);
                self.parts.contains_key(&key).then_some(key)
            };
            part.year.and_then(|year| of(Some(year))).or_else(|| of(None))
        };
        let keys: BTreeSet<_> = parts.iter().filter_map(at).collect();
        keys.iter().filter_map(|key| self.parts.get(key)).copied().sum()
    }
}
