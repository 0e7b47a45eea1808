//! The same photo, or nearly the same, in another county. The county is told that there is one; which county that is,
//! and in what piece, is for the city.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::{Scene, parts_of, spot_of};
use crate::domain::finding::{Beyond, Finding, FindingKind, ItemYear, Spot};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::store::Conn;
use crate::store::evidence::FileRow;
use crate::store::photo_prints::{self, Use, uses_elsewhere};

/// Finds them; prints were compared by the check before.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let own = scene.pictures();
    let mut alike: BTreeMap<&str, BTreeSet<&str>> =
        own.iter().map(|picture| (picture.as_str(), BTreeSet::from([picture.as_str()]))).collect();
    let pairs = photo_prints::pairs_of(conn, &own)?;
    for (one, other) in &pairs {
        for (mine, theirs) in [(one, other), (other, one)] {
            if let Some(known) = alike.get_mut(mine.as_str()) {
                known.insert(theirs);
            }
        }
    }
    let wanted: BTreeSet<&str> = alike.values().flatten().copied().collect();
    let wanted: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
    let place = (scene.view.round.code.as_str(), scene.county.code.as_str());
    let mut elsewhere: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    for found in uses_elsewhere(conn, place, &wanted)? {
        elsewhere.entry(found.sha256.clone()).or_default().push(found);
    }
    let mut uses: BTreeMap<&str, Vec<(&Piece, &FileRow)>> = BTreeMap::new();
    for (piece, file) in scene.uses() {
        uses.entry(&file.sha256).or_default().push((piece, file));
    }
    let told = uses.iter().filter_map(|(picture, uses)| {
        let theirs = alike.get(picture)?.iter().filter_map(|one| elsewhere.get(*one)).flatten();
        let beyond: Vec<Beyond> = theirs.map(Beyond::from).collect();
        (!beyond.is_empty()).then(|| told((picture, uses), beyond))
    });
    Ok(told.collect())
}

/// Nothing but the last line depends on the other county.
fn told((picture, uses): (&str, &[(&Piece, &FileRow)]), beyond: Vec<Beyond>) -> Finding {
    let parts: BTreeSet<ItemYear> = uses.iter().flat_map(|(piece, _)| parts_of(piece)).collect();
    Finding {
        spots: uses.iter().map(|(piece, file)| spot_of(piece, file)).collect(),
        parts: parts.into_iter().collect(),
        beyond,
        ..Finding::new(FindingKind::PhotoElsewhere, picture, Message::new("finding-said-photo-elsewhere"))
    }
}

impl From<&Use> for Beyond {
    fn from(found: &Use) -> Self {
        let spot = Spot {
            evidence: Some(found.evidence.clone()),
            title: found.title.clone(),
            file: Some(found.position),
            picture: true,
            ..Spot::default()
        };
        Self { county: found.county.clone(), spot }
    }
}
