//! Paths as manifests and ZIPs write them: which are safe, and which file each one means.

use std::borrow::Cow;

use super::tree::Tree;

/// Whether `path` could lead out of the folder it is unpacked into, on any system.
pub(super) fn is_unsafe(path: &str) -> bool {
    path.starts_with('~')
        || path.contains(['\\', '\0'])
        || has_drive(path)
        || path.split('/').any(|segment| matches!(segment, "" | "." | ".."))
}

/// `C:` and the like, which Windows reads as another disk.
fn has_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && characters.next() == Some(':')
}

/// A path of a manifest, with what was done to read it.
pub(super) struct ListedPath {
    pub(super) path: String,
    /// Whether an asterisk of md5sum's binary mode stood before it.
    pub(super) had_asterisk: bool,
}

/// The file that `written` means, or none when the path is unsafe.
///
/// BagIt 1.0 escapes line ends and the percent sign; tools that call themselves 1.0 mostly do not,
/// so a path that names a file only as it stands is taken as it stands.
pub(super) fn resolve(written: &str, tree: &Tree) -> Option<ListedPath> {
    let had_asterisk = written.starts_with('*') && !tree.has_file(written);
    let bare = if had_asterisk { written.trim_start_matches('*') } else { written };
    let bare = without_dot(bare);
    let decoded = unescaped(bare);
    if is_unsafe(bare) || is_unsafe(&decoded) {
        return None;
    }
    let candidates = [decoded.as_ref(), bare, decoded.trim_end(), bare.trim_end()];
    let path = candidates.into_iter().find(|path| tree.has_file(path)).unwrap_or(&decoded);
    Some(ListedPath { path: path.to_owned(), had_asterisk })
}

/// `./data/x` is `data/x`; some tools write it so.
fn without_dot(mut path: &str) -> &str {
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path
}

/// RFC 8493, 2.1.3: `%0D`, `%0A` and `%25`, and nothing else.
fn unescaped(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut plain = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let (character, length) = match escape.get(1..3) {
            Some("0A" | "0a") => ('\n', 3),
            Some("0D" | "0d") => ('\r', 3),
            Some("25") => ('%', 3),
            _ => ('%', 1),
        };
        plain.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
