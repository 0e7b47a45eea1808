//! The import itself: each file that is ready is filed in a transaction of its own.

use super::known::Known;
use super::look::{Look, look};
use super::{Import, Line, Progress, Same, State};
use crate::domain::message::Message;
use crate::intake::{Listed, Skipped};
use crate::ops::evidence::{Filing, file_received};
use crate::ops::{By, Office, OpsError};

/// What an import did.
#[derive(Debug)]
pub struct Imported {
    /// Every file, in the order of the package; none of them is still to be done.
    pub lines: Vec<Line>,
    /// What was passed over.
    pub skipped: Vec<Skipped>,
    /// What the machine said when it failed; the files after that were not reached.
    pub stopped: Option<OpsError>,
}

impl Imported {
    /// The files that were filed now.
    pub fn taken(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.state, State::Taken(_)))
    }

    /// The files that were here before.
    pub fn already(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.state, State::Already(_)))
    }

    /// The files that were not taken, each with its reason.
    pub fn not_taken(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.lines.iter().filter_map(|line| match &line.state {
            State::Not(why) => Some((line.path.as_str(), why)),
            State::Ready | State::Taken(_) | State::Already(_) => None,
        })
    }
}

/// Files what is ready of a package. What is filed already is not filed again, so a package may be
/// imported as often as one likes.
///
/// # Errors
/// When the county takes no part, or the database fails before anything was done. Later failures of
/// the machine end the import and are told beside what was done.
pub fn run(
    office: &Office,
    import: &Import<'_>,
    by: &By,
    progress: Progress<'_>,
) -> Result<Imported, OpsError> {
    import.view.county(import.county)?;
    let mut known = Known::load(office, (&import.view.round.code, import.county))?;
    let entries = import.package.entries();
    let skipped = import.package.skipped().to_vec();
    let mut imported = Imported { lines: Vec::with_capacity(entries.len()), skipped, stopped: None };
    progress(0, entries.len());
    for (index, listed) in entries.iter().enumerate() {
        if imported.stopped.is_some() {
            imported.lines.push(not_reached(listed));
            continue;
        }
        let taken = look(office, import, &known, (index, listed))
            .and_then(|seen| settle(office, (import, by), &mut known, seen));
        match taken {
            Ok(line) => imported.lines.push(line),
            Err(error) => {
                tracing::error!(%error, path = listed.path, "the import stopped");
                imported.lines.push(not_reached(listed));
                imported.stopped = Some(error);
            }
        }
        progress(imported.lines.len(), entries.len());
    }
    Ok(imported)
}

/// Files what is ready; what is refused after all gets its reason.
fn settle(
    office: &Office,
    (import, by): (&Import<'_>, &By),
    known: &mut Known,
    seen: Look,
) -> Result<Line, OpsError> {
    let Look { mut line, fields, bytes } = seen;
    let (State::Ready, Some((incoming, sha256))) = (&line.state, bytes) else { return Ok(line) };
    let name = line.path.rsplit('/').next().unwrap_or(&line.path);
    let filing = Filing {
        county: import.county.to_owned(),
        kind: line.kind.clone(),
        fields,
        items: line.items.clone(),
        years: line.years.clone(),
        files: Vec::new(),
    };
    let received = vec![(incoming, name.to_owned())];
    line.state = match file_received(office, import.view, by, (filing, received)) {
        Ok((filed, _)) => {
            known.add(&sha256, (&line.items, &line.years), &Same::Evidence(filed.id.clone()));
            line.notes.extend(filed.notes);
            State::Taken(filed.id)
        }
        Err(OpsError::Refused(why) | OpsError::NotFound(why)) => State::Not(why),
        Err(error) => return Err(error),
    };
    Ok(line)
}

fn not_reached(listed: &Listed) -> Line {
    Line {
        path: listed.path.clone(),
        size: listed.size,
        items: Vec::new(),
        years: Vec::new(),
        kind: String::new(),
        title: String::new(),
        day: None,
        open: Vec::new(),
        notes: Vec::new(),
        state: State::Not(Message::new("import-not-reached")),
    }
}
