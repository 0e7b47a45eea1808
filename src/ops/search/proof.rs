//! Whether pieces say what the index suggests they say. It knows pairs of characters: a paper with 优待 in one place
//! and 待金 in another seems to have 优待金. What is looked at is bounded; what is beyond it is believed.

use std::collections::{HashMap, HashSet};

use super::grams;
use crate::store::evidence::{self, EvidenceRow};
use crate::store::texts::{self, Length};
use crate::store::{Conn, StoreError};

/// Characters of texts that are read for a question.
const READ: i64 = 2_000_000;
/// Characters of them that are folded, because what is asked does not stand there as it is.
const FOLDED: usize = 500_000;

/// What is left of pieces.
pub(super) struct Proven {
    /// Those that don't say it, for sure.
    pub(super) without: HashSet<String>,
    /// Whether all others do.
    pub(super) is_sure: bool,
}

/// Which pieces don't say all of what is asked; three statements, however many they are.
pub(super) fn of(conn: &mut Conn, ids: &[String], needles: &[String]) -> Result<Proven, StoreError> {
    let mut open: HashMap<String, Vec<&String>> = HashMap::new();
    for row in evidence::some(conn, ids)? {
        let left = not_in_fields(&row, needles);
        if !left.is_empty() {
            open.insert(row.id, left);
        }
    }
    let asked: Vec<String> = ids.iter().filter(|id| open.contains_key(*id)).cloned().collect();
    let lengths = if asked.is_empty() { Vec::new() } else { texts::lengths(conn, &asked)? };
    let (read, unread) = within(&asked, &lengths);
    let hashes: Vec<String> = read.iter().flat_map(|(_, hashes)| hashes.iter().cloned()).collect();
    let said: HashMap<String, String> = texts::by_hash(conn, &hashes)?.into_iter().collect();
    let mut believed: HashSet<String> = unread.into_iter().map(str::to_owned).collect();
    let mut left_to_fold = FOLDED;
    for (id, hashes) in read {
        let Some(needles) = open.get(id) else { continue };
        let said: Vec<&String> = hashes.iter().filter_map(|hash| said.get(hash)).collect();
        match says(&said, needles, &mut left_to_fold) {
            Some(true) => drop(open.remove(id)),
            Some(false) => {}
            None => drop(believed.insert(id.to_owned())),
        }
    }
    let is_sure = believed.is_empty();
    let without = open.into_keys().filter(|id| !believed.contains(id)).collect();
    Ok(Proven { without, is_sure })
}

/// What is asked and stands neither in the title nor in fields and names.
fn not_in_fields<'a>(row: &EvidenceRow, needles: &'a [String]) -> Vec<&'a String> {
    // Most say it as it is asked, and folding takes a hundred times as long as looking.
    let mut left: Vec<&String> =
        needles.iter().filter(|needle| !row.search.contains(needle.as_str())).collect();
    if !left.is_empty() {
        let [words, characters] = grams::folded(&row.search);
        let said = [words, characters, grams::typed(&row.search)];
        left.retain(|needle| !said.iter().any(|said| said.contains(needle.as_str())));
    }
    left
}

/// Which of some pieces are read, each with the hashes of its texts, and which would be too much.
fn within<'a>(ids: &'a [String], lengths: &[Length]) -> (Vec<(&'a str, Vec<String>)>, Vec<&'a str>) {
    let mut texts: HashMap<&str, (i64, Vec<String>)> = HashMap::new();
    for text in lengths {
        let (characters, hashes) = texts.entry(text.evidence.as_str()).or_default();
        *characters = characters.saturating_add(text.characters);
        hashes.push(text.sha256.clone());
    }
    let (mut read, mut unread, mut left) = (Vec::new(), Vec::new(), READ);
    for id in ids {
        let (characters, hashes) = texts.remove(id.as_str()).unwrap_or_default();
        if characters <= left {
            left -= characters;
            read.push((id.as_str(), hashes));
        } else {
            unread.push(id.as_str());
        }
    }
    (read, unread)
}

/// Whether texts say all of this; nothing when that would be too much to find out.
fn says(said: &[&String], needles: &[&String], left_to_fold: &mut usize) -> Option<bool> {
    let missing = |in_texts: &dyn Fn(&str) -> bool| needles.iter().any(|needle| !in_texts(needle));
    if !missing(&|needle| said.iter().any(|text| text.contains(needle))) {
        return Some(true);
    }
    let characters: usize = said.iter().map(|text| text.len() / 3).sum();
    *left_to_fold = left_to_fold.checked_sub(characters)?;
    let folded: Vec<String> = said.iter().flat_map(|text| grams::folded(text)).collect();
    Some(!missing(&|needle| folded.iter().any(|text| text.contains(needle))))
}
