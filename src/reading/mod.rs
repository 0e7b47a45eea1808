//! What written Chinese says, as offices write it: script and words folded, figures, what is mentioned, what is
//! blank, repeated or copied.
//!
//! Text in, places and reasons out. Where a text comes from (`intake`) and what follows from it (`ops`) is not known
//! here; no I/O, no clock. Every place is counted in characters of the text that was given.

pub mod blanks;
mod claims;
pub mod coverage;
mod examples;
pub mod figures;
pub mod fold;
pub mod lexicon;
pub mod likeness;
pub mod mentions;
mod outline;
pub mod paper;
pub mod repeats;
pub mod roster;
pub mod sentences;
mod subject;
mod tally;
mod title;
pub mod told;
