//! The years after the midterm, week by week: what is stated, filed and reviewed comes in the order of its days, and
//! at the end of each of the last weeks the scores are noted as they stand then.
//!
//! Most of the last year's papers come late, as they do: in the weeks before the inspection.

use chrono::{Days, NaiveDate};

use super::dice::Dice;
use super::filing::{self, Scene};
use super::pieces::Piece;
use super::statements::Stated;
use super::{DemoError, Step, city};
use crate::domain::round::Window;
use crate::ops::scores::days;

/// Days over which the last year's work is stated and filed.
const RUSH: u64 = 147;
/// Days from an event to its deed, which [`Scene::after`] adds.
const WEEK: u64 = 7;

/// Does all of it.
pub(super) fn work(
    scene: Scene<'_>,
    (mut statements, mut pieces): (Vec<Stated>, Vec<Piece>),
    (over, progress): (NaiveDate, &dyn Fn(Step)),
) -> Result<(), DemoError> {
    let Some(last) = scene.view.round.years.last() else { return Ok(()) };
    for one in statements.iter_mut().filter(|one| one.year == last.year) {
        let name = format!("{} {} {} stated", one.county, one.item, one.year);
        one.day = late(scene, u64::from(Dice::of(&name).below(u32::try_from(RUSH).unwrap_or_default())));
    }
    for piece in pieces.iter_mut().filter(|piece| piece.year == last.year) {
        piece.filed = late(scene, days_left(last, piece.day));
    }
    statements.sort_by_key(|one| one.day);
    pieces.sort_by_key(|piece| piece.filed);
    let of = pieces.len();
    let (mut statements, mut pieces) = (statements.into_iter().peekable(), pieces.as_slice());
    let (mut done, mut reviewed) = (0, 0);
    let mut waiting = Vec::new();
    // Everything before the last weeks is one week.
    let mut end = scene.last - Days::new(RUSH + WEEK);
    loop {
        while let Some(one) = statements.next_if(|one| one.day <= end) {
            one.make(scene)?;
        }
        let (now, rest) = pieces.split_at(pieces.partition_point(|piece| piece.filed <= end));
        waiting
            .extend(filing::file_all(scene, now, &|count| progress(Step::Filed { done: done + count, of }))?);
        (done, pieces) = (done + now.len(), rest);
        // The joint team comes when the years are over.
        if end >= over || end >= scene.last {
            city::review_all(scene, &waiting, (end, reviewed))?;
            reviewed += u64::try_from(waiting.len()).unwrap_or_default();
            waiting.clear();
        }
        days::note(scene.office, scene.view, scene.after(end, 0).date())?;
        if end >= scene.last {
            return Ok(());
        }
        end = (end + Days::new(WEEK)).min(scene.last);
    }
}

/// So many days before the last, counted back over the weeks of the rush.
fn late(scene: Scene<'_>, back: u64) -> NaiveDate {
    scene.last - Days::new(back)
}

/// The place of a day in its year as a place in the rush, in days before its end.
fn days_left(window: &Window, day: NaiveDate) -> u64 {
    let length = window.ends.signed_duration_since(window.starts).num_days().max(1);
    let left = window.ends.signed_duration_since(day).num_days().clamp(0, length);
    u64::try_from(left).unwrap_or_default() * RUSH / u64::try_from(length).unwrap_or(1)
}
