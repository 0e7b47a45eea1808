//! What papers say of themselves, and which of them were copied.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics says where")]

mod dates;
mod found;
mod likeness;
mod making;
mod office;
mod paper;
mod stock;
mod told;
