//! Secrets that stand for an account: only their hashes are kept.

use std::fmt;

use chrono::TimeDelta;

use crate::blob::Sha256Hex;
use crate::ops::OpsError;

/// What must not be printed: a password, a session, a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a secret is for, and how long it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A browser's session: twelve hours.
    Session,
    /// A program's token: a year.
    Token,
}

impl Kind {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Token => "token",
        }
    }

    pub(super) fn lasts(self) -> TimeDelta {
        match self {
            Self::Session => TimeDelta::hours(12),
            Self::Token => TimeDelta::days(365),
        }
    }
}

impl Secret {
    /// 256 random bits, as hexadecimal digits.
    pub(super) fn random() -> Result<Self, OpsError> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits).map_err(|error| OpsError::Io(std::io::Error::other(error)))?;
        Ok(Self(bits.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    pub(super) fn hash(&self) -> String {
        Sha256Hex::of(self.0.as_bytes()).into()
    }
}
