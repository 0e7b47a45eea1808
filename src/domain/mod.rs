//! The field itself: scoring sheets, rounds, facts, scores, gaps.
//!
//! Pure: no I/O, no clock, no randomness, no async. Everything it needs is an argument.

pub mod day;
pub mod explain;
pub mod facts;
pub mod finding;
pub mod gap;
pub mod lexicon;
pub mod lock;
pub mod message;
pub mod password;
pub mod points;
pub mod policy;
pub mod proof;
pub mod rank;
pub mod role;
pub mod round;
pub mod rule;
pub mod score;
pub mod standard;
