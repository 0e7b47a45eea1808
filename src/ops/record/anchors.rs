//! Ends of the chain that were seen: the last one stands in the data folder; backups and exports hold others.

use std::fs;
use std::io::{BufRead, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::export::Head;
use crate::domain::message::Message;
use crate::ops::OpsError;
use crate::store::chain::Link;

/// What a backup's manifest says of it.
#[derive(Deserialize)]
struct Manifest {
    audit: Link,
}

/// The end that was seen last.
pub(super) fn known(folder: &Path) -> Result<Vec<Link>, OpsError> {
    match fs::read(path(folder)) {
        Ok(bytes) => Ok(vec![serde_json::from_slice(&bytes).map_err(std::io::Error::from)?]),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn keep(folder: &Path, end: &Link) -> Result<(), OpsError> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, end).map_err(std::io::Error::from)?;
    file.as_file().sync_all()?;
    file.persist(path(folder)).map_err(|failed| failed.error)?;
    Ok(())
}

fn path(folder: &Path) -> PathBuf {
    folder.join("audit-end.json")
}

/// The end of the chain that an export or a backup was made at.
///
/// # Errors
/// When the file can't be read, or is neither.
pub fn read_anchor(path: &Path) -> Result<Link, OpsError> {
    let path = if path.is_dir() { path.join("manifest.json") } else { path.to_owned() };
    let mut first = String::new();
    std::io::BufReader::new(fs::File::open(&path)?).read_line(&mut first)?;
    if let Ok(head) = serde_json::from_str::<Head>(&first) {
        return Ok(head.end);
    }
    let manifest = serde_json::from_str::<Manifest>(&fs::read_to_string(&path)?);
    let none = Message::new("audit-no-anchor").with("path", path.display().to_string());
    manifest.map(|manifest| manifest.audit).map_err(|_fault| OpsError::Refused(none))
}
