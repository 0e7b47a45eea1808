//! The page that opens an archive from a memory stick: a tree of links, a search box, previews.
//!
//! One file without anything outside it; with scripts off it is still a nested list of links. It
//! only links to what the archive holds and shows no figures of its own.

mod tree;

use handlebars::Handlebars;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::error::ArchiveError;
use crate::domain::message::Message;
use crate::texts::{Lang, human_size};
use tree::{Aspect, tree};

/// Stands for a number in sentences that the page's script fills.
const NUMBER: &str = "#";
/// What stays readable in an address; a colon does not, so that no name looks like a scheme.
const UNENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[derive(RustEmbed)]
#[folder = "templates/archive"]
struct Templates;

/// One file in the tree of the page.
#[derive(Debug, Clone)]
pub struct IndexEntry {
    /// Path from the page to the file, segments divided by `/`, not encoded.
    pub path: String,
    /// What the file is called in the catalogue.
    pub title: String,
    /// Code and name of the aspect.
    pub aspect: (String, String),
    /// Code and name of the item.
    pub item: (String, String),
    /// The assessment year, unless the file belongs to none.
    pub year: Option<String>,
    /// The kind of evidence, in words.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hex.
    pub sha256: String,
    /// Whether browsers can show the file as a picture.
    pub is_picture: bool,
    /// A remark beside the file; may be empty.
    pub note: String,
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct Index<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// The language of its own words.
    pub lang: Lang,
    /// Labels and values above the tree.
    pub facts: &'a [(String, String)],
    /// Labels and paths of the reports and catalogues above the tree.
    pub documents: &'a [(String, String)],
    /// The files, in the order of the tree.
    pub entries: &'a [IndexEntry],
}

impl Index<'_> {
    /// The page as one HTML file.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::Page`] when the template is broken, which is a fault of the build.
    pub fn html(&self) -> Result<String, ArchiveError> {
        let bytes = self.entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
        let page = Page {
            lang: self.lang.tag(),
            title: self.title,
            facts: self.facts.iter().map(|(label, value)| Fact { label, value }).collect(),
            documents: self
                .documents
                .iter()
                .map(|(label, path)| Document { label, href: href(path) })
                .collect(),
            aspects: tree(self.entries, &self.lang.word("archive-index-no-year")),
            count: self.entries.len(),
            size: human_size(bytes),
            words: Words::of(self.lang),
        };
        render(&page).map_err(ArchiveError::Page)
    }
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'a str,
    title: &'a str,
    facts: Vec<Fact<'a>>,
    documents: Vec<Document<'a>>,
    aspects: Vec<Aspect<'a>>,
    count: usize,
    size: String,
    words: Words,
}

#[derive(Serialize)]
struct Fact<'a> {
    label: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    label: &'a str,
    href: String,
}

/// The page's own words in the reader's language.
#[derive(Serialize)]
struct Words {
    facts: String,
    documents: String,
    files: String,
    total: String,
    search: String,
    search_hint: String,
    found: String,
    none_found: String,
    open_all: String,
    close_all: String,
    checks: String,
}

impl Words {
    fn of(lang: Lang) -> Self {
        Self {
            facts: lang.word("archive-index-facts"),
            documents: lang.word("archive-index-documents"),
            files: lang.word("archive-index-files"),
            total: lang.word("archive-index-total"),
            search: lang.word("archive-index-search"),
            search_hint: lang.word("archive-index-search-hint"),
            found: lang.say(&Message::new("archive-index-found").with("count", NUMBER)),
            none_found: lang.word("archive-index-none-found"),
            open_all: lang.word("archive-index-open-all"),
            close_all: lang.word("archive-index-close-all"),
            checks: lang.word("archive-index-checks"),
        }
    }
}

type RenderResult = Result<String, Box<dyn std::error::Error + Send + Sync>>;

fn render(page: &Page<'_>) -> RenderResult {
    let mut handlebars = Handlebars::new();
    handlebars.set_strict_mode(true);
    for path in Templates::iter() {
        let Some(file) = Templates::get(&path) else { continue };
        let name = path.trim_end_matches(".hbs");
        handlebars.register_template_string(name, std::str::from_utf8(&file.data)?)?;
    }
    Ok(handlebars.render("index", page)?)
}

/// `path` as the address of a link.
fn href(path: &str) -> String {
    utf8_percent_encode(path, UNENCODED).to_string()
}
