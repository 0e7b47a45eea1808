//! The cover of a binder.

use super::Binder;
use crate::domain::message::Message;
use crate::report::paper::{Block, Paper};
use crate::report::words;

/// How much a binder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contents {
    /// Pieces of evidence, each once.
    pub pieces: usize,
    /// Files in the tree, those of several places in each of them.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Pieces that nobody has reviewed yet.
    pub waiting: usize,
    /// Pieces that were sent back and are left out.
    pub sent_back: usize,
    /// Gaps of the gap report.
    pub gaps: usize,
}

/// The cover; it carries no page number of the binder.
pub fn cover(binder: &Binder, contents: &Contents) -> Paper {
    let count = |id, count: usize| binder.lang.say(&Message::new(id).with("count", count));
    let facts = vec![
        binder.fact("binder-county", &binder.county),
        binder.fact("binder-fonds", &binder.fonds),
        binder.fact("binder-round", &binder.round),
        binder.fact("binder-phase", binder.lang.say(&words::phase(binder.phase))),
        binder.fact("binder-pieces", count("binder-piece-count", contents.pieces)),
        binder.fact("binder-files", count("binder-file-count", contents.files)),
        binder.fact("binder-bound-on", binder.lang.say(&words::day(binder.date))),
    ];
    let title = binder.title("binder-cover-title");
    let blocks = vec![
        Block::Spacer,
        Block::Spacer,
        Block::Spacer,
        Block::Heading { level: 0, text: title.clone() },
        Block::Spacer,
        Block::Spacer,
        Block::Facts(facts),
    ];
    Paper { subtitle: None, ..binder.paper(title, (false, blocks)) }
}
