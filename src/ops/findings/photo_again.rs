//! The same photo in several pieces of a county: a moment proves one thing, and the inspectors notice.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::{Scene, parts_of, spot_of};
use crate::domain::finding::{Finding, FindingKind, ItemYear, Severity};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::ops::jobs::is_picture;
use crate::store::Conn;
use crate::store::evidence::FileRow;

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, _conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let mut by_bytes: BTreeMap<&str, Vec<(&Piece, &FileRow)>> = BTreeMap::new();
    for piece in &scene.pieces {
        for (file, _) in piece.files.iter().filter(|(_, blob)| is_picture(&blob.media_type)) {
            by_bytes.entry(&file.sha256).or_default().push((piece, file));
        }
    }
    let groups = by_bytes.into_values().filter(|uses| pieces_of(uses).len() > 1);
    Ok(groups.map(|uses| told(&uses)).collect())
}

fn pieces_of<'a>(uses: &[(&'a Piece, &'a FileRow)]) -> BTreeSet<&'a str> {
    uses.iter().map(|(piece, _)| piece.row.id.as_str()).collect()
}

fn told(uses: &[(&Piece, &FileRow)]) -> Finding {
    let about: Vec<String> =
        uses.iter().map(|(piece, file)| format!("{} {}", piece.row.id, file.sha256)).collect();
    let parts: BTreeSet<ItemYear> = uses.iter().flat_map(|(piece, _)| parts_of(piece)).collect();
    let years: BTreeSet<_> = parts.iter().filter_map(|part| part.year).collect();
    let message = Message::new("finding-said-photo-again").with("count", pieces_of(uses).len());
    Finding {
        // In one year it may show two things at once; another year it never shows.
        severity: if years.len() > 1 { Severity::Serious } else { Severity::Notice },
        spots: uses.iter().map(|(piece, file)| spot_of(piece, file)).collect(),
        parts: parts.into_iter().collect(),
        ..Finding::new(FindingKind::PhotoAgain, about.join("\n"), message)
    }
}
