//! Pictures that look like screenshots: just as large as a screen, with no word of a camera. The original file is what
//! counts, with what the camera wrote.

use super::scene::{Scene, is_photo_kind, parts_of, spot_of};
use crate::domain::finding::{Finding, FindingKind};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::store::Conn;
use crate::store::photo_prints::MarksRow;

/// Screens of telephones, tablets and computers, the shorter side first.
const SCREENS: [(i64, i64); 38] = [
    (720, 1280),
    (720, 1520),
    (720, 1560),
    (720, 1600),
    (750, 1334),
    (768, 1024),
    (768, 1366),
    (800, 1280),
    (828, 1792),
    (900, 1440),
    (900, 1600),
    (1050, 1680),
    (1080, 1920),
    (1080, 2160),
    (1080, 2244),
    (1080, 2248),
    (1080, 2280),
    (1080, 2310),
    (1080, 2316),
    (1080, 2340),
    (1080, 2376),
    (1080, 2400),
    (1080, 2408),
    (1080, 2412),
    (1125, 2436),
    (1170, 2532),
    (1179, 2556),
    (1200, 1920),
    (1206, 2622),
    (1220, 2712),
    (1224, 2700),
    (1242, 2688),
    (1284, 2778),
    (1290, 2796),
    (1440, 2560),
    (1440, 3200),
    (1600, 2560),
    (2160, 3840),
];
/// Programs that write screenshots say so.
const WORDS: [&str; 4] = ["screenshot", "截图", "截圖", "snipaste"];

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, _conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let uses = scene.uses().filter(|(piece, _)| is_photo_kind(scene.view, piece));
    let told = uses.filter_map(|(piece, file)| {
        let marks = scene.marks.get(&file.sha256)?;
        let named = |text: &str| WORDS.iter().any(|word| text.to_lowercase().contains(word));
        let by_name = named(&file.name) || named(&marks.software);
        if !by_name && !is_screen(marks) {
            return None;
        }
        let size = format!("{} × {}", marks.width, marks.height);
        let id = if by_name { "finding-said-photo-screen-name" } else { "finding-said-photo-screen" };
        let message = Message::new(id).with("size", size);
        Some(Finding {
            spots: vec![spot_of(piece, file)],
            parts: parts_of(piece).collect(),
            ..Finding::new(FindingKind::PhotoScreen, format!("{} {}", piece.row.id, file.sha256), message)
        })
    });
    Ok(told.collect())
}

/// As large as a screen, and neither camera nor time in it.
fn is_screen(marks: &MarksRow) -> bool {
    let sides = (marks.width.min(marks.height), marks.width.max(marks.height));
    marks.camera.is_empty() && marks.shot_at.is_none() && SCREENS.contains(&sides)
}
