//! The field itself: scoring sheets, rounds, facts, scores, gaps.
//!
//! Pure: no I/O, no clock, no randomness, no async. Everything it needs is an argument.

pub mod message;
