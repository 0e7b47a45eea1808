//! A look at one file of a package: its bytes come through a file that vanishes, so memory stays flat
//! however large it is; content, path and what is filed already say what may become of it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::known::Known;
use super::{Import, Line, State};
use crate::blob::{BlobError, Incoming, Sha256Hex};
use crate::domain::message::Message;
use crate::domain::round::Phase;
use crate::intake::{Family, FileKind, IntakeError, Listed, Proposal, inspect, propose, shot_at};
use crate::ops::evidence::{Catalogue, checked_name};
use crate::ops::{Office, OpsError};

/// Bytes that are copied at once.
const CHUNK: usize = 128 << 10;

/// What was seen of a file.
pub(super) struct Look {
    pub(super) line: Line,
    /// Catalogue fields by id, as far as they are known.
    pub(super) fields: BTreeMap<String, String>,
    /// The bytes with their hash; none when they can't be taken.
    pub(super) bytes: Option<(Incoming, Sha256Hex)>,
}

/// Why the bytes of a file did not come.
enum Fault {
    /// The package is to blame: this file is not taken.
    Package(IntakeError),
    /// The machine is to blame: no file can be taken.
    Machine(OpsError),
}

impl From<IntakeError> for Fault {
    fn from(error: IntakeError) -> Self {
        Self::Package(error)
    }
}

impl From<BlobError> for Fault {
    fn from(error: BlobError) -> Self {
        Self::Machine(error.into())
    }
}

/// Looks at the file at `index` of the package.
///
/// # Errors
/// When the machine fails; what is wrong with the file is said in its line.
pub(super) fn look(
    office: &Office,
    import: &Import<'_>,
    known: &Known,
    (index, listed): (usize, &Listed),
) -> Result<Look, OpsError> {
    let incoming = match receive(office, import, (index, listed)) {
        Ok(incoming) => incoming,
        Err(Fault::Package(error)) => return Ok(refused(import, listed, error.message())),
        Err(Fault::Machine(error)) => return Err(error),
    };
    let seen = FileKind::of(incoming.path(), &listed.name);
    let inspected = |kind| inspect(incoming.path(), &listed.name, kind).map(|()| kind);
    let kind = match seen.and_then(inspected) {
        Ok(kind) => kind,
        Err(IntakeError::Io { source, .. }) => return Err(source.into()),
        Err(error) => return Ok(refused(import, listed, error.message())),
    };
    let standard = import.view.standard(Phase::Final);
    let mut proposal = propose(&listed.path, standard, &import.view.round, kind);
    if kind.family() == Family::Picture && proposal.day.is_none() {
        date(&mut proposal, import, shot_at(incoming.path()));
    }
    let fields = fields(import, &proposal);
    let sha256 = incoming.sha256()?;
    let mut line = line(listed, proposal);
    line.open = open_fields(import, &line.kind, &fields);
    line.state = match fault(import, listed, &line) {
        Some(why) => State::Not(why),
        None => match known.everywhere(&sha256, &line.items, &line.years) {
            Some(same) => State::Already(same.clone()),
            None => {
                line.notes.extend(known.elsewhere(&sha256));
                State::Ready
            }
        },
    };
    Ok(Look { line, fields, bytes: Some((incoming, sha256)) })
}

/// Takes the day on which a photo was shot where the path says none, unless it speaks against the year of the path.
fn date(proposal: &mut Proposal, import: &Import<'_>, shot: Option<NaiveDateTime>) {
    let Some(day) = shot.map(|time| time.date()) else { return };
    let Some(year) = import.view.round.year_of(day) else { return };
    if proposal.years.is_empty() {
        proposal.years = vec![year];
    }
    if proposal.years.contains(&year) {
        proposal.day = Some(day);
    } else {
        let years: Vec<String> = proposal.years.iter().map(ToString::to_string).collect();
        let note = Message::new("import-photo-year").with("day", day.to_string());
        proposal.notes.push(note.with("years", years.join(", ")));
    }
}

/// Streams the file into one that vanishes unless it is finished.
fn receive(
    office: &Office,
    import: &Import<'_>,
    (index, listed): (usize, &Listed),
) -> Result<Incoming, Fault> {
    let mut incoming = office.blobs.receive(listed.size)?;
    import.package.read::<(), Fault>(index, |reader| {
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match reader.read(&mut chunk) {
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                // The package has noted the fault already and says it better.
                Err(error) => return Err(damaged(listed, error).into()),
            };
            match chunk.get(..read) {
                Some([]) | None => return Ok(()),
                Some(bytes) => incoming.write(bytes)?,
            }
        }
    })?;
    Ok(incoming)
}

fn damaged(listed: &Listed, error: std::io::Error) -> IntakeError {
    IntakeError::Damaged { path: listed.path.clone(), source: Some(error) }
}

/// A file whose content is not taken; the path still says where it would have belonged.
fn refused(import: &Import<'_>, listed: &Listed, why: Message) -> Look {
    let ending = listed.name.rsplit_once('.').and_then(|(_, ending)| FileKind::from_extension(ending));
    let standard = import.view.standard(Phase::Final);
    let kind = ending.unwrap_or(FileKind::Pdf);
    let proposal = propose(&listed.path, standard, &import.view.round, kind);
    let line = Line { kind: String::new(), state: State::Not(why), ..line(listed, proposal) };
    Look { line, fields: BTreeMap::new(), bytes: None }
}

fn line(listed: &Listed, proposal: Proposal) -> Line {
    Line {
        path: listed.path.clone(),
        size: listed.size,
        items: proposal.items,
        years: proposal.years,
        kind: proposal.kind,
        title: proposal.title,
        day: proposal.day,
        open: Vec::new(),
        notes: proposal.notes,
        state: State::Ready,
    }
}

/// What the path lacks.
fn fault(import: &Import<'_>, listed: &Listed, line: &Line) -> Option<Message> {
    if let Err(error) = checked_name(&listed.name) {
        return Some(error.message());
    }
    if line.items.is_empty() {
        return Some(Message::new("import-no-item"));
    }
    if line.years.is_empty() {
        return Some(Message::new("import-no-year").with("years", import.view.round.year_names()));
    }
    import.view.standard(Phase::Final).kind(&line.kind).is_none().then(|| Message::new("import-no-kind"))
}

/// Title and day, in the fields that the kind has for them.
fn fields(import: &Import<'_>, proposal: &Proposal) -> BTreeMap<String, String> {
    let Some(kind) = import.view.standard(Phase::Final).kind(&proposal.kind) else { return BTreeMap::new() };
    let title = (Catalogue::name_field(kind).to_owned(), proposal.title.clone());
    let day = proposal.day.map(|day| (Catalogue::day_field(kind).to_owned(), day.to_string()));
    std::iter::once(title).chain(day).collect()
}

/// The kind's fields that nobody has filled.
fn open_fields(import: &Import<'_>, kind: &str, fields: &BTreeMap<String, String>) -> Vec<String> {
    let kind = import.view.standard(Phase::Final).kind(kind);
    let all = kind.map(|kind| kind.fields.as_slice()).unwrap_or_default();
    all.iter().filter(|id| !fields.contains_key(*id)).cloned().collect()
}
