//! What is read in written Chinese, and where.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod figures;
mod fold;
mod labelled;
mod mentions;
mod outline;
