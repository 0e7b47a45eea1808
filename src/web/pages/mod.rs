//! The pages for people: a file each, with the handler and the view that its template shows.

pub(super) mod accounts;
pub(super) mod archive;
pub(super) mod audit;
pub(super) mod changes;
pub(super) mod coverage;
pub(super) mod decisions;
pub(super) mod evidence;
pub(super) mod findings;
pub(super) mod gaps;
pub(super) mod home;
pub(super) mod import;
pub(super) mod item;
pub(super) mod items;
pub(super) mod log_in;
pub(super) mod machine;
pub(super) mod manual;
pub(super) mod matrix;
pub(super) mod oidc;
pub(super) mod profile;
pub(super) mod prove;
pub(super) mod queue;
pub(super) mod security;
pub(super) mod standard;
pub(super) mod styleguide;
pub(super) mod three_way;

mod choices;
mod scores;
