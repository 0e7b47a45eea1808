//! Evidence: filed by upload, listed, shown, sent, reviewed and linked.

pub(in crate::web) mod change;
pub(in crate::web) mod file;
pub(in crate::web) mod read;
pub(in crate::web) mod upload;

mod received;
