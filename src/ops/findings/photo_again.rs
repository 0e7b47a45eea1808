//! The same photo, or nearly the same, in several pieces of a county: a moment proves one thing, and the inspectors
//! notice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::photo_pairs::compare_new;
use super::scene::{Scene, parts_of, spot_of};
use crate::domain::finding::{Finding, FindingKind, ItemYear, Severity};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::store::evidence::FileRow;
use crate::store::{Conn, photo_prints};

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    compare_new(conn)?;
    let pictures = scene.pictures();
    let pairs = photo_prints::pairs_of(conn, &pictures)?;
    let leader = leaders(&pictures, &pairs);
    let mut groups: BTreeMap<&str, Vec<(&Piece, &FileRow)>> = BTreeMap::new();
    for (piece, file) in scene.uses() {
        let group = leader.get(file.sha256.as_str()).copied().unwrap_or(file.sha256.as_str());
        groups.entry(group).or_default().push((piece, file));
    }
    let groups = groups.into_values().filter(|uses| pieces_of(uses).len() > 1);
    Ok(groups.map(|uses| told(&uses)).collect())
}

/// The first of the photos that are alike, for each: what is like one of a group belongs to it.
fn leaders<'a>(pictures: &'a [String], pairs: &'a [(String, String)]) -> HashMap<&'a str, &'a str> {
    let mut leader: HashMap<&str, &str> =
        pictures.iter().map(|picture| (picture.as_str(), picture.as_str())).collect();
    for (one, other) in pairs {
        let known = (leader.get(one.as_str()).copied(), leader.get(other.as_str()).copied());
        if let (Some(one), Some(other)) = known {
            let (first, second) = (one.min(other), one.max(other));
            leader.values_mut().filter(|leader| **leader == second).for_each(|leader| *leader = first);
        }
    }
    leader
}

fn pieces_of<'a>(uses: &[(&'a Piece, &'a FileRow)]) -> BTreeSet<&'a str> {
    uses.iter().map(|(piece, _)| piece.row.id.as_str()).collect()
}

fn told(uses: &[(&Piece, &FileRow)]) -> Finding {
    let about: BTreeSet<String> =
        uses.iter().map(|(piece, file)| format!("{} {}", piece.row.id, file.sha256)).collect();
    let parts: BTreeSet<ItemYear> = uses.iter().flat_map(|(piece, _)| parts_of(piece)).collect();
    let years: BTreeSet<_> = parts.iter().filter_map(|part| part.year).collect();
    let bytes: BTreeSet<&str> = uses.iter().map(|(_, file)| file.sha256.as_str()).collect();
    let id = if bytes.len() > 1 { "finding-said-photo-alike" } else { "finding-said-photo-again" };
    let message = Message::new(id).with("count", pieces_of(uses).len());
    let about: Vec<String> = about.into_iter().collect();
    Finding {
        // In one year it may show two things at once; another year it never shows.
        severity: if years.len() > 1 { Severity::Serious } else { Severity::Notice },
        spots: uses.iter().map(|(piece, file)| spot_of(piece, file)).collect(),
        parts: parts.into_iter().collect(),
        ..Finding::new(FindingKind::PhotoAgain, about.join("\n"), message)
    }
}
