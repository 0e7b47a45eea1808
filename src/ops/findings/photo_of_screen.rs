//! Photos that look as if they were of a screen: a second-hand picture, whose own time and place say nothing. What is
//! seen is how the screen's pixels stand side by side ([`crate::intake::shows_screen`]); it is a guess, and said as one.

use super::scene::{Scene, is_photo_kind, parts_of, spot_of};
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::store::Conn;

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, _conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let uses = scene.uses().filter(|(piece, _)| is_photo_kind(scene.view, piece));
    let of_screens = uses.filter(|(_, file)| scene.marks.get(&file.sha256).is_some_and(|marks| marks.screen));
    let told = of_screens.map(|(piece, file)| Finding {
        spots: vec![spot_of(piece, file)],
        parts: parts_of(piece).collect(),
        ..Finding::new(
            FindingKind::PhotoOfScreen,
            format!("{} {}", piece.row.id, file.sha256),
            Message::new("finding-said-photo-of-screen"),
        )
    });
    Ok(told.collect())
}
