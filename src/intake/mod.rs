//! Files that come in, before they are evidence: what they are, where they belong, what a package holds.
//!
//! Nothing is kept here and nothing is known of accounts or the database; `ops` asks and decides.

mod amount;
mod antivirus;
mod compound;
mod directory;
mod document;
mod error;
mod facts;
mod found;
mod heic;
mod inspect;
mod kind;
pub mod likeness;
mod look;
mod matching;
mod package;
mod photo;
mod picture;
mod preview;
mod scan;
mod screen;
mod text;

pub use antivirus::{Antivirus, NotAddress, Verdict};
pub use document::DocumentFault;
pub use error::IntakeError;
pub use facts::Facts;
pub use found::Found;
pub use heic::{HeicFault, decode_heic};
pub use inspect::inspect;
pub use kind::{Family, FileKind};
pub use matching::{Proposal, propose};
pub use package::{Limits, Listed, Package, SkipReason, Skipped};
pub use photo::{PhotoMarks, VERSION as PHOTO_VERSION, photo_marks, shot_at};
pub use preview::{Block, Preview, PreviewFault, has_preview, preview};
pub use scan::{Scanner, words_of_table};
pub use screen::{jpeg_shows_screen, shows_screen};
pub use text::{
    FileText, Mark, Place as TextPlace, TextFault, TextReader, VERSION as TEXT_VERSION, has_text, plain_text,
};

/// Reading a file in this very process.
pub mod read_text {
    pub use super::text::{read, serve};
}
