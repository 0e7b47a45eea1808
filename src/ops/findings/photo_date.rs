//! Photos whose camera says another time: outside the years that they are to prove, or another day than is written
//! beside them. A camera's clock may be wrong, so it is a question.

use chrono::{NaiveDate, NaiveDateTime};

use super::scene::{Scene, is_photo_kind, parts_of, spot_of};
use crate::domain::finding::{Finding, FindingKind, ItemYear};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::store::Conn;
use crate::store::evidence::FileRow;

/// Days that a camera's clock may be off, by time zones and midnight.
const OFF: i64 = 1;
/// A clock that was never set says one of the years before.
const FIRST: i32 = 2005;

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, _conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let uses = scene.uses().filter(|(piece, _)| is_photo_kind(scene.view, piece));
    let told = uses.filter_map(|(piece, file)| {
        let shot = scene.marks.get(&file.sha256)?.shot_at.filter(is_set)?;
        outside(scene, (piece, file), shot).or_else(|| another_day((piece, file), shot))
    });
    Ok(told.collect())
}

fn is_set(shot: &NaiveDateTime) -> bool {
    use chrono::Datelike;
    shot.year() >= FIRST
}

/// A photo that lies in none of the years that it is filed under.
fn outside(scene: &Scene<'_>, (piece, file): (&Piece, &FileRow), shot: NaiveDateTime) -> Option<Finding> {
    let day = shot.date();
    let round = &scene.view.round;
    let within = |part: &ItemYear| {
        let window = round.years.iter().find(|window| Some(window.year) == part.year);
        window.is_none_or(|window| window.starts <= day && day <= window.ends)
    };
    let parts: Vec<ItemYear> = parts_of(piece).filter(|part| !within(part)).collect();
    if parts.is_empty() {
        return None;
    }
    let mut years: Vec<String> =
        parts.iter().filter_map(|part| part.year).map(|year| year.to_string()).collect();
    years.dedup();
    let message = match round.year_of(day) {
        Some(year) => Message::new("finding-said-photo-year").with("year", year.to_string()),
        None => Message::new("finding-said-photo-no-year"),
    };
    let message = message.with("day", day.to_string()).with("years", years.join("、"));
    Some(told(FindingKind::PhotoYear, (piece, file), (message, parts)))
}

fn another_day((piece, file): (&Piece, &FileRow), shot: NaiveDateTime) -> Option<Finding> {
    let said: NaiveDate = piece.row.day.as_ref()?.parse().ok()?;
    let days = said.signed_duration_since(shot.date()).num_days().abs();
    if days <= OFF {
        return None;
    }
    let message = Message::new("finding-said-photo-day").with("day", shot.date().to_string());
    let message = message.with("said", said.to_string()).with("days", days);
    Some(told(FindingKind::PhotoDay, (piece, file), (message, parts_of(piece).collect())))
}

fn told(
    kind: FindingKind,
    (piece, file): (&Piece, &FileRow),
    (message, parts): (Message, Vec<ItemYear>),
) -> Finding {
    let day = piece.row.day.as_deref().unwrap_or_default();
    let years: Vec<String> = parts.iter().filter_map(|part| part.year).map(|year| year.to_string()).collect();
    let about = format!("{} {} {day} {}", piece.row.id, file.sha256, years.join(" "));
    Finding { spots: vec![spot_of(piece, file)], parts, ..Finding::new(kind, about, message) }
}
