//! Uploads in pieces by the tus protocol 1.0 (core, creation, termination, expiration): a line that breaks costs no
//! more than what was on its way. A whole upload is filed by naming it in the form of new evidence.

mod begin;
mod go_on;
mod proposal;
pub(in crate::web) mod protocol;

pub(in crate::web) use begin::{__path_begin_upload, __path_show_terms, begin_upload, show_terms};
pub(in crate::web) use go_on::{
    __path_continue_upload, __path_end_upload, __path_show_upload, continue_upload, end_upload, show_upload,
};
pub(in crate::web) use proposal::{__path_show_proposal, show_proposal};
