//! Names in packages: their encoding, whether they stay inside, and those that nobody meant to send.

use encoding_rs::GBK;

use crate::intake::IntakeError;

/// The longest path that common systems hold, in bytes.
const LONGEST_PATH: usize = 4_096;

/// Names that systems leave behind, in lower case.
const SYSTEM: [&str; 5] = ["__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir"];

/// Whether a name is hidden, or left by an operating system or an office program.
pub(super) fn is_system(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || SYSTEM.contains(&name.to_lowercase().as_str())
}

/// A name in GBK, or in GB 18030 which holds it; none when it is neither.
pub(super) fn from_gbk(raw: &[u8]) -> Option<String> {
    GBK.decode_without_bom_handling_and_without_replacement(raw).map(std::borrow::Cow::into_owned)
}

/// The path of a ZIP's entry, if it stays inside the package on every system; `./` and doubled `/`
/// mean nothing and are left out.
///
/// # Errors
/// When it leads out, is absolute, has a drive or a backslash, or is too long.
pub(super) fn inside(path: &str) -> Result<String, IntakeError> {
    fits(path)?;
    let mut start = path.chars();
    let drive = start.next().is_some_and(|char| char.is_ascii_alphabetic()) && start.next() == Some(':');
    let segments: Vec<&str> = path.split('/').filter(|name| !matches!(*name, "" | ".")).collect();
    let climbs = segments.contains(&"..");
    if drive || climbs || segments.is_empty() || path.starts_with('/') || path.contains(['\\', '\0']) {
        return Err(IntakeError::UnsafePath { path: path.to_owned() });
    }
    Ok(segments.join("/"))
}

/// # Errors
/// When the path is longer than any system holds.
pub(super) fn fits(path: &str) -> Result<(), IntakeError> {
    if path.len() <= LONGEST_PATH {
        return Ok(());
    }
    let beginning = path.chars().take(60).collect();
    Err(IntakeError::LongPath { path: beginning, length: path.len(), limit: LONGEST_PATH })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_are_refused() {
        for path in
            ["../x", "a/../x", "a/..", "/etc/x", "//host/x", "C:x", "c:/x", "a\\b", "\0", "", ".", "/"]
        {
            assert!(matches!(inside(path), Err(IntakeError::UnsafePath { .. })), "{path}");
        }
        for (path, inner) in
            [("a/b", "a/b"), ("./a//b", "a/b"), ("a..b/..c", "a..b/..c"), ("议军会/a:b", "议军会/a:b")]
        {
            assert_eq!(inside(path).ok().as_deref(), Some(inner));
        }
        assert!(matches!(inside(&"长".repeat(2_000)), Err(IntakeError::LongPath { length: 6_000, .. })));
    }

    #[test]
    fn what_systems_leave_behind_is_known() {
        for name in
            [".DS_Store", ".git", "__MACOSX", "Thumbs.db", "thumbs.DB", "~$纪要.docx", "Desktop.ini", "._x"]
        {
            assert!(is_system(name), "{name}");
        }
        for name in ["纪要.docx", "~纪要.docx", "a.DS_Store", "$x"] {
            assert!(!is_system(name), "{name}");
        }
    }
}
