//! The chain of the record: the hash of an entry covers all that it says and the hash of the one before, so
//! that nobody can change, remove or slip in an entry without every later one giving it away.
//!
//! hash = SHA-256 (hash of the entry before, as 64 digits; the entry's fields). A field is written as its
//! length in bytes, a colon, its bytes, a comma; the fields are position, id, time, account, action, county,
//! subject, detail. The time is `2026-11-25T16:00:00.000000Z`; a county stands after `=`, none is empty.
//! Before the first entry stand 64 zeros. The end can still be cut off unnoticed: an anchor, an earlier end
//! of the chain that is kept elsewhere, shows that.

use chrono::{NaiveDateTime, Timelike};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::audit::{AuditRow, Entry};

/// A place in the chain and the hash there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The place; 0 before the first entry.
    pub position: i64,
    /// The hash.
    pub hash: String,
}

impl Default for Link {
    fn default() -> Self {
        Self { position: 0, hash: "0".repeat(64) }
    }
}

impl Link {
    /// The link of the entry that follows.
    #[must_use]
    pub fn next(&self, row: &AuditRow) -> Self {
        let position = self.position.saturating_add(1);
        let hasher = Sha256::new().chain_update(&self.hash).chain_update(canonical(position, row));
        Self { position, hash: HEXLOWER.encode(&hasher.finalize()) }
    }
}

/// What is covered of a row, the same on every database.
fn canonical(position: i64, row: &AuditRow) -> String {
    let time = row.at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    let county = row.county.as_ref().map(|county| format!("={county}")).unwrap_or_default();
    let position = position.to_string();
    let fields = [&position, &row.id, &time, &row.account, &row.action, &county, &row.subject, &row.detail];
    let mut text = String::new();
    for field in fields {
        text.extend([&field.len().to_string(), ":", field, ","]);
    }
    text
}

/// PostgreSQL keeps microseconds: no entry says more.
pub(super) fn to_microseconds(at: NaiveDateTime) -> NaiveDateTime {
    at.with_nanosecond(at.nanosecond() / 1_000 * 1_000).unwrap_or(at)
}

/// The first entry where the chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Its place.
    pub position: i64,
    /// The id of the entry there, or of the first one after a gap.
    pub id: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What it says is not what was written, or the hash is not the one that was.
    Changed,
    /// It is not there, though later ones are.
    Missing,
    /// It has no place in the chain: another program wrote it.
    Unchained,
    /// It agrees with the one before, and not with what was anchored: the chain was written anew.
    Rewritten,
    /// It is not there and was anchored, nor is any later one: the end was cut off.
    CutOff,
}

impl Fault {
    /// The name in JSON and message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Unchained => "unchained",
            Self::Rewritten => "rewritten",
            Self::CutOff => "cut-off",
        }
    }
}

/// Goes along the chain, entry by entry.
#[derive(Debug)]
pub struct Walk {
    last: Link,
    anchors: Vec<Link>,
}

impl Walk {
    /// From the beginning, past ends of the chain that were kept.
    pub fn past(anchors: &[Link]) -> Self {
        Self { last: Link::default(), anchors: anchors.to_vec() }
    }

    /// The next entry.
    ///
    /// # Errors
    /// When the chain does not hold there.
    pub fn step(&mut self, entry: &Entry) -> Result<(), Break> {
        let next = self.last.next(&entry.row);
        let broken = |fault| Break { position: next.position, id: Some(entry.row.id.clone()), fault };
        match entry.position {
            None => return Err(broken(Fault::Unchained)),
            Some(position) if position != next.position => return Err(broken(Fault::Missing)),
            Some(_) if entry.hash.as_ref() != Some(&next.hash) => return Err(broken(Fault::Changed)),
            Some(_) => {}
        }
        if self.anchors.iter().any(|anchor| anchor.position == next.position && anchor.hash != next.hash) {
            return Err(broken(Fault::Rewritten));
        }
        self.last = next;
        Ok(())
    }

    /// Where the chain ends.
    ///
    /// # Errors
    /// When an anchored end was further on.
    pub fn end(self) -> Result<Link, Break> {
        let position = self.last.position.saturating_add(1);
        match self.anchors.iter().any(|anchor| anchor.position >= position) {
            true => Err(Break { position, id: None, fault: Fault::CutOff }),
            false => Ok(self.last),
        }
    }
}
