//! Evidence (佐证材料): taken, filed under items and years, revised, reviewed, found.
//!
//! Files come in first ([`take`]) and are safe on disk before a row names them ([`file`]); those of an upload
//! only once nothing else is wrong with it ([`file_received`]). Nothing here deletes: evidence is unlinked,
//! and earlier revisions stay.

mod catalogue;
mod change;
mod filing;
mod find;
mod queue;
mod review;
mod scan;
mod take;
mod together;

pub use catalogue::Catalogue;
pub use change::{Change, Place, link, revise, revise_received, unlink};
pub use filing::{Filed, Filing, MAX_FILES, SameBytes, file, file_received};
pub(super) use find::pieces;
pub use find::{
    Detail, FileToSend, OfItem, Page, Piece, detail, document_text, earlier_file, file_to_send, find_file,
    list, newest_of_item, piece, piece_of_county,
};
pub use queue::{Queue, queue};
pub(super) use review::checked_reason;
pub use review::{Verdict, review};
pub(super) use take::checked_name;
pub use take::{Taken, take};
pub use together::{Family, MOST, Seen, Step, Undoable, change_together, undo, undoable};

use super::By;
use super::deed::Deed;
use crate::store::audit::AuditRow;
use crate::store::evidence::EvidenceRow;

/// The audit row of a change of evidence.
fn audit_row(by: &By, action: &str, row: &EvidenceRow, detail: String) -> AuditRow {
    Deed { action, county: Some(&row.county), subject: &row.id, detail }.by(by)
}
