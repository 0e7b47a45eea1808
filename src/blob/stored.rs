//! A file that was received, and its way to being safe.

use std::fs::File;
use std::io;
use std::mem;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::{BlobError, Sha256Hex};

/// A file that was received whole. It is safe once [`Self::settled`] has said so.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its name.
    pub sha256: Sha256Hex,
    /// Its size in bytes.
    pub size: u64,
    /// How far it is.
    pub(super) state: State,
}

/// Where it is on its way. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct State(Arc<Mutex<Step>>);

#[derive(Debug)]
enum Step {
    /// A thread waits for the disk.
    Settling(Receiver<Result<File, BlobError>>, Coming),
    /// Safe. An open file has the lock of what was received: nobody sweeps it before a row names it. The lock ends with
    /// the last clone, or with the process; files of a far store have none.
    Safe(Option<File>, Coming),
    /// Somebody has been told why it is not.
    Failed,
}

/// Has a file counted from its first byte until whoever received it has filed it or given it up.
#[derive(Debug)]
pub(super) struct Coming(Arc<()>);

/// Every file on its way has a clone.
static COMING: LazyLock<Arc<()>> = LazyLock::new(Arc::default);
/// That clone and the original.
const ALONE: usize = 2;

impl Coming {
    pub(super) fn begin() -> Self {
        Self(COMING.clone())
    }

    /// Whether no other file is on its way.
    pub(super) fn is_alone(&self) -> bool {
        Arc::strong_count(&self.0) <= ALONE
    }
}

impl Stored {
    /// Waits until the file is safe: a row that names it may be committed only then.
    ///
    /// # Errors
    /// When the disk refuses; a failed fsync makes the store read-only.
    pub fn settled(&self) -> Result<(), BlobError> {
        let mut step = self.state.0.lock().unwrap_or_else(PoisonError::into_inner);
        match mem::replace(&mut *step, Step::Failed) {
            Step::Settling(told, coming) => {
                let file = told.recv().map_err(io::Error::other)??;
                *step = Step::Safe(Some(file), coming);
                Ok(())
            }
            Step::Safe(held, coming) => {
                *step = Step::Safe(held, coming);
                Ok(())
            }
            Step::Failed => Err(io::Error::other("the file was not kept").into()),
        }
    }
}

/// By name and size: on its way it stays the same file.
impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        (&self.sha256, self.size) == (&other.sha256, other.size)
    }
}

impl Eq for Stored {}

impl State {
    /// It will be safe when it is told so.
    pub(super) fn settling(told: Receiver<Result<File, BlobError>>, coming: Coming) -> Self {
        Self::at(Step::Settling(told, coming))
    }

    /// It is safe, and held by the lock of an open file if there is one.
    pub(super) fn safe(held: Option<File>, coming: Coming) -> Self {
        Self::at(Step::Safe(held, coming))
    }

    fn at(step: Step) -> Self {
        Self(Arc::new(Mutex::new(step)))
    }
}
