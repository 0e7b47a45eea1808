//! What the heat map shows: one of the figures, or what is lost.

use serde::Deserialize;

use super::address;
use crate::domain::points::Points;
use crate::domain::round::Phase;
use crate::domain::score::{Figure, Figures};
use crate::web::pages::choices::Choice;
use crate::web::request::Context;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Layer {
    #[default]
    Provable,
    Claimed,
    City,
    /// Full less provable.
    Lost,
}

impl Layer {
    pub(super) const ALL: [Self; 4] = [Self::Provable, Self::Claimed, Self::City, Self::Lost];

    pub(super) fn id(self) -> &'static str {
        if self == Self::Lost { "lost" } else { self.ranked_by().id() }
    }

    /// The figure that gives the places.
    pub(super) fn ranked_by(self) -> Figure {
        match self {
            Self::Provable | Self::Lost => Figure::Provable,
            Self::Claimed => Figure::Claimed,
            Self::City => Figure::City,
        }
    }

    /// What is shown of some figures.
    pub(super) fn of(self, figures: Figures) -> Option<Points> {
        if self == Self::Lost { Some(figures.full - figures.provable) } else { figures.get(self.ranked_by()) }
    }

    pub(super) fn choice(self, cx: &Context, (phase, current): (Phase, Self)) -> Choice {
        let label = cx.lang.named("figure", self.id());
        Choice { address: address(phase, self), label, current: self == current }
    }
}
