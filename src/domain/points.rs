//! Points: exact decimals with one rounding rule.
//!
//! A share of an item can be a fraction without end (two of three years, 47 of 60 persons). Sums
//! inside one item are carried with 28 digits and rounded once, half up, to [`Points::PLACES`]
//! places; everything after that is exact addition.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Points of a scoring sheet, an exact decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(Decimal);

impl Points {
    /// Decimal places that a figure keeps; the finest step seen in sheets, 0.25, shared by four
    /// years, is 0.0625.
    pub const PLACES: u32 = 4;
    /// No points.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The figure of a value worked out with more digits: rounded half up, once.
    pub fn rounded(value: Decimal) -> Self {
        Self(value.round_dp_with_strategy(Self::PLACES, RoundingStrategy::MidpointAwayFromZero).normalize())
    }

    /// The points as they are, without rounding: a value from a sheet, or a weighted sum.
    pub fn exact(value: Decimal) -> Self {
        Self(value.normalize())
    }

    /// The decimal behind the points.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The number, if it is a whole one.
    pub fn whole(self) -> Option<i64> {
        self.0.is_integer().then(|| i64::try_from(self.0).ok()).flatten()
    }

    /// The smaller of the two.
    pub fn at_most(self, cap: Self) -> Self {
        self.min(cap)
    }

    /// Whether there are no points.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::exact(self.0.saturating_add(other.0))
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::exact(self.0.saturating_sub(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

/// With as many digits as it needs: `1.5`, `0.0625`, `2`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

impl FromStr for Points {
    type Err = rust_decimal::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Decimal::from_str_exact(text.trim()).map(Self::exact)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
