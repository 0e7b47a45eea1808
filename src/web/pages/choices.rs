//! Ways to look at a page, one beside the other, of which one is current: what the partial `choices` shows.

use serde::Serialize;

use crate::domain::round::Phase;
use crate::web::request::Context;

/// One of the ways.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) address: String,
    pub(super) label: String,
    pub(super) current: bool,
}

impl Choice {
    /// Both phases, each at its address.
    pub(super) fn phases(cx: &Context, current: Phase, address: impl Fn(Phase) -> String) -> Vec<Self> {
        let choice = |phase: Phase| Self {
            address: address(phase),
            label: cx.lang.named("phase", phase.id()),
            current: phase == current,
        };
        Phase::ALL.map(choice).into()
    }
}
