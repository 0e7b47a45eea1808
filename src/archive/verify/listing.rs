//! What the manifests list against what the bag has, by name only (RFC 8493, 3).

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::folded;
use super::declaration::Version;
use super::fault::{Fault, FaultKind};
use super::fetch;
use super::manifest::{Manifest, Scope};
use super::tree::Tree;

/// Everything of a bag that names files.
pub(super) struct Listing<'a> {
    pub(super) tree: &'a Tree,
    pub(super) manifests: &'a [Manifest],
    /// Addresses of files that are to be fetched, by path.
    pub(super) fetched: &'a BTreeMap<String, String>,
    pub(super) version: Version,
}

impl Listing<'_> {
    /// Files that are missing, too many, or not told apart by their names.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = self.equal_names();
        faults.extend(self.folders_that_are_files());
        faults.extend(self.missing());
        faults.extend(self.unlisted());
        faults.extend(self.fetched_but_unlisted());
        if self.version.is_strict() {
            faults.extend(self.tag_manifests());
        }
        faults
    }

    fn payload_manifests(&self) -> impl Iterator<Item = &Manifest> {
        self.manifests.iter().filter(|manifest| manifest.scope == Scope::Payload)
    }

    fn listed(&self) -> impl Iterator<Item = &String> {
        self.manifests.iter().flat_map(|manifest| manifest.entries.keys())
    }

    fn equal_names(&self) -> Vec<Fault> {
        let names: BTreeSet<&String> = self.tree.files().keys().chain(self.listed()).collect();
        let mut first: BTreeMap<String, &String> = BTreeMap::new();
        let mut faults = Vec::new();
        for name in names {
            match first.get(&folded(name)) {
                Some(other) => {
                    faults.push(Fault::new(FaultKind::EqualNames).with("path", name).with("other", other));
                }
                None => {
                    first.insert(folded(name), name);
                }
            }
        }
        faults
    }

    fn folders_that_are_files(&self) -> Vec<Fault> {
        let folders: BTreeSet<&str> = self
            .tree
            .files()
            .keys()
            .flat_map(|path| path.match_indices('/').filter_map(|(at, _)| path.get(..at)))
            .collect();
        let both = folders.into_iter().filter(|folder| self.tree.has_file(folder));
        both.map(|path| Fault::new(FaultKind::FileIsFolder).with("path", path)).collect()
    }

    /// Listed files that are not there, each once with the manifests that list it.
    fn missing(&self) -> Vec<Fault> {
        let mut missing: BTreeMap<&String, Vec<&str>> = BTreeMap::new();
        for manifest in self.manifests {
            for path in manifest.entries.keys().filter(|path| !self.tree.has_file(path)) {
                missing.entry(path).or_default().push(&manifest.file);
            }
        }
        let fault = |(path, files): (&String, Vec<&str>)| match self.fetched.get(path) {
            Some(address) => Fault::new(FaultKind::NotFetched).with("path", path).with("address", address),
            None => Fault::new(FaultKind::MissingFile).with("path", path).with("file", files.join(", ")),
        };
        missing.into_iter().map(fault).collect()
    }

    /// Payload that no manifest lists, or, in 1.0, that not every one does.
    fn unlisted(&self) -> Vec<Fault> {
        let listed: BTreeSet<&String> =
            self.payload_manifests().flat_map(|manifest| manifest.entries.keys()).collect();
        if self.payload_manifests().next().is_none() {
            return Vec::new();
        }
        let here = self.tree.files().keys().filter(|path| path.starts_with("data/"));
        let extra = here.filter(|path| !listed.contains(path));
        let mut faults: Vec<Fault> =
            extra.map(|path| Fault::new(FaultKind::ExtraFile).with("path", path)).collect();
        if self.version.is_strict() {
            for manifest in self.payload_manifests() {
                let left_out = listed.iter().filter(|path| !manifest.entries.contains_key(**path));
                faults.extend(left_out.map(|path| not_in(manifest, path)));
            }
        }
        faults
    }

    /// What is to be fetched must be listed, or nothing could tell whether the right bytes came.
    fn fetched_but_unlisted(&self) -> Vec<Fault> {
        let is_listed =
            |path: &String| self.payload_manifests().any(|manifest| manifest.entries.contains_key(path));
        let unlisted = self.fetched.keys().filter(|path| !is_listed(path) && !self.tree.has_file(path));
        unlisted
            .map(|path| Fault::new(FaultKind::NotInManifest).with("path", path).with("file", fetch::FILE))
            .collect()
    }

    fn tag_manifests(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for tags in self.manifests.iter().filter(|manifest| manifest.scope == Scope::Tags) {
            let about = |kind, path: &str| Fault::new(kind).with("file", &tags.file).with("path", path);
            let left_out =
                self.payload_manifests().filter(|manifest| !tags.entries.contains_key(&manifest.file));
            faults.extend(left_out.map(|manifest| about(FaultKind::ManifestNotListed, &manifest.file)));
            let listed = tags.entries.keys().filter(|path| {
                Manifest::announced(path).is_some_and(|(scope, _)| scope == Scope::Tags)
                    && !path.contains('/')
            });
            faults.extend(listed.map(|path| about(FaultKind::TagManifestListed, path)));
        }
        faults
    }
}

fn not_in(manifest: &Manifest, path: &str) -> Fault {
    Fault::new(FaultKind::NotInManifest).with("path", path).with("file", &manifest.file)
}
