//! What a process remembers of the database, so as not to read it again: only what never changes there, or
//! what is known by the number of its changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::standard::Standard;
use crate::store::{Conn, StoreError, standards};

/// Versions of sheets that are remembered at the most; an office has a few.
const SHEETS: usize = 32;

/// Shared by all clones of an office.
#[derive(Clone, Default)]
pub(super) struct Memory {
    sheets: Arc<Mutex<HashMap<String, Arc<Standard>>>>,
}

impl Memory {
    /// The sheet with this row id; a version never changes.
    ///
    /// # Errors
    /// When there is none or the row can't be read.
    pub(super) fn sheet(&self, conn: &mut Conn, id: &str) -> Result<Arc<Standard>, StoreError> {
        let known = self.sheets.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if let Some(sheet) = known {
            return Ok(sheet);
        }
        let sheet = Arc::new(standards::get(conn, id)?);
        let mut sheets = self.sheets.lock().unwrap_or_else(PoisonError::into_inner);
        if sheets.len() >= SHEETS {
            sheets.clear();
        }
        sheets.insert(id.to_owned(), Arc::clone(&sheet));
        Ok(sheet)
    }
}
