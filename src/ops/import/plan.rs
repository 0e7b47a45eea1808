//! The plan of an import: what each file would become. Nothing is changed.

use super::known::Known;
use super::look::look;
use super::{Import, Line, Progress, Same, State};
use crate::intake::Skipped;
use crate::ops::{Office, OpsError};

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Every file, in the order of the package.
    pub lines: Vec<Line>,
    /// What is passed over.
    pub skipped: Vec<Skipped>,
}

impl Plan {
    /// The files that can be taken.
    pub fn ready(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.state == State::Ready)
    }

    /// The files that can't be taken.
    pub fn not_taken(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.state, State::Not(_)))
    }
}

/// Looks at every file of a package.
///
/// # Errors
/// When the county takes no part, or the machine fails.
pub fn plan(office: &Office, import: &Import<'_>, progress: Progress<'_>) -> Result<Plan, OpsError> {
    import.view.county(import.county)?;
    let mut known = Known::load(office, (&import.view.round.code, import.county))?;
    let entries = import.package.entries();
    let mut lines = Vec::with_capacity(entries.len());
    progress(0, entries.len());
    for (index, listed) in entries.iter().enumerate() {
        let seen = look(office, import, &known, (index, listed))?;
        if let (State::Ready, Some((_, sha256))) = (&seen.line.state, &seen.bytes) {
            let same = Same::Path(listed.path.clone());
            known.add(sha256, (&seen.line.items, &seen.line.years), &same);
        }
        lines.push(seen.line);
        progress(lines.len(), entries.len());
    }
    Ok(Plan { lines, skipped: import.package.skipped().to_vec() })
}
