//! A text that was handed in before: a plan of one year for another, a report that another county has, too.
//!
//! Which texts are alike was worked out for the whole round (`crate::ops::jobs`). Official papers, whose kind has a
//! number, are rightly filed in many places; they are looked at only where the catalogue gives them different numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::MOST_COUNTIES;
use super::passage::{page, spot_at, words};
use super::scene::{Scene, parts_of};
use crate::domain::finding::{Beyond, Finding, FindingKind, ItemYear, Severity, Spot};
use crate::domain::message::Message;
use crate::intake::{FileKind, has_text};
use crate::ops::OpsError;
use crate::ops::evidence::Piece;
use crate::ops::texts::{self, TextOfFile};
use crate::reading::paper::DocNumber;
use crate::store::Conn;
use crate::store::evidence::EvidenceRow;
use crate::store::text_pairs::{self, PairRow};

/// The most pairs that are looked at, those with most in common.
const MOST: usize = 400;
/// Cases whose texts are in memory at once.
const AT_ONCE: usize = 20;
/// So much in common, in hundredths, is more than a model that was followed.
const NEARLY_ALL: i64 = 85;
/// Passages that are shown of two texts.
const PASSAGES: usize = 3;
/// The catalogue field that makes a paper an official one.
const NUMBER: &str = "doc_no";

/// Finds both kinds.
pub(super) fn find(scene: &Scene<'_>, conn: &mut Conn) -> Result<Vec<Finding>, OpsError> {
    let own = own_files(scene);
    let hashes: Vec<String> = own.keys().map(|hash| (*hash).to_owned()).collect();
    let place = (scene.view.round.code.as_str(), scene.county.code.as_str());
    let mut pairs: Vec<Pair> = Vec::new();
    for row in text_pairs::of_files(conn, (place.0, &hashes))? {
        pairs.push(Pair::of(&row));
        pairs.push(Pair::of(&row).turned());
    }
    pairs.extend(hashes.iter().map(|hash| Pair::of_the_same(hash)));
    pairs.retain(|pair| own.contains_key(pair.mine.as_str()));
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.share));
    let others: BTreeSet<&String> = pairs.iter().map(|pair| &pair.other).collect();
    let others: Vec<String> = others.into_iter().cloned().collect();
    let mut elsewhere: HashMap<String, Vec<Elsewhere>> = HashMap::new();
    for (hash, row) in text_pairs::used_elsewhere(conn, place, (&others, MOST_COUNTIES))? {
        elsewhere.entry(hash).or_default().push(Elsewhere::of(row));
    }
    let cases = Cases { scene, own: &own, elsewhere: &elsewhere };
    let mut told = Vec::new();
    for some in cases.of_years(&pairs).chunks(AT_ONCE) {
        let texts = texts_of(conn, some.iter().flat_map(OfYears::ids))?;
        told.extend(some.iter().map(|case| case.told(&texts)));
    }
    for some in cases.of_counties(&pairs).chunks(AT_ONCE) {
        let texts = texts_of(conn, some.iter().flat_map(OfCounties::ids))?;
        told.extend(some.iter().map(|case| case.told(&texts)));
    }
    Ok(told)
}

type Own<'a> = BTreeMap<&'a str, Vec<&'a Piece>>;
type Texts = HashMap<String, Vec<TextOfFile>>;

/// Files with a text of sentences, and the pieces that have them.
fn own_files<'a>(scene: &'a Scene<'_>) -> Own<'a> {
    let mut own = Own::new();
    for piece in &scene.pieces {
        for (file, blob) in &piece.files {
            let kind = FileKind::from_media_type(&blob.media_type);
            if kind.is_some_and(|kind| has_text(kind) && kind != FileKind::Xlsx) {
                own.entry(&file.sha256).or_default().push(piece);
            }
        }
    }
    own
}

/// Two files with much in common.
#[derive(Debug, Clone)]
struct Pair {
    mine: String,
    other: String,
    share: i64,
    /// Begin and end in mine and in the other.
    places: Vec<[usize; 4]>,
}

impl Pair {
    fn of(row: &PairRow) -> Self {
        let places = serde_json::from_str(&row.passages).unwrap_or_default();
        Self { mine: row.one.clone(), other: row.other.clone(), share: row.share, places }
    }

    fn turned(self) -> Self {
        let places = self.places.iter().map(|[one, end, other, its_end]| [*other, *its_end, *one, *end]);
        Self { places: places.collect(), mine: self.other, other: self.mine, share: self.share }
    }

    /// The same bytes in two places.
    fn of_the_same(hash: &str) -> Self {
        Self { mine: hash.to_owned(), other: hash.to_owned(), share: 100, places: vec![[0, 80, 0, 80]] }
    }
}

/// A piece of another county.
struct Elsewhere {
    row: EvidenceRow,
    number: Option<DocNumber>,
}

impl Elsewhere {
    fn of(row: EvidenceRow) -> Self {
        let fields: BTreeMap<String, String> = serde_json::from_str(&row.fields).unwrap_or_default();
        Self { number: number(&fields), row }
    }
}

struct Cases<'a> {
    scene: &'a Scene<'a>,
    own: &'a Own<'a>,
    elsewhere: &'a HashMap<String, Vec<Elsewhere>>,
}

/// A piece, and the piece of an earlier year that says the same.
struct OfYears<'a> {
    piece: &'a Piece,
    earlier: &'a Piece,
    pair: &'a Pair,
}

/// A piece, and those of other counties that say the same: one of each county, that with most in common.
struct OfCounties<'a> {
    piece: &'a Piece,
    others: Vec<(&'a EvidenceRow, &'a Pair)>,
    /// The hashes of its files that stand elsewhere.
    files: BTreeSet<&'a str>,
}

impl<'a> Cases<'a> {
    /// For each piece the earlier one with which it has most in common.
    fn of_years(&self, pairs: &'a [Pair]) -> Vec<OfYears<'a>> {
        let mut seen = BTreeSet::new();
        let mut cases = Vec::new();
        for pair in pairs.iter().take(MOST) {
            let with = |hash: &str| self.own.get(hash).map(Vec::as_slice).unwrap_or_default();
            for piece in with(&pair.mine) {
                let earlier = with(&pair.other).iter().find(|other| self.is_earlier(other, piece));
                if let Some(earlier) = earlier
                    && seen.insert(&piece.row.id)
                {
                    cases.push(OfYears { piece, earlier, pair });
                }
            }
        }
        cases
    }

    fn is_earlier(&self, other: &Piece, piece: &Piece) -> bool {
        let last = |piece: &Piece| piece.places.iter().map(|place| place.year).max();
        let first = piece.places.iter().map(|place| place.year).min();
        last(other) < first
            && self.may_compare(
                (&piece.row.kind, number(&piece.fields).as_ref()),
                (&other.row.kind, number(&other.fields).as_ref()),
            )
    }

    fn of_counties(&self, pairs: &'a [Pair]) -> Vec<OfCounties<'a>> {
        let mut cases: BTreeMap<&str, OfCounties<'a>> = BTreeMap::new();
        for pair in pairs.iter().take(MOST) {
            let others = self.elsewhere.get(&pair.other).map(Vec::as_slice).unwrap_or_default();
            for piece in self.own.get(pair.mine.as_str()).into_iter().flatten() {
                let mine = number(&piece.fields);
                for other in others {
                    if self.may_compare(
                        (&piece.row.kind, mine.as_ref()),
                        (&other.row.kind, other.number.as_ref()),
                    ) {
                        let case = cases.entry(&piece.row.id).or_insert_with(|| OfCounties::new(piece));
                        case.add(&other.row, pair);
                    }
                }
            }
        }
        cases.into_values().collect()
    }

    fn may_compare(&self, one: (&str, Option<&DocNumber>), other: (&str, Option<&DocNumber>)) -> bool {
        let standard = &self.scene.view.final_standard;
        let official = |kind: &str| {
            standard.kind(kind).is_some_and(|kind| kind.fields.iter().any(|field| field == NUMBER))
        };
        match (one, other) {
            ((_, Some(one)), (_, Some(other))) => !one.agrees_with(other),
            ((one, _), (other, _)) => !official(one) && !official(other),
        }
    }
}

fn number(fields: &BTreeMap<String, String>) -> Option<DocNumber> {
    fields.get(NUMBER).and_then(|text| DocNumber::parse(text))
}

/// What some pieces say, in one statement.
fn texts_of<'a>(conn: &mut Conn, ids: impl Iterator<Item = &'a String>) -> Result<Texts, OpsError> {
    let ids: BTreeSet<&String> = ids.collect();
    Ok(texts::of_ids(conn, &ids.into_iter().cloned().collect::<Vec<_>>())?)
}

fn file_of<'t>(texts: &'t Texts, evidence: &str, hash: &str) -> Option<&'t TextOfFile> {
    texts.get(evidence)?.iter().find(|text| text.file.sha256 == hash)
}

impl OfYears<'_> {
    fn ids(&self) -> impl Iterator<Item = &String> {
        [&self.piece.row.id, &self.earlier.row.id].into_iter()
    }

    fn told(&self, texts: &Texts) -> Finding {
        let years = |piece: &Piece| {
            let years: BTreeSet<String> = piece.places.iter().map(|place| place.year.to_string()).collect();
            years.into_iter().collect::<Vec<_>>().join("、")
        };
        let message = Message::new("finding-said-text-again").with("share", self.pair.share);
        let message = message.with("year", years(self.piece)).with("earlier", years(self.earlier));
        let mut spots = Vec::new();
        for place in self.pair.places.iter().take(PASSAGES) {
            spots.extend(spot(self.piece, texts, (&self.pair.mine, place[0]..place[1])));
            spots.extend(spot(self.earlier, texts, (&self.pair.other, place[2]..place[3])));
        }
        let about = [self.piece, self.earlier].map(|piece| piece.row.id.as_str()).join(" ");
        let parts: BTreeSet<ItemYear> = parts_of(self.piece).collect();
        Finding {
            severity: weight(self.pair.share),
            spots,
            parts: parts.into_iter().collect(),
            ..Finding::new(
                FindingKind::TextAgain,
                format!("{about} {} {}", self.pair.mine, self.pair.other),
                message,
            )
        }
    }
}

impl<'a> OfCounties<'a> {
    fn new(piece: &'a Piece) -> Self {
        Self { piece, others: Vec::new(), files: BTreeSet::new() }
    }

    /// Pairs come by what they have in common, the most first.
    fn add(&mut self, other: &'a EvidenceRow, pair: &'a Pair) {
        self.files.insert(&pair.mine);
        let known = self.others.iter().any(|(known, _)| known.county == other.county);
        if !known && self.others.len() < MOST_COUNTIES {
            self.others.push((other, pair));
        }
    }

    fn ids(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.piece.row.id).chain(self.others.iter().map(|(other, _)| &other.id))
    }

    fn told(&self, texts: &Texts) -> Finding {
        let best = self.others.iter().map(|(_, pair)| *pair).max_by_key(|pair| pair.share);
        let share = best.map_or(0, |pair| pair.share);
        let message = Message::new("finding-said-text-elsewhere").with("share", share);
        let mine = best
            .into_iter()
            .flat_map(|pair| pair.places.iter().take(PASSAGES).map(move |place| (pair, place)));
        let spots =
            mine.filter_map(|(pair, place)| spot(self.piece, texts, (&pair.mine, place[0]..place[1])));
        let about = self.files.iter().fold(self.piece.row.id.clone(), |about, hash| about + " " + hash);
        Finding {
            severity: weight(share),
            spots: spots.collect(),
            parts: parts_of(self.piece).collect::<BTreeSet<_>>().into_iter().collect(),
            beyond: self.others.iter().filter_map(|(other, pair)| beyond(other, pair, texts)).collect(),
            ..Finding::new(FindingKind::TextElsewhere, about, message)
        }
    }
}

fn weight(share: i64) -> Severity {
    if share >= NEARLY_ALL { Severity::Serious } else { Severity::Notice }
}

fn spot(piece: &Piece, texts: &Texts, (hash, place): (&str, std::ops::Range<usize>)) -> Option<Spot> {
    file_of(texts, &piece.row.id, hash).map(|text| spot_at(piece, text, &place))
}

/// The longest passage in the other county's piece.
fn beyond(other: &EvidenceRow, pair: &Pair, texts: &Texts) -> Option<Beyond> {
    let text = file_of(texts, &other.id, &pair.other);
    let place = pair.places.first().map(|place| place[2]..place[3])?;
    let spot = Spot {
        evidence: Some(other.id.clone()),
        title: other.title.clone(),
        file: text.map(|text| text.file.position),
        page: text.and_then(|text| page(text, place.start)),
        passage: text.map(|text| words(&text.text, &place)).unwrap_or_default(),
        ..Spot::default()
    };
    Some(Beyond { county: other.county.clone(), spot })
}
