//! The same photo, or nearly the same, where it should not be: in several pieces of a county, since a moment proves one
//! thing and the inspectors notice; and in another county. The county is told that there is one; which county that
//! is, and in what piece, is for the city.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::photo_pairs::compare_new;
use super::scene::{Scene, parts_of, spot_of};
use crate::domain::finding::{Beyond, Finding, FindingKind, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::store::Conn;
use crate::store::evidence::FileRow;
use crate::store::photo_prints::{Use, pairs_of, uses_elsewhere};

/// A picture and the piece that it stands in.
type Placed<'a> = (&'a Piece, &'a FileRow);

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    compare_new(conn)?;
    let pictures = scene.pictures();
    let pairs = pairs_of(conn, &pictures)?;
    let mut found = again(scene, &leaders(&pictures, &pairs));
    found.extend(elsewhere(scene, &pairs, conn)?);
    Ok(found)
}

/// What stands in several pieces.
fn again(scene: &Scene<'_>, leader: &HashMap<&str, &str>) -> Vec<Finding> {
    let of = |sha256: &str| leader.get(sha256).copied().unwrap_or_default().to_owned();
    let groups = grouped(scene, of).into_values();
    groups.filter(|uses| pieces_of(uses).len() > 1).map(|uses| told_again(&uses)).collect()
}

/// What another county has, too.
fn elsewhere(
    scene: &Scene<'_>,
    pairs: &[(String, String)],
    conn: &mut Conn,
) -> Result<Vec<Finding>, OpsError> {
    let uses = grouped(scene, str::to_owned);
    let mut alike: BTreeMap<&str, BTreeSet<&str>> =
        uses.keys().map(|picture| (picture.as_str(), BTreeSet::from([picture.as_str()]))).collect();
    for (one, other) in pairs.iter().flat_map(|(one, other)| [(one, other), (other, one)]) {
        if let Some(known) = alike.get_mut(one.as_str()) {
            known.insert(other);
        }
    }
    let wanted: BTreeSet<&str> = alike.values().flatten().copied().collect();
    let wanted: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
    let place = (scene.view.round.code.as_str(), scene.county.code.as_str());
    let mut theirs: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    for found in uses_elsewhere(conn, place, &wanted)? {
        theirs.entry(found.sha256.clone()).or_default().push(found);
    }
    let told = uses.iter().filter_map(|(picture, uses)| {
        let theirs = alike.get(picture.as_str())?.iter().filter_map(|one| theirs.get(*one)).flatten();
        let beyond: Vec<Beyond> = theirs.map(Beyond::from).collect();
        // Nothing but what is beyond depends on the other county.
        let message = Message::new("finding-said-photo-elsewhere");
        let finding = Finding::new(FindingKind::PhotoElsewhere, picture.as_str(), message);
        (!beyond.is_empty()).then(|| Finding { beyond, ..placed(uses, finding) })
    });
    Ok(told.collect())
}

/// The pictures of a county by what they are told apart by.
fn grouped<'a>(scene: &'a Scene<'_>, by: impl Fn(&str) -> String) -> BTreeMap<String, Vec<Placed<'a>>> {
    let mut groups: BTreeMap<String, Vec<Placed<'a>>> = BTreeMap::new();
    for (piece, file) in scene.uses() {
        groups.entry(by(&file.sha256)).or_default().push((piece, file));
    }
    groups
}

/// The first of the photos that are alike, for each: what is like one of a group belongs to it.
fn leaders<'a>(pictures: &'a [String], pairs: &'a [(String, String)]) -> HashMap<&'a str, &'a str> {
    let mut leader: HashMap<&str, &str> =
        pictures.iter().map(|picture| (picture.as_str(), picture.as_str())).collect();
    for (one, other) in pairs {
        let known = (leader.get(one.as_str()).copied(), leader.get(other.as_str()).copied());
        if let (Some(one), Some(other)) = known {
            let (first, second) = (one.min(other), one.max(other));
            if first == second {
                continue;
            }
            leader.values_mut().filter(|leader| **leader == second).for_each(|leader| *leader = first);
        }
    }
    leader
}

fn pieces_of<'a>(uses: &[Placed<'a>]) -> BTreeSet<&'a str> {
    uses.iter().map(|(piece, _)| piece.row.id.as_str()).collect()
}

fn told_again(uses: &[Placed<'_>]) -> Finding {
    let about: BTreeSet<String> =
        uses.iter().map(|(piece, file)| format!("{} {}", piece.row.id, file.sha256)).collect();
    let bytes: BTreeSet<&str> = uses.iter().map(|(_, file)| file.sha256.as_str()).collect();
    let id = if bytes.len() > 1 { "finding-said-photo-alike" } else { "finding-said-photo-again" };
    let message = Message::new(id).with("count", pieces_of(uses).len());
    let about: Vec<String> = about.into_iter().collect();
    let finding = placed(uses, Finding::new(FindingKind::PhotoAgain, about.join("\n"), message));
    let years: BTreeSet<_> = finding.parts.iter().filter_map(|part| part.year).collect();
    // In one year it may show two things at once; another year it never shows.
    Finding { severity: if years.len() > 1 { Severity::Serious } else { Severity::Notice }, ..finding }
}

/// A finding with where it is and what it may cost.
fn placed(uses: &[Placed<'_>], finding: Finding) -> Finding {
    let parts: BTreeSet<ItemYear> = uses.iter().flat_map(|(piece, _)| parts_of(piece)).collect();
    Finding {
        spots: uses.iter().map(|(piece, file)| spot_of(piece, file)).collect(),
        parts: parts.into_iter().collect(),
        ..finding
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
