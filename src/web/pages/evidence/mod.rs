//! Pages of evidence: the list, the upload form, one piece with its history, its review.

mod change;
mod detail;
mod form;
mod keys;
mod list;
mod narrow;
mod preview;
mod revision;
mod sample;
mod search;
mod shown;
mod together;
mod upload;
mod used;

pub(in crate::web) use change::{link_evidence, review_evidence, unlink_evidence};
pub(in crate::web) use detail::{show_evidence, show_file, show_thumbnail};
pub(in crate::web::pages) use form::{Choice, item_options, year_options};
pub(in crate::web) use list::list_evidence;
pub(in crate::web) use preview::show_preview;
pub(in crate::web) use revision::{show_earlier_file, show_revision};
pub(in crate::web::pages) use sample::EvidenceSample;
pub(in crate::web) use search::show_search;
pub(in crate::web) use together::{place_chosen, review_chosen, undo_places, undo_reviews};
pub(in crate::web) use upload::{add_evidence, change_evidence, show_change_form, show_upload_form};
