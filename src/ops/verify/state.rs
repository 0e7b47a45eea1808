//! How far the checks of an office have come, kept in its data folder, so that one that was broken off is taken up
//! where it stopped, and a nightly one goes on to the next share.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Share;
use crate::blob::Sha256Hex;
use crate::ops::OpsError;

/// Where a check begins, or where one has come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The share.
    pub share: Share,
    /// The last hash that is done; none at the beginning of the share.
    pub after: Option<Sha256Hex>,
    /// Whether the share is done.
    #[serde(default)]
    pub done: bool,
}

/// Where a check begins. When it is to resume, that is where the last one with as many shares stopped, or the share
/// after it.
///
/// # Errors
/// When the data folder can't be read.
pub fn begin(folder: &Path, share: Share, resume: bool) -> Result<State, OpsError> {
    let fresh = State { share, after: None, done: false };
    let kept = if resume { State::read(folder)? } else { None };
    Ok(match kept.filter(|kept| kept.share.of == share.of) {
        None => fresh,
        Some(kept) if kept.done => State { share: kept.share.next(), ..fresh },
        Some(kept) => kept,
    })
}

impl State {
    /// Keeps it in the data folder.
    ///
    /// # Errors
    /// When the folder can't be written.
    pub fn keep(&self, folder: &Path) -> Result<(), OpsError> {
        let new = folder.join("verify.json.new");
        std::fs::write(&new, serde_json::to_vec(self).map_err(std::io::Error::from)?)?;
        Ok(std::fs::rename(new, path(folder))?)
    }

    fn read(folder: &Path) -> Result<Option<Self>, OpsError> {
        match std::fs::read(path(folder)) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("verify.json")
}
