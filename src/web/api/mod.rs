//! The API for programs: the operations of the pages at `/api/v1`, in JSON, described by `/api/openapi.json`.
//! A file for each thing that is asked for; the shapes of requests and answers are in [`crate::contract`].

pub(super) mod coverage;
pub(super) mod description;
pub(super) mod evidence;
pub(super) mod facts;
pub(super) mod findings;
pub(super) mod papers;
pub(super) mod rounds;
pub(super) mod score;
pub(super) mod search;
pub(super) mod uploads;

mod matrix;
mod query;
