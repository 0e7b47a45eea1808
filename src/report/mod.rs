//! Everything that is printed: gap report, score sheets, catalogues, cover, spine labels, 备考表.
//!
//! Each printed thing is composed as a neutral [`Paper`] in its own file from a plain input
//! struct; each of the [`Format`]s writes any paper. Nothing here reads a database, a file or a
//! clock: the same input gives the same bytes.

mod binder;
pub mod chart;
mod city_report;
mod docx;
mod error;
mod format;
mod gap_report;
mod html;
mod paper;
mod pdf;
mod words;
mod xlsx;

pub use binder::{
    AspectLines, Binder, CatalogueLine, Contents, SpineLabel, cover, filing_catalogue, inner_catalogue, note,
    score_sheet, spine_labels,
};
pub use city_report::{CityReport, CountyLine};
pub use error::ReportError;
pub use format::Format;
pub use gap_report::{
    AbsentItem, AspectLoss, FindingLine, GapFindingJson, GapFormat, GapJson, GapLine, GapReport,
    GapReportJson, GapSubject, Loss, Written, WrittenJson, losses,
};
pub use paper::{Align, Block, Cell, Column, Paper, Table};
