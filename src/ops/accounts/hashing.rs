//! Passwords as they are kept: Argon2id with a salt of its own each.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use super::Secret;
use crate::ops::{Office, OpsError};

/// Stands for the hash of nobody's password, so that a name that nobody has takes as long as any other.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody").ok());

/// A password as it is kept.
///
/// # Errors
/// When too many passwords are worked on at once.
pub(super) fn hashed(office: &Office, password: &Secret) -> Result<String, OpsError> {
    office.access.turnstile.pass(|| hash(&password.0))?
}

/// Whether a password is the one that is kept; nobody's never is, and takes as long.
///
/// # Errors
/// When too many passwords are worked on at once.
pub(super) fn matches(office: &Office, password: &Secret, kept: Option<&str>) -> Result<bool, OpsError> {
    let hash = kept.or(NOBODYS.as_deref()).unwrap_or_default();
    let same = office.access.turnstile.pass(|| is_of(&password.0, hash))?;
    Ok(same && kept.is_some())
}

fn hash(password: &str) -> Result<String, OpsError> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| OpsError::Io(std::io::Error::other(error.to_string())))?.to_string())
}

fn is_of(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}
