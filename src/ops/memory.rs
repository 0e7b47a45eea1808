//! What a process remembers of the database, so as not to read it again: only what never changes there, or
//! what is known by the number of its changes.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
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

type All<K, V> = Arc<Mutex<HashMap<K, V>>>;

/// Shared by all clones of an office.
#[derive(Clone, Default)]
pub(super) struct Memory {
    sheets: All<String, Arc<Standard>>,
    mentions: All<String, Times>,
    /// By the codes of round and county.
    standings: All<(String, String), Arc<Remembered>>,
}

impl Memory {
    /// The sheet with this row id; a version never changes.
    ///
    /// # Errors
    /// When there is none or the row can't be read.
    pub(super) fn sheet(&self, conn: &mut Conn, id: &str) -> Result<Arc<Standard>, StoreError> {
        if let Some(sheet) = known(&self.sheets, id) {
            return Ok(sheet);
        }
        let sheet = Arc::new(standards::get(conn, id)?);
        keep((&self.sheets, SHEETS), id.to_owned(), Arc::clone(&sheet));
        Ok(sheet)
    }

    /// The standing of a county after so many changes, if it is remembered.
    pub(super) fn standing(
        &self,
        (view, county): (&RoundView, &CountyRow),
        changes: i64,
    ) -> Option<Arc<Standing>> {
        let known = known(&self.standings, &(view.round.code.clone(), county.code.clone()))?;
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
        keep((&self.standings, STANDINGS), key, Arc::new(known));
    }

    /// How often a text mentions the items of a sheet, if it is remembered; the key names both.
    pub(super) fn mentions(&self, key: &str) -> Option<Times> {
        known(&self.mentions, key)
    }

    pub(super) fn remember_mentions(&self, key: String, times: &Times) {
        keep((&self.mentions, MENTIONS), key, Arc::clone(times));
    }
}

fn known<K: Eq + Hash + Borrow<Q>, V: Clone, Q: Eq + Hash + ?Sized>(
    all: &Mutex<HashMap<K, V>>,
    key: &Q,
) -> Option<V> {
    all.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
}

/// Remembers one more; what would be too many begins anew.
fn keep<K: Eq + Hash, V>((all, most): (&Mutex<HashMap<K, V>>, usize), key: K, value: V) {
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= most && !all.contains_key(&key) {
        all.clear();
    }
    all.insert(key, value);
}
