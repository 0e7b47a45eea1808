//! A county's files as one package that other people's tools accept: BagIt 1.0 (RFC 8493) in a ZIP.
//!
//! [`write`] streams the package, [`verify`] checks any bag, [`names`] makes names that every
//! system can hold, [`index`] makes the page that opens the package without a server. Nothing here
//! knows what the files mean or where they are kept: callers give the entries.

mod ahead;
pub mod channel;
pub mod error;
pub mod index;
pub mod names;
mod tag_files;
pub mod verify;
pub mod write;

pub use channel::{ChannelWriter, send_bag};
pub use error::ArchiveError;
