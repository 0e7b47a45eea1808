//! The folder of a sample round: whether it may be made there, and its log-ins, which are written last.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::DemoError;
use crate::domain::role::Role;

/// The file with the log-ins; a folder that has it holds a whole sample round.
const LOG_INS: &str = "logins.json";

/// An account of the sample round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogIn {
    /// The name to log in with.
    pub name: String,
    /// Its password.
    pub password: String,
    /// Its role.
    pub role: Role,
    /// The county's code, for roles of a county.
    pub county: Option<String>,
    /// A bearer token for the API.
    pub token: String,
}

/// The log-ins of the sample round in this folder; none when the folder is empty or not there.
///
/// # Errors
/// When it holds something else, or half of a sample round.
pub fn find(folder: &Path) -> Result<Option<Vec<LogIn>>, DemoError> {
    let path = folder.join(LOG_INS);
    match fs::read(&path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(log_ins) => Ok(Some(log_ins)),
            Err(_other_file) => Err(DemoError::NotEmpty(folder.to_owned())),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => empty(folder).map(|()| None),
        Err(error) => Err(DemoError::io(&path, error)),
    }
}

fn empty(folder: &Path) -> Result<(), DemoError> {
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(DemoError::io(folder, error)),
    };
    if entries.next().is_none() { Ok(()) } else { Err(DemoError::NotEmpty(folder.to_owned())) }
}

/// Where the log-ins stand.
pub fn log_ins_file(folder: &Path) -> PathBuf {
    folder.join(LOG_INS)
}

/// Writes the log-ins, for the owner's eyes alone; the file is there whole or not at all.
pub(super) fn write(folder: &Path, log_ins: &[LogIn]) -> Result<(), DemoError> {
    let path = folder.join(LOG_INS);
    let io = |source| DemoError::io(&path, source);
    let text = serde_json::to_vec_pretty(log_ins).map_err(|error| io(error.into()))?;
    // Temporary files are made with mode 0600, and a rename keeps it.
    let mut file = tempfile::Builder::new().prefix(".logins-").tempfile_in(folder).map_err(io)?;
    file.write_all(&text).map_err(io)?;
    file.write_all(b"\n").map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist(&path).map_err(|failed| io(failed.error))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)
}
