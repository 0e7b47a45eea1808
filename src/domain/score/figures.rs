//! The four figures that a score can be read in, and their sums.

use serde::{Deserialize, Serialize};

use crate::domain::points::Points;

/// The four figures of an item, an aspect or a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// What the sheet gives.
    pub full: Points,
    /// What the stated facts earn.
    pub claimed: Points,
    /// What the proven facts earn.
    pub provable: Points,
    /// What the joint team gave; none when it gave nothing yet.
    pub city: Option<Points>,
}

/// One of the figures that a score can be read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 满分.
    Full,
    /// 自评.
    Claimed,
    /// 可证明.
    Provable,
    /// 市考评.
    City,
}

impl Figure {
    /// All four, in the order of a table.
    pub const ALL: [Self; 4] = [Self::Full, Self::Claimed, Self::Provable, Self::City];

    /// The name in the API and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Claimed => "claimed",
            Self::Provable => "provable",
            Self::City => "city",
        }
    }

    /// The figure with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.id() == id)
    }
}

impl Figures {
    /// The value of one figure.
    pub fn get(&self, figure: Figure) -> Option<Points> {
        match figure {
            Figure::Full => Some(self.full),
            Figure::Claimed => Some(self.claimed),
            Figure::Provable => Some(self.provable),
            Figure::City => self.city,
        }
    }

    /// The same change of every figure that is there.
    pub(super) fn map(self, change: impl Fn(Points) -> Points) -> Self {
        Self {
            full: change(self.full),
            claimed: change(self.claimed),
            provable: change(self.provable),
            city: self.city.map(change),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let city = match (self.city, other.city) {
            (None, None) => None,
            (one, another) => Some(one.unwrap_or_default() + another.unwrap_or_default()),
        };
        Self {
            full: self.full + other.full,
            claimed: self.claimed + other.claimed,
            provable: self.provable + other.provable,
            city,
        }
    }
}

/// The sum of figures; the city's is there as soon as one of them has it.
pub fn sum(figures: impl IntoIterator<Item = Figures>) -> Figures {
    figures.into_iter().fold(Figures::default(), Figures::plus)
}
