//! Photos that lack some of their six facts: event, time, place, people, background, photographer, as the kind has
//! them in the sheet.

use super::scene::{Scene, is_photo_kind, parts_of, spot_of};
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::store::Conn;

/// What is written where nothing is known.
const NOTHING: [&str; 14] = [
    "无", "無", "未知", "不详", "不詳", "待补", "待補", "待定", "略", "暂无", "暫無", "none", "n/a",
    "unknown",
];

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, _conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let photos = scene.pieces.iter().filter(|piece| is_photo_kind(scene.view, piece));
    Ok(photos.filter_map(|piece| told(scene, piece)).collect())
}

fn told(scene: &Scene<'_>, piece: &Piece) -> Option<Finding> {
    let kind = scene.view.standard(Phase::Final).kind(&piece.row.kind)?;
    let lacks = |field: &&String| {
        let said = piece.fields.get(*field).is_some_and(|value| says_something(value));
        !said && field.as_str() != "title"
    };
    let lacking: Vec<&String> = kind.fields.iter().filter(lacks).collect();
    if lacking.is_empty() {
        return None;
    }
    let names: Vec<Message> = lacking.iter().map(|field| Message::named("catalogue", field)).collect();
    let message =
        Message::new("finding-said-photo-caption").with("count", lacking.len()).with("fields", names);
    let lacking: Vec<&str> = lacking.into_iter().map(String::as_str).collect();
    let about = format!("{} {}", piece.row.id, lacking.join(" "));
    Some(Finding {
        spots: piece.files.first().map(|(file, _)| spot_of(piece, file)).into_iter().collect(),
        parts: parts_of(piece).collect(),
        ..Finding::new(FindingKind::PhotoCaption, about, message)
    })
}

/// Whether it has a letter or a figure that is not a mere blank.
pub(super) fn says_something(value: &str) -> bool {
    let value = value.trim().to_lowercase();
    let blank = |char: char| !char.is_alphanumeric() || matches!(char, 'x' | '×' | '某' | '〇' | '○');
    !value.chars().all(blank) && !NOTHING.contains(&value.as_str())
}
