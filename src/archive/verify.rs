//! Checks any bag, in a ZIP or a folder, against RFC 8493 and the drafts before it.
//!
//! Every fault is found in one run and named. Nothing is unpacked, fetched or changed, and the
//! memory does not grow with the size of the files.

mod algorithm;
mod content;
mod declaration;
mod description;
mod fault;
mod fetch;
mod folder_tree;
mod limits;
mod listing;
mod manifest;
mod paths;
mod text;
mod tree;
mod zip_tree;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

pub use declaration::Version;
pub use fault::{Fault, FaultKind};
pub use limits::VerifyLimits;

use algorithm::Algorithm;
use declaration::Declaration;
use description::Count;
use folder_tree::FolderTree;
use listing::Listing;
use manifest::{Manifest, Notes, Scope};
use text::{TextEncoding, lines};
use tree::Tree;
use zip_tree::ZipTree;

/// A bag that is complete and valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Files of the payload.
    pub files: usize,
    /// Bytes of the payload.
    pub bytes: u64,
    /// The version of BagIt that the bag declares.
    pub version: Version,
    /// What was tolerated and should be told.
    pub remarks: Vec<Fault>,
}

/// Verifies the bag in the ZIP at `path`, with or without one folder at the top.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn verify_archive(path: &Path, limits: &VerifyLimits) -> Result<Verified, Vec<Fault>> {
    let mut faults = Vec::new();
    match ZipTree::open_file(path, limits, &mut faults) {
        Some(tree) => Check::new(Tree::Zip(tree), limits, faults).run(),
        None => Err(faults),
    }
}

/// Verifies the bag in the folder `path`.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn verify_folder(path: &Path, limits: &VerifyLimits) -> Result<Verified, Vec<Fault>> {
    let mut faults = Vec::new();
    let tree = FolderTree::open_root(path, limits, &mut faults);
    Check::new(Tree::Folder(tree), limits, faults).run()
}

/// A verification under way.
struct Check<'a> {
    tree: Tree,
    limits: &'a VerifyLimits,
    notes: Notes,
}

impl<'a> Check<'a> {
    fn new(tree: Tree, limits: &'a VerifyLimits, faults: Vec<Fault>) -> Self {
        Self { tree, limits, notes: Notes { faults, remarks: Vec::new() } }
    }

    fn run(mut self) -> Result<Verified, Vec<Fault>> {
        self.check_size()?;
        let declaration = self.declaration();
        // A version that cannot be told is held to the rules that all have in common.
        let version = declaration.version.unwrap_or(Version { major: 0, minor: 97 });
        if !self.tree.has_payload() {
            self.notes.faults.push(Fault::new(FaultKind::MissingPayload));
        }
        let count = self.count();
        if let Some(encoding) = declaration.encoding {
            self.check_description(encoding, version, count);
            let manifests = self.manifests(encoding, version);
            let fetched = self.fetched(encoding, version);
            let listing = Listing { tree: &self.tree, manifests: &manifests, fetched: &fetched, version };
            self.notes.faults.extend(listing.faults());
            content::check(&mut self.tree, &manifests, &mut self.notes.faults);
        }
        match declaration.version {
            Some(version) if self.notes.faults.is_empty() => {
                Ok(Verified { files: count.files, bytes: count.bytes, version, remarks: self.notes.remarks })
            }
            _ => Err(self.notes.faults),
        }
    }

    /// Stops before anything is read when the whole is larger than allowed.
    fn check_size(&mut self) -> Result<(), Vec<Fault>> {
        let bytes = self.tree.files().values().fold(0_u64, |sum, size| sum.saturating_add(*size));
        if bytes > self.limits.bytes {
            let fault =
                Fault::new(FaultKind::TooManyBytes).with("bytes", bytes).with("limit", self.limits.bytes);
            self.notes.faults.push(fault);
        }
        let is_beyond = |fault: &Fault| {
            matches!(fault.kind, FaultKind::TooManyBytes | FaultKind::TooManyEntries | FaultKind::NotReadable)
        };
        if self.notes.faults.iter().any(is_beyond) {
            return Err(std::mem::take(&mut self.notes.faults));
        }
        Ok(())
    }

    fn declaration(&mut self) -> Declaration {
        match self.read("bagit.txt") {
            Some(bytes) => Declaration::parse(&bytes, &mut self.notes.faults),
            None => {
                if !self.tree.has_file("bagit.txt") {
                    self.notes.faults.push(Fault::new(FaultKind::MissingDeclaration));
                }
                // UTF-8 is what nearly all bags use, so that the rest can be looked at, too.
                Declaration { version: None, encoding: Some(TextEncoding::Utf8) }
            }
        }
    }

    fn count(&self) -> Count {
        self.tree.payload().fold(Count::default(), |count, (_, size)| Count {
            bytes: count.bytes.saturating_add(size),
            files: count.files.saturating_add(1),
        })
    }

    fn check_description(&mut self, encoding: TextEncoding, version: Version, count: Count) {
        // Up to 0.95 the file had another name.
        for file in ["bag-info.txt", "package-info.txt"] {
            if let Some(text) = self.text(file, encoding, version) {
                self.notes.faults.extend(description::check(file, &text, version, count));
            }
        }
    }

    fn manifests(&mut self, encoding: TextEncoding, version: Version) -> Vec<Manifest> {
        let names: Vec<String> =
            self.tree.files().keys().filter(|path| !path.contains('/')).cloned().collect();
        let mut manifests = Vec::new();
        let mut has_payload_manifest = false;
        for file in names {
            let Some((scope, name)) = Manifest::announced(&file) else { continue };
            has_payload_manifest |= scope == Scope::Payload;
            let Some(algorithm) = Algorithm::from_name(name) else {
                self.notes.faults.push(
                    Fault::new(FaultKind::UnsupportedAlgorithm).with("file", &file).with("algorithm", name),
                );
                continue;
            };
            if let Some(text) = self.text(&file, encoding, version) {
                let mut manifest = Manifest { file, scope, algorithm, entries: BTreeMap::new() };
                manifest.read(&text, &self.tree, &mut self.notes);
                manifests.push(manifest);
            }
        }
        if !has_payload_manifest {
            self.notes.faults.push(Fault::new(FaultKind::MissingManifest));
        }
        manifests
    }

    fn fetched(&mut self, encoding: TextEncoding, version: Version) -> BTreeMap<String, String> {
        let text = self.text(fetch::FILE, encoding, version).unwrap_or_default();
        fetch::read(&text, &self.tree, &mut self.notes.faults)
    }

    /// A tag file as text, or none when it is not there or cannot be taken, which is a fault.
    fn text(&mut self, file: &str, encoding: TextEncoding, version: Version) -> Option<String> {
        let bytes = self.read(file)?;
        let Some(text) = encoding.decode(&bytes) else {
            let fault = Fault::new(FaultKind::BadText).with("file", file).with("encoding", encoding.name());
            self.notes.faults.push(fault);
            return None;
        };
        let about = |kind| Fault::new(kind).with("file", file);
        let without_mark = text.strip_prefix('\u{FEFF}').map(str::to_owned);
        if without_mark.is_some() {
            let notes = if version.is_strict() { &mut self.notes.faults } else { &mut self.notes.remarks };
            notes.push(about(FaultKind::ByteOrderMark));
        }
        let text = without_mark.unwrap_or(text);
        if let Some((number, _)) = lines(&text).find(|(_, line)| line.len() > self.limits.line_bytes) {
            let limit = self.limits.line_bytes;
            self.notes.faults.push(about(FaultKind::LineTooLong).with("line", number).with("limit", limit));
            return None;
        }
        Some(text)
    }

    /// The bytes of a tag file, or none when it is not there or cannot be taken, which is a fault.
    fn read(&mut self, file: &str) -> Option<Vec<u8>> {
        let size = *self.tree.files().get(file)?;
        let limit = self.limits.tag_file_bytes;
        if size > limit {
            let fault = Fault::new(FaultKind::TagFileTooLarge).with("file", file).with("limit", limit);
            self.notes.faults.push(fault);
            return None;
        }
        if self.tree.is_barred(file) {
            return None;
        }
        let mut bytes = Vec::new();
        let read = self.tree.open(file).and_then(|reader| reader.take(limit).read_to_end(&mut bytes));
        if let Err(cause) = read {
            self.notes.faults.push(content::damaged(file, &cause));
            return None;
        }
        Some(bytes)
    }
}
