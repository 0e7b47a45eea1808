//! Where each piece goes: its place in the tree, its code in the binder, its 档号.
//!
//! The binder follows the sheet (aspect, item, year): code `A01-2022-03`. The 档号 follows DA/T 22-2015:
//! fonds-WS·year-retention-subject-number, given once, at the piece's first place in the binder.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Request;
use crate::archive::names::{UniqueNames, safe_name};
use crate::domain::day::parse_day;
use crate::domain::message::Message;
use crate::domain::standard::Standard;
use crate::ops::OpsError;
use crate::ops::scores::RoundView;
use crate::report::{CatalogueLine, SpineLabel};
use crate::store::StoreError;
use crate::store::evidence::{BlobRow, EvidenceRow, FileRow, LinkRow};
use crate::store::holdings::Holdings;
use crate::texts::Lang;

/// The most characters of an aspect's or item's name in a path: some systems stop at 260 in all.
const FOLDER_NAME: usize = 20;
/// Fields that say who answers for a piece, first to last.
const RESPONSIBLE: [&str; 5] = ["issuer", "prepared_by", "payer", "photographer", "source_unit"];

/// All pieces of a binder.
#[derive(Debug)]
pub(super) struct Bound {
    /// In the order of the sheet, then bonus items, then what the sheet does not know.
    pub(super) aspects: Vec<BoundAspect>,
    /// Each piece once, by file number.
    pub(super) filed: Vec<CatalogueLine>,
    /// Boxes: one for each year, retention and aspect.
    pub(super) boxes: Vec<SpineLabel>,
    /// Pieces that nobody has reviewed.
    pub(super) waiting: usize,
    /// Pieces that were sent back and are left out.
    pub(super) sent_back: usize,
}

impl Bound {
    /// Every file at each of its places, in the order of the tree.
    pub(super) fn files(&self) -> impl Iterator<Item = &BoundFile> {
        self.aspects.iter().flat_map(|aspect| &aspect.pieces).flat_map(|piece| &piece.files)
    }
}

/// The pieces of an aspect.
#[derive(Debug)]
pub(super) struct BoundAspect {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) pieces: Vec<BoundPiece>,
}

/// A piece at one of its places.
#[derive(Debug)]
pub(super) struct BoundPiece {
    /// As catalogues list it.
    pub(super) line: CatalogueLine,
    /// Code and name.
    pub(super) item: (String, String),
    pub(super) year: i64,
    /// The kind's label.
    pub(super) kind: String,
    pub(super) files: Vec<BoundFile>,
}

/// A file at one of its places.
#[derive(Debug)]
pub(super) struct BoundFile {
    /// Below `data/`.
    pub(super) path: String,
    /// As it was uploaded, when the path had to differ.
    pub(super) original: Option<String>,
    pub(super) size: u64,
    pub(super) sha256: String,
    pub(super) media_type: String,
}

/// A row of the store that can't be what it says.
pub(super) fn bad(value: &str) -> StoreError {
    StoreError::Row { table: "evidence_file", value: value.to_owned() }
}

impl Bound {
    pub(super) fn of(
        evidence: Holdings,
        view: &RoundView,
        (request, fonds): (&Request<'_>, &str),
    ) -> Result<Self, OpsError> {
        let years = view.round.years_of(request.phase);
        let years: Vec<i64> = years.iter().map(|year| i64::from(year.0)).collect();
        let tree = Tree::of(view.standard(request.phase), request.lang);
        let mut links: Vec<&LinkRow> =
            evidence.links.iter().filter(|link| years.contains(&link.year)).collect();
        links.sort_by_key(|link| (tree.position(&link.item), link.year));
        let mut binding = Binding::new(&evidence, &tree, (request.lang, fonds));
        for link in links {
            binding.place(link)?;
        }
        Ok(binding.bound())
    }
}

/// The folders of the binder: aspects with their items.
struct Tree<'a> {
    standard: &'a Standard,
    /// Codes and names of the aspects, bonus items and unknown codes at the end.
    aspects: Vec<(String, String)>,
    /// By item: its place, its aspect, its name.
    items: HashMap<&'a str, (usize, usize, &'a str)>,
    lang: Lang,
}

impl<'a> Tree<'a> {
    fn of(standard: &'a Standard, lang: Lang) -> Self {
        let mut aspects: Vec<(String, String)> =
            standard.aspects.iter().map(|aspect| (aspect.code.clone(), aspect.name.clone())).collect();
        let bonus = aspects.len();
        aspects.push(("JF".to_owned(), lang.word("binding-bonus")));
        aspects.push(("QT".to_owned(), lang.word("binding-other")));
        let aspect_of = |code: &str| standard.aspects.iter().position(|aspect| aspect.code == code);
        let items = standard.items.iter().map(|item| {
            let aspect = aspect_of(&item.aspect).unwrap_or(bonus.saturating_add(1));
            (item.code.as_str(), aspect, item.name.as_str())
        });
        let bonuses = standard.bonuses.iter().map(|item| (item.code.as_str(), bonus, item.name.as_str()));
        let places = (0..).zip(items.chain(bonuses));
        let items = places.map(|(place, (code, aspect, name))| (code, (place, aspect, name))).collect();
        Self { standard, aspects, items, lang }
    }

    /// Aspect, then place in the sheet, then the code of what the sheet does not know.
    fn position<'b>(&self, item: &'b str) -> (usize, usize, &'b str) {
        let (place, aspect, _) = self.find(item);
        (aspect, place, item)
    }

    fn find(&self, item: &str) -> (usize, usize, &str) {
        let unknown = (usize::MAX, self.aspects.len().saturating_sub(1), "");
        self.items.get(item).copied().unwrap_or(unknown)
    }

    fn folder(&self, (aspect, item): (usize, &str), year: i64) -> String {
        let (code, name) = self.aspects.get(aspect).cloned().unwrap_or_default();
        let (_, _, item_name) = self.find(item);
        let root = safe_name(&self.lang.word("binding-evidence"));
        format!("{root}/{}/{}/{year}", folder(&code, &name), folder(item, item_name))
    }
}

/// A folder's name: the code, and as much of the name as fits.
fn folder(code: &str, name: &str) -> String {
    let short: String = name.chars().take(FOLDER_NAME).collect();
    safe_name(format!("{code} {short}").trim_end())
}

/// What a box holds: year, retention and the aspect's place.
type BoxKey = (i64, String, usize);

struct Binding<'a> {
    tree: &'a Tree<'a>,
    lang: Lang,
    fonds: &'a str,
    rows: HashMap<&'a str, &'a EvidenceRow>,
    files: HashMap<&'a str, Vec<&'a (FileRow, BlobRow)>>,
    names: UniqueNames,
    /// By item and year, how many are placed.
    placed: HashMap<(&'a str, i64), usize>,
    boxes: BTreeMap<BoxKey, Vec<CatalogueLine>>,
    /// By piece, its first line.
    first: HashMap<&'a str, CatalogueLine>,
    sent_back: HashSet<&'a str>,
    waiting: usize,
    aspects: Vec<BoundAspect>,
}

impl<'a> Binding<'a> {
    fn new(evidence: &'a Holdings, tree: &'a Tree<'a>, (lang, fonds): (Lang, &'a str)) -> Self {
        let mut files: HashMap<&str, Vec<&(FileRow, BlobRow)>> = HashMap::new();
        for file in &evidence.files {
            files.entry(file.0.evidence.as_str()).or_default().push(file);
        }
        let aspects = tree.aspects.iter();
        let aspect = |(code, name): &(String, String)| BoundAspect {
            code: code.clone(),
            name: name.clone(),
            pieces: Vec::new(),
        };
        Self {
            tree,
            lang,
            fonds,
            rows: evidence.rows.iter().map(|row| (row.id.as_str(), row)).collect(),
            files,
            names: UniqueNames::new(),
            placed: HashMap::new(),
            boxes: BTreeMap::new(),
            first: HashMap::new(),
            sent_back: HashSet::new(),
            waiting: 0,
            aspects: aspects.map(aspect).collect(),
        }
    }

    fn place(&mut self, link: &'a LinkRow) -> Result<(), OpsError> {
        let Some(row) = self.rows.get(link.evidence.as_str()).copied() else { return Ok(()) };
        if row.state == "sent_back" {
            self.sent_back.insert(row.id.as_str());
            return Ok(());
        }
        let (_, aspect, item_name) = self.tree.find(&link.item);
        let number = self.placed.entry((link.item.as_str(), link.year)).or_default();
        *number = number.saturating_add(1);
        let code = format!("{}-{}-{number:02}", link.item, link.year);
        let line = self.line(row, (link.year, aspect), code)?;
        let piece = BoundPiece {
            line,
            item: (link.item.clone(), item_name.to_owned()),
            year: link.year,
            kind: self.label(&row.kind),
            files: self.files(row, &self.tree.folder((aspect, &link.item), link.year))?,
        };
        if let Some(aspect) = self.aspects.get_mut(aspect) {
            aspect.pieces.push(piece);
        }
        Ok(())
    }

    /// The catalogue line of a piece; at its second place it names the first.
    fn line(
        &mut self,
        row: &'a EvidenceRow,
        (year, aspect): (i64, usize),
        code: String,
    ) -> Result<CatalogueLine, OpsError> {
        if let Some(first) = self.first.get(row.id.as_str()) {
            let note = self.lang.say(&Message::new("binding-same").with("code", &first.code));
            return Ok(CatalogueLine { code, note, ..first.clone() });
        }
        let retention = self.tree.standard.kind(&row.kind).map_or("", |kind| kind.retention.as_str());
        let subject = self.tree.aspects.get(aspect).map(|(code, _)| code.clone()).unwrap_or_default();
        let bound = self.boxes.entry((year, retention.to_owned(), aspect)).or_default();
        let number = bound.len().saturating_add(1);
        let fields: BTreeMap<String, String> =
            serde_json::from_str(&row.fields).map_err(|_fault| bad(&row.fields))?;
        let field = |id: &&str| fields.get(*id).cloned();
        let line = CatalogueLine {
            code,
            file_number: format!("{}-WS·{year}-{retention}-{subject}-{number:04}", self.fonds),
            doc_no: field(&"doc_no").unwrap_or_default(),
            responsible: RESPONSIBLE.iter().find_map(field).unwrap_or_default(),
            title: row.title.clone(),
            date: row.day.as_deref().and_then(parse_day),
            note: String::new(),
        };
        bound.push(line.clone());
        self.first.insert(row.id.as_str(), line.clone());
        self.waiting = self.waiting.saturating_add(usize::from(row.state == "waiting"));
        Ok(line)
    }

    fn label(&self, kind: &str) -> String {
        self.tree.standard.kind(kind).map_or_else(|| kind.to_owned(), |kind| kind.label.clone())
    }

    fn files(&mut self, row: &EvidenceRow, folder: &str) -> Result<Vec<BoundFile>, OpsError> {
        let files = self.files.get(row.id.as_str()).cloned().unwrap_or_default();
        let place = |(file, blob): &(FileRow, BlobRow)| -> Result<BoundFile, OpsError> {
            let path = self.names.take(&format!("{folder}/{}", safe_name(&file.name)));
            let kept = path.rsplit('/').next() == Some(file.name.as_str());
            Ok(BoundFile {
                path,
                original: (!kept).then(|| file.name.clone()),
                size: u64::try_from(blob.size).map_err(|_fault| bad(&file.sha256))?,
                sha256: file.sha256.clone(),
                media_type: blob.media_type.clone(),
            })
        };
        files.into_iter().map(place).collect()
    }

    fn bound(self) -> Bound {
        let label = |((year, retention, aspect), lines): (&BoxKey, &Vec<CatalogueLine>)| SpineLabel {
            year: year.to_string(),
            retention: retention.clone(),
            subject: self.tree.aspects.get(*aspect).map(|(_, name)| name.clone()).unwrap_or_default(),
            first: 1,
            last: lines.len(),
        };
        Bound {
            boxes: self.boxes.iter().map(label).collect(),
            filed: self.boxes.into_values().flatten().collect(),
            aspects: self.aspects,
            waiting: self.waiting,
            sent_back: self.sent_back.len(),
        }
    }
}
