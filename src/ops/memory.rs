//! What a process remembers of the database, so as not to read it again: only what never changes there, or
//! what is known by the number of its changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::coverage::Times;
use super::scores::{RoundView, Standing};
use crate::domain::round::Round;
use crate::domain::standard::Standard;
use crate::store::rounds::CountyRow;
use crate::store::{Conn, StoreError, standards};

/// Versions of sheets that are remembered at the most; an office has a few.
const SHEETS: usize = 32;

/// Texts of which it is remembered how often they mention the items of a sheet.
const MENTIONS: usize = 8_192;

/// Counties whose standing is remembered at the most, some 200 kB each.
const STANDINGS: usize = 128;

/// A standing and what it was worked out from, besides the county.
struct Remembered {
    changes: i64,
    round: Round,
    sheets: String,
    standing: Arc<Standing>,
}

/// Shared by all clones of an office.
#[derive(Clone, Default)]
pub(super) struct Memory {
    sheets: Arc<Mutex<HashMap<String, Arc<Standard>>>>,
    mentions: Arc<Mutex<HashMap<String, Times>>>,
    /// By the codes of round and county.
    standings: Arc<Mutex<HashMap<(String, String), Remembered>>>,
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

    /// The standing of a county after so many changes, if it is remembered.
    pub(super) fn standing(
        &self,
        (view, county): (&RoundView, &CountyRow),
        changes: i64,
    ) -> Option<Arc<Standing>> {
        let standings = self.standings.lock().unwrap_or_else(PoisonError::into_inner);
        let known = standings.get(&(view.round.code.clone(), county.code.clone()))?;
        let same = known.changes == changes
            && known.sheets == view.sheets()
            && known.round == view.round
            && known.standing.county == *county;
        same.then(|| Arc::clone(&known.standing))
    }

    pub(super) fn remember_standing(&self, view: &RoundView, changes: i64, standing: &Arc<Standing>) {
        let key = (view.round.code.clone(), standing.county.code.clone());
        let known = Remembered {
            changes,
            round: view.round.clone(),
            sheets: view.sheets().to_owned(),
            standing: Arc::clone(standing),
        };
        let mut standings = self.standings.lock().unwrap_or_else(PoisonError::into_inner);
        if standings.len() >= STANDINGS && !standings.contains_key(&key) {
            standings.clear();
        }
        standings.insert(key, known);
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
