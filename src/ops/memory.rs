//! What a process remembers of the database, so as not to read it again: only what never changes there, or
//! what is known by the number of its changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::coverage::Times;
use crate::domain::standard::Standard;
use crate::store::{Conn, StoreError, standards};

/// Versions of sheets that are remembered at the most; an office has a few.
const SHEETS: usize = 32;

/// Texts of which it is remembered how often they mention the items of a sheet.
const MENTIONS: usize = 8_192;

/// Shared by all clones of an office.
#[derive(Clone, Default)]
pub(super) struct Memory {
    sheets: Arc<Mutex<HashMap<String, Arc<Standard>>>>,
    mentions: Arc<Mutex<HashMap<String, Times>>>,
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

    /// How often a text mentions the items of a sheet, if it is remembered; the key names both.
    pub(super) fn mentions(&self, key: &str) -> Option<Times> {
        self.mentions.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub(super) fn remember_mentions(&self, key: String, times: &Times) {
        let mut mentions = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
        if mentions.len() >= MENTIONS {
            mentions.clear();
        }
        mentions.insert(key, Arc::clone(times));
    }
}
