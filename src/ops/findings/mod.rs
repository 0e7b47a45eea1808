//! What is found in a county's evidence: kept in one list, shown with its places and reason, waved off by a person,
//! and never changing a score.
//!
//! Findings are worked out by a job of the background a short while after anything changed that they come from
//! ([`crate::store::finding_states`]): the changes of the county that are counted anyhow, and whatever calls
//! `touch` because it read something new out of a file. A wave-off is kept under the finding's key, the hash of
//! its kind and of what it is about, and so outlives the working out.
//!
//! # Another kind
//!
//! - One new file here with `pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError>`
//!   and a line in [`CHECKS`]. `scene` has the round, the county and its evidence; what else a check needs it reads
//!   by `conn`, in a number of statements that does not grow. A check may give several kinds.
//! - In [`crate::domain::finding`] the variant, a place in `FindingKind::ALL` and its line in `told`.
//! - In the three languages `finding-<id>` (its name) and `finding_hint-<id>` (what to do about it) in
//!   `findings.ftl`, and the messages that the check itself says.
//!
//! `about` has to be the same whenever the same is found again, and another when the case is another: ids of
//! evidence and hashes of files, in order, and no counts or words. The points at stake are worked out from `parts`.
//! What is another county's goes into `beyond` and nowhere else: not into `about`, `message`, `spots`, the
//! severity or the points, all of which the county itself reads. List, filters, API, gap report and help follow.

mod figures;
mod list;
mod looking;
mod papers;
mod passage;
mod photo_again;
mod photo_caption;
mod photo_date;
mod photo_of_screen;
mod photo_pairs;
mod photo_place;
mod photo_screen;
mod scene;
mod stakes;
mod text_again;
mod waving;
mod working;

use crate::domain::finding::Finding;
use crate::ops::OpsError;
use crate::store::Conn;

pub(in crate::ops) use list::list_by;
pub use list::{Found, Page, Waved, by_county, counts, list, of_evidence, one};
pub use looking::{Looking, looking};
pub(in crate::ops) use passage::spot_at;
pub use waving::{MAX_REASON, take_back, wave_off};
pub use working::refresh;
pub(in crate::ops) use working::{BASIS, Worked, work_out};

use scene::Scene;

/// The most other counties of which a finding names a place: a photo of the province's, a model that a nation follows,
/// may be in all.
const MOST_COUNTIES: usize = 20;

/// Looks for something in a county.
type Check = fn(&Scene<'_>, &mut Conn) -> Result<Vec<Finding>, OpsError>;

/// All that is looked for.
const CHECKS: &[Check] = &[
    photo_again::find,
    photo_date::find,
    photo_place::find,
    photo_caption::find,
    photo_screen::find,
    photo_of_screen::find,
    text_again::find,
    papers::find,
    figures::find,
];
