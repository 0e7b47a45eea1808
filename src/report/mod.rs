//! Everything that is printed: gap report, score sheets, catalogues, cover, spine labels, 备考表.
//!
//! Each printed thing is composed as a neutral [`Paper`] in its own file from a plain input
//! struct; each of the [`Format`]s writes any paper. Nothing here reads a database, a file or a
//! clock: the same input gives the same bytes.

mod error;
mod format;
mod paper;

pub use error::ReportError;
pub use format::Format;
pub use paper::{Align, Block, Cell, Column, Paper, Table};
