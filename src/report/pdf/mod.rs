//! Papers as PDF: A4 in the manner of GB/T 9704-2012, Chinese fonts embedded and cut to what is used.
//!
//! Layout is done here, by advances of the fonts and a line breaker that knows which marks may not
//! begin or end a line; the format itself is printpdf's.

mod chart;
mod document;
mod face;
mod hatch;
mod lines;
mod page;
mod table;

pub(super) use document::write;
