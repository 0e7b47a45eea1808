//! How much evidence there is, as the score needs it: counts by item, year, kind and state of review.

use serde::{Deserialize, Serialize};

use super::facts::Year;

/// Where a piece of evidence stands in the city's review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody of the city has looked at it; it counts.
    Waiting,
    /// An inspector accepted it; it counts.
    Accepted,
    /// An inspector sent it back with a reason; it does not count.
    SentBack,
}

impl ReviewState {
    /// Every state, in the order of a life.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::SentBack];

    /// The name in the database, the API and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::SentBack => "sent_back",
        }
    }

    /// The state with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

/// A number of pieces that are alike for the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofCount {
    /// Code of the item or bonus item.
    pub item: String,
    /// The year it is filed under.
    pub year: Year,
    /// The id of its kind.
    pub kind: String,
    /// Where it stands in review.
    pub state: ReviewState,
    /// How many pieces.
    pub count: u32,
}

/// The evidence of one item.
#[derive(Debug, Clone, Copy)]
pub struct Proofs<'a> {
    counts: &'a [&'a ProofCount],
}

impl<'a> Proofs<'a> {
    /// Of these counts, all of one item.
    pub fn new(counts: &'a [&'a ProofCount]) -> Self {
        Self { counts }
    }

    /// Pieces of a kind in one of the years; `with_sent_back` adds those that were sent back.
    pub fn pieces(self, kind: &str, years: &[Year], with_sent_back: bool) -> u32 {
        self.counts
            .iter()
            .filter(|proof| proof.kind == kind && years.contains(&proof.year))
            .filter(|proof| with_sent_back || proof.state != ReviewState::SentBack)
            .fold(0, |sum, proof| sum.saturating_add(proof.count))
    }

    /// All pieces in these years that count.
    pub fn total(self, years: &[Year]) -> u32 {
        self.counts
            .iter()
            .filter(|proof| years.contains(&proof.year) && proof.state != ReviewState::SentBack)
            .fold(0, |sum, proof| sum.saturating_add(proof.count))
    }
}
