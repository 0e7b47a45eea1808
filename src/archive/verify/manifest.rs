//! Payload and tag manifests: which file has which checksum (RFC 8493, 2.1.3 and 2.2.1).

use std::collections::BTreeMap;

use super::algorithm::Algorithm;
use super::fault::{Fault, FaultKind};
use super::paths::resolve;
use super::text::lines;
use super::tree::Tree;

/// What a manifest is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Payload,
    Tags,
}

/// One manifest of a bag.
pub(super) struct Manifest {
    /// Its file name.
    pub(super) file: String,
    pub(super) scope: Scope,
    pub(super) algorithm: Algorithm,
    /// Checksums in lower-case hex by path.
    pub(super) entries: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest that a tag file's name announces: its scope and the name of its algorithm.
    pub(super) fn announced(file: &str) -> Option<(Scope, &str)> {
        let name = file.strip_suffix(".txt")?;
        match name.strip_prefix("tagmanifest-") {
            Some(algorithm) => Some((Scope::Tags, algorithm)),
            None => Some((Scope::Payload, name.strip_prefix("manifest-")?)),
        }
    }

    /// Reads `text`; lines that cannot be taken are faults, an asterisk is a remark.
    pub(super) fn read(&mut self, text: &str, tree: &Tree, notes: &mut Notes) {
        for (number, line) in lines(text).filter(|(_, line)| !line.trim().is_empty()) {
            let about = |kind| Fault::new(kind).with("file", &self.file).with("line", number);
            let Some((checksum, written)) = self.split(line) else {
                notes.faults.push(about(FaultKind::BadLine).with("text", line.escape_debug()));
                continue;
            };
            let Some(listed) = resolve(written, tree) else {
                notes.faults.push(about(FaultKind::UnsafePath).with("path", written.escape_debug()));
                continue;
            };
            if listed.had_asterisk {
                notes.remarks.push(about(FaultKind::Asterisk).with("path", &listed.path));
            }
            if self.entries.contains_key(&listed.path) {
                notes.faults.push(about(FaultKind::DuplicateLine).with("path", &listed.path));
                continue;
            }
            notes.faults.extend(self.misplaced(&listed.path));
            self.entries.insert(listed.path, checksum);
        }
    }

    /// The checksum and the path of a line of the form `checksum filepath`.
    fn split<'l>(&self, line: &'l str) -> Option<(String, &'l str)> {
        let (checksum, path) = line.split_once([' ', '\t'])?;
        let path = path.trim_start_matches([' ', '\t']);
        let is_checksum = checksum.len() == self.algorithm.digits()
            && checksum.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_checksum && !path.is_empty()).then(|| (checksum.to_ascii_lowercase(), path))
    }

    fn misplaced(&self, path: &str) -> Option<Fault> {
        let kind = match (self.scope, path.starts_with("data/")) {
            (Scope::Payload, false) => FaultKind::OutsidePayload,
            (Scope::Tags, true) => FaultKind::PayloadInTagManifest,
            _ => return None,
        };
        Some(Fault::new(kind).with("file", &self.file).with("path", path))
    }
}

/// What reading a bag brings to light.
#[derive(Default)]
pub(super) struct Notes {
    /// What makes the bag invalid.
    pub(super) faults: Vec<Fault>,
    /// What is tolerated and should be told.
    pub(super) remarks: Vec<Fault>,
}
