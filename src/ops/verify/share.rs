//! A share of all files: always the same part of the hashes, so that whoever checks a share a night has checked
//! every file after as many nights.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::blob::Sha256Hex;
use crate::domain::message::Message;

/// Hashes begin with so many digits that tell the shares apart.
const DIGITS: usize = 8;

/// The most shares.
const MOST: u32 = 10_000;

/// One of so many shares, the first being 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Which.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// All files.
    pub const ALL: Self = Self { number: 1, of: 1 };

    /// The share after this one; after the last comes the first.
    #[must_use]
    pub fn next(self) -> Self {
        let number = if self.number >= self.of { 1 } else { self.number.saturating_add(1) };
        Self { number, ..self }
    }

    /// What comes right before the first hash of the share; nothing for the first share.
    pub(super) fn before(self) -> Option<Sha256Hex> {
        let first = self.bound(self.number.saturating_sub(1));
        let before = first.checked_sub(1)?;
        format!("{before:0DIGITS$x}{}", "f".repeat(64 - DIGITS)).parse().ok()
    }

    /// Whether a hash is past the share.
    pub(super) fn is_past(self, sha256: &str) -> bool {
        let start = sha256.get(..DIGITS).and_then(|digits| u64::from_str_radix(digits, 16).ok());
        start.is_some_and(|start| start >= self.bound(self.number))
    }

    fn bound(self, shares: u32) -> u64 {
        (u64::from(shares) << (4 * DIGITS)).checked_div(u64::from(self.of)).unwrap_or_default()
    }
}

impl FromStr for Share {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let refused = || Message::new("verify-bad-share").with("share", text).with("most", u64::from(MOST));
        let (number, of) = text.split_once('/').ok_or_else(refused)?;
        let share = Self {
            number: number.trim().parse().map_err(|_fault| refused())?,
            of: of.trim().parse().map_err(|_fault| refused())?,
        };
        let is_one = (1..=MOST).contains(&share.of) && (1..=share.of).contains(&share.number);
        if is_one { Ok(share) } else { Err(refused()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hash_is_in_exactly_one_share() {
        for of in [1, 2, 3, 7, 30, 10_000] {
            for byte in 0..=255_u8 {
                let hash = Sha256Hex::of(&[byte]);
                let within = |number: &u32| {
                    let share = Share { number: *number, of };
                    share.before().is_none_or(|before| hash > before) && !share.is_past(hash.as_str())
                };
                assert_eq!((1..=of).filter(within).count(), 1, "{hash} of {of}");
            }
        }
    }

    #[test]
    fn a_share_that_is_none_is_refused() {
        for text in ["", "1", "0/3", "4/3", "1/0", "1/10001", "a/b", "-1/3"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
        assert_eq!("30/30".parse::<Share>().map(Share::next), Ok(Share { number: 1, of: 30 }));
    }
}
