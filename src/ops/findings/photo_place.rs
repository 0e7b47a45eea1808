//! Photos whose places, as the camera wrote them, can't all be right: far apart though they are said to be of one
//! place or stand in one piece, far from where the county's photos are shot, or shot at the very same place and
//! second as another county's. Journeys happen and receivers err, so it is a question.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::photo_caption::says_something;
use super::scene::{Scene, is_photo_kind, parts_of, spot_of};
use crate::domain::finding::{Beyond, Finding, FindingKind, ItemYear};
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::store::Conn;
use crate::store::evidence::FileRow;
use crate::store::photo_prints::{self, MarksRow, Use, uses_elsewhere};

/// Kilometres that photos of one place may lie apart, and photos of a county from its middle.
const ONE_PLACE: f64 = 50.0;
const ONE_COUNTY: f64 = 150.0;
/// So many photos show where a county is.
const ENOUGH: usize = 5;
/// Mean radius of the Earth in kilometres.
const EARTH: f64 = 6_371.0;

/// Degrees north and east.
#[derive(Debug, Clone, Copy)]
struct Place {
    north: f64,
    east: f64,
}

/// A photo of which the camera said where it was shot.
#[derive(Clone, Copy)]
struct Located<'a> {
    piece: &'a Piece,
    file: &'a FileRow,
    marks: &'a MarksRow,
    place: Place,
}

/// Finds them.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let uses = scene.uses().filter(|(piece, _)| is_photo_kind(scene.view, piece));
    let located: Vec<Located<'_>> = uses
        .filter_map(|(piece, file)| {
            let marks = scene.marks.get(&file.sha256)?;
            Some(Located { piece, file, marks, place: Place::read(&marks.place)? })
        })
        .collect();
    let mut found = apart(&located);
    found.extend(far(&located));
    found.extend(same_moment(scene, &located, conn)?);
    Ok(found)
}

/// Photos of one piece, or said to be of one place, that are not.
fn apart(located: &[Located<'_>]) -> Vec<Finding> {
    let mut pieces: BTreeMap<&str, Vec<&Located<'_>>> = BTreeMap::new();
    let mut captions: BTreeMap<&str, Vec<&Located<'_>>> = BTreeMap::new();
    for one in located {
        pieces.entry(&one.piece.row.id).or_default().push(one);
        if let Some(said) = one.piece.fields.get("place").filter(|said| says_something(said)) {
            captions.entry(said.trim()).or_default().push(one);
        }
    }
    let within =
        pieces.values().filter_map(|photos| pair(photos, Message::new("finding-said-photo-piece-apart")));
    let captioned = captions.iter().filter_map(|(said, photos)| {
        pair(photos, Message::new("finding-said-photo-places-apart").with("said", *said))
    });
    // What lies apart in one piece has been said by then.
    let between = captioned.filter(|found| {
        let pieces: BTreeSet<_> = found.spots.iter().map(|spot| &spot.evidence).collect();
        pieces.len() > 1
    });
    within.chain(between).collect()
}

/// Two photos of some that lie far from each other: the one farthest from the first and, before
/// it, the one farthest from that.
fn pair(photos: &[&Located<'_>], message: Message) -> Option<Finding> {
    let farthest = |from: &Located<'_>| {
        let distance = |photo: &&&Located<'_>| photo.place.kilometres(from.place);
        photos.iter().max_by(|one, other| distance(one).total_cmp(&distance(other))).copied()
    };
    let other = farthest(photos.first()?)?;
    let one = farthest(other)?;
    let distance = one.place.kilometres(other.place);
    let message = message.with("km", rounded(distance)).with("one", one.place.said());
    (distance > ONE_PLACE).then(|| told(&[one, other], message.with("other", other.place.said())))
}

/// Photos far from the middle of the county's, a finding for each piece.
fn far(located: &[Located<'_>]) -> Vec<Finding> {
    let pictures: BTreeMap<&str, Place> =
        located.iter().map(|photo| (photo.file.sha256.as_str(), photo.place)).collect();
    if pictures.len() < ENOUGH {
        return Vec::new();
    }
    let middle = Place {
        north: median(pictures.values().map(|place| place.north)),
        east: median(pictures.values().map(|place| place.east)),
    };
    let mut pieces: BTreeMap<&str, Vec<&Located<'_>>> = BTreeMap::new();
    for photo in located.iter().filter(|photo| photo.place.kilometres(middle) > ONE_COUNTY) {
        pieces.entry(&photo.piece.row.id).or_default().push(photo);
    }
    let of = |photos: &Vec<&Located<'_>>| {
        let place = photos.first()?.place;
        let message = Message::new("finding-said-photo-far").with("place", place.said());
        Some(told(photos, message.with("km", rounded(place.kilometres(middle)))))
    };
    pieces.values().filter_map(of).collect()
}

/// Photos of other counties that were shot at the very same place and second, other than the same file.
fn same_moment(
    scene: &Scene<'_>,
    located: &[Located<'_>],
    conn: &mut Conn,
) -> Result<Vec<Finding>, OpsError> {
    let places: BTreeSet<&String> = located.iter().map(|photo| &photo.marks.place).collect();
    let there = photo_prints::marks_at(conn, &places.into_iter().cloned().collect::<Vec<_>>())?;
    let own: BTreeSet<Moment<'_>> = located.iter().filter_map(|photo| moment(photo.marks)).collect();
    let there: Vec<(Moment<'_>, &String)> = there
        .iter()
        .filter_map(|marks| Some((moment(marks).filter(|moment| own.contains(moment))?, &marks.sha256)))
        .collect();
    let hashes: Vec<String> = there.iter().map(|(_, sha256)| (*sha256).clone()).collect();
    let county = (scene.view.round.code.as_str(), scene.county.code.as_str());
    let mut uses: BTreeMap<Moment<'_>, Vec<Use>> = BTreeMap::new();
    for found in uses_elsewhere(conn, county, &hashes)? {
        if let Some((moment, _)) = there.iter().find(|(_, sha256)| **sha256 == found.sha256) {
            uses.entry(*moment).or_default().push(found);
        }
    }
    let of = |photo: &Located<'_>| {
        let moment = moment(photo.marks)?;
        let theirs = uses.get(&moment)?.iter().filter(|found| found.sha256 != photo.file.sha256);
        let beyond: Vec<Beyond> = theirs.map(Beyond::from).collect();
        let message = Message::new("finding-said-photo-moment").with("place", photo.place.said());
        let message = message.with("time", moment.1.to_string());
        (!beyond.is_empty()).then(|| Finding { beyond, ..told(&[photo], message) })
    };
    Ok(located.iter().filter_map(of).collect())
}

/// A place, as it is kept, and a second.
type Moment<'a> = (&'a str, NaiveDateTime);

fn moment(marks: &MarksRow) -> Option<Moment<'_>> {
    Some((marks.place.as_str(), marks.shot_at?))
}

fn told(photos: &[&Located<'_>], message: Message) -> Finding {
    let about: BTreeSet<String> =
        photos.iter().map(|photo| format!("{} {}", photo.piece.row.id, photo.file.sha256)).collect();
    let about: Vec<String> = about.into_iter().collect();
    let parts: BTreeSet<ItemYear> = photos.iter().flat_map(|photo| parts_of(photo.piece)).collect();
    Finding {
        spots: photos.iter().map(|photo| spot_of(photo.piece, photo.file)).collect(),
        parts: parts.into_iter().collect(),
        ..Finding::new(FindingKind::PhotoPlace, format!("{}\n{}", message.id, about.join("\n")), message)
    }
}

impl Place {
    /// Reads what is kept of a photo.
    fn read(text: &str) -> Option<Self> {
        let (north, east) = text.split_once(' ')?;
        Some(Self { north: north.parse().ok()?, east: east.parse().ok()? })
    }

    /// As one writes it.
    fn said(self) -> String {
        format!("{:.5}, {:.5}", self.north, self.east)
    }

    /// How far another place is, along the surface.
    fn kilometres(self, other: Self) -> f64 {
        let half = |one: f64, other: f64| ((other - one).to_radians() / 2.0).sin().powi(2);
        let cosines = self.north.to_radians().cos() * other.north.to_radians().cos();
        let square = half(self.north, other.north) + cosines * half(self.east, other.east);
        2.0 * EARTH * square.sqrt().min(1.0).asin()
    }
}

fn rounded(kilometres: f64) -> String {
    format!("{kilometres:.0}")
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
