//! The files of the index page as aspect → item → year, in the order in which they come.

use serde::Serialize;

use super::{IndexEntry, href};
use crate::texts::human_size;

/// How much of a hash is shown; the manifest has the whole.
const SHOWN_HASH: usize = 12;

#[derive(Serialize)]
pub(super) struct Aspect<'a> {
    code: &'a str,
    name: &'a str,
    count: usize,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'a str,
    name: &'a str,
    count: usize,
    years: Vec<Year<'a>>,
}

#[derive(Serialize)]
struct Year<'a> {
    #[serde(skip)]
    year: Option<&'a str>,
    /// The heading; empty when the item's files have no years at all.
    label: String,
    count: usize,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    href: String,
    title: &'a str,
    /// The file's own name, when the title says something else.
    name: Option<&'a str>,
    kind: &'a str,
    size: String,
    sha256: &'a str,
    short_hash: &'a str,
    is_picture: bool,
    note: &'a str,
}

/// Groups `entries`; files without a year stand under `no_year` beside those that have one.
pub(super) fn tree<'a>(entries: &'a [IndexEntry], no_year: &str) -> Vec<Aspect<'a>> {
    let mut aspects: Vec<Aspect<'a>> = Vec::new();
    for entry in entries {
        let aspect = aspect_of(&mut aspects, entry);
        aspect.count = aspect.count.saturating_add(1);
        let item = item_of(&mut aspect.items, entry);
        item.count = item.count.saturating_add(1);
        let year = year_of(&mut item.years, entry);
        year.count = year.count.saturating_add(1);
        year.files.push(File::from(entry));
    }
    for item in aspects.iter_mut().flat_map(|aspect| &mut aspect.items) {
        let only_one = item.years.len() == 1;
        for year in item.years.iter_mut().filter(|year| year.year.is_none() && !only_one) {
            no_year.clone_into(&mut year.label);
        }
    }
    aspects
}

fn aspect_of<'a, 'v>(aspects: &'v mut Vec<Aspect<'a>>, entry: &'a IndexEntry) -> &'v mut Aspect<'a> {
    let (code, name) = (entry.aspect.0.as_str(), entry.aspect.1.as_str());
    find_or_add(
        aspects,
        |known| known.code == code && known.name == name,
        || Aspect { code, name, count: 0, items: Vec::new() },
    )
}

fn item_of<'a, 'v>(items: &'v mut Vec<Item<'a>>, entry: &'a IndexEntry) -> &'v mut Item<'a> {
    let (code, name) = (entry.item.0.as_str(), entry.item.1.as_str());
    find_or_add(
        items,
        |known| known.code == code && known.name == name,
        || Item { code, name, count: 0, years: Vec::new() },
    )
}

fn year_of<'a, 'v>(years: &'v mut Vec<Year<'a>>, entry: &'a IndexEntry) -> &'v mut Year<'a> {
    let year = entry.year.as_deref();
    let label = year.unwrap_or_default().to_owned();
    find_or_add(years, |known| known.year == year, || Year { year, label, count: 0, files: Vec::new() })
}

/// The last group that fits, or a new one at the end; files mostly come group by group.
fn find_or_add<T>(groups: &mut Vec<T>, fits: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> &mut T {
    let at = groups.iter().rposition(fits);
    let at = at.unwrap_or_else(|| {
        groups.push(make());
        groups.len().saturating_sub(1)
    });
    #[expect(clippy::indexing_slicing, reason = "the place was found or made just above")]
    &mut groups[at]
}

impl<'a> From<&'a IndexEntry> for File<'a> {
    fn from(entry: &'a IndexEntry) -> Self {
        let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
        Self {
            href: href(&entry.path),
            title: &entry.title,
            name: (name != entry.title).then_some(name),
            kind: &entry.kind,
            size: human_size(entry.size),
            sha256: &entry.sha256,
            short_hash: entry.sha256.get(..SHOWN_HASH).unwrap_or(&entry.sha256),
            is_picture: entry.is_picture,
            note: &entry.note,
        }
    }
}
