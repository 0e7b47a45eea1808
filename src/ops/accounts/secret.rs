//! Secrets that stand for an account: only their hashes are kept.

use std::fmt;

use chrono::TimeDelta;
use data_encoding::HEXLOWER;

use crate::blob::Sha256Hex;
use crate::domain::policy::Policy;
use crate::ops::OpsError;

/// What must not be printed: a password, a session, a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A browser's session.
    Session,
    /// A log-in that waits for the code of the second factor, and is good for nothing else.
    HalfSession,
    /// A program's token, for whatever the account may do.
    Token,
    /// A program's token that only reads.
    ReadToken,
}

impl Kind {
    /// Those that programs send.
    pub const OF_PROGRAMS: [Self; 2] = [Self::Token, Self::ReadToken];

    /// The name in the database, on pages and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::HalfSession => "half_session",
            Self::Token => "token",
            Self::ReadToken => "read_token",
        }
    }

    /// The token with this name.
    pub fn token_from_id(id: &str) -> Option<Self> {
        Self::OF_PROGRAMS.into_iter().find(|kind| kind.id() == id)
    }

    /// How long it lasts at the most.
    pub(super) fn lasts(self, policy: &Policy) -> TimeDelta {
        match self {
            Self::Session => policy.session.absolute,
            Self::HalfSession => policy.session.second_step,
            Self::Token | Self::ReadToken => policy.token,
        }
    }
}

impl Secret {
    /// 256 random bits, as hexadecimal digits.
    pub(super) fn random() -> Result<Self, OpsError> {
        let mut bits = [0_u8; 32];
        getrandom::fill(&mut bits).map_err(|error| OpsError::Io(std::io::Error::other(error)))?;
        Ok(Self(HEXLOWER.encode(&bits)))
    }

    pub(super) fn hash(&self) -> String {
        Sha256Hex::of(self.0.as_bytes()).into()
    }
}
